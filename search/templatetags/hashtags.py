"""Hashtags in shown text become links to the hashtag's page, in plain text and in rich text."""

import re
from collections.abc import Iterator

from django import template
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from search.hashtags import hashtag_key, hashtag_spans

register = template.Library()

# No link is put inside these: links and buttons cannot hold one, the others are no text.
UNLINKED = frozenset({"a", "button", "label", "option", "script", "select", "style", "textarea", "title"})

_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_WORD_START = re.compile(r"(?<=[а-яёa-z])(?=[А-ЯЁA-Z0-9])|(?<=_)")


@register.filter
@stringfilter
def hashtag_url(name: str) -> str:
    """Return the address of a hashtag, however it is spelled; "" for what is none."""
    key = hashtag_key(name)
    return reverse("hashtag", args=[key]) if key else ""


@register.filter
@stringfilter
def hashtag_breaks(name: str) -> SafeString:
    """Return the hashtag with places where a long one may break: before each word it is glued of."""
    return mark_safe("<wbr>".join(escape(word) for word in _WORD_START.split(name)))


@register.filter(is_safe=True)
def link_hashtags(text: str) -> SafeString:
    """Return plain text, escaped, with its hashtags as links."""
    return mark_safe("".join(_linked_plain(str(text))))


@register.filter(is_safe=True)
def link_hashtags_html(html: str) -> SafeString:
    """Return HTML with the hashtags of its text as links; what is in attributes or in a link stays as it is."""
    return mark_safe("".join(_linked_html(str(conditional_escape(html)))))


def _linked_plain(text: str) -> Iterator[str]:
    done = 0
    for start, end, key in hashtag_spans(text):
        yield escape(text[done:start])
        yield _link(escape(text[start:end]), key)
        done = end
    yield escape(text[done:])


def _linked_html(html: str) -> Iterator[str]:
    inside: list[str] = []
    for piece in _pieces(html):
        if piece.startswith("<"):
            _follow(piece, inside)
            yield piece
        elif inside:
            yield piece
        else:
            yield from _linked_text(piece)


def _linked_text(text: str) -> Iterator[str]:
    """The same for text that is HTML already: a hashtag is made of letters, nothing in it needs escaping."""
    done = 0
    for start, end, key in hashtag_spans(text):
        yield text[done:start]
        yield _link(text[start:end], key)
        done = end
    yield text[done:]


def _link(written: str, key: str) -> str:
    return f'<a class="hashtag" href="{reverse("hashtag", args=[key])}">{written}</a>'


def _follow(tag: str, inside: list[str]) -> None:
    """Keep the list of open elements in which nothing is linked."""
    found = _TAG_NAME.match(tag)
    name = found[1].lower() if found else ""
    if name not in UNLINKED:
        return
    if not tag.startswith("</"):
        inside.append(name)
    elif name in inside:
        inside.remove(name)


def _pieces(html: str) -> Iterator[str]:
    """Yield tags, comments and the text between them. What follows a tag that never ends is one last piece."""
    position = 0
    while position < len(html):
        start = html.find("<", position)
        if start < 0:
            yield html[position:]
            return
        if start > position:
            yield html[position:start]
        position = _end_of_tag(html, start)
        yield html[start:position]


def _end_of_tag(html: str, start: int) -> int:
    if html.startswith("<!--", start):
        found = html.find("-->", start + 4)
        return found + 3 if found >= 0 else len(html)
    position = start + 1
    while position < len(html):
        sign = html[position]
        if sign == ">":
            return position + 1
        if sign in "\"'":
            position = html.find(sign, position + 1)
            if position < 0:
                return len(html)
        position += 1
    return len(html)
