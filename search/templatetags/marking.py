"""The words that were looked for, marked where they were found."""

from collections.abc import Collection

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.text import WORD, fold, stem

register = template.Library()


@register.filter(is_safe=True)
def mark_words(text: str, stems: Collection[str]) -> SafeString:
    """Return the text, escaped, with every word whose stem was looked for in a `mark`."""
    if not stems:
        return mark_safe(escape(text))
    wanted, parts, done = set(stems), [], 0
    for match in WORD.finditer(text):
        if stem(fold(match[0])) in wanted:
            parts += [escape(text[done : match.start()]), f"<mark>{escape(match[0])}</mark>"]
            done = match.end()
    return mark_safe("".join([*parts, escape(text[done:])]))
