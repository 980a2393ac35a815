"""What an editor hears about the hashtags of a saved page: two scripts in one, nearly the name of an official one."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.forms.tags import TagField
from wagtail.models import Page

from search.hashtags import hashtag_display, hashtag_key, hashtag_spans
from search.keeper.distinct import distinct_keys
from search.keeper.look_alikes import are_alike
from search.models import Hashtag

# So many hashtags of one page are commented on.
MOST_TOLD = 5
_LATIN_LIKE_RUSSIAN = frozenset("abcehkmoptxy")
_RUSSIAN_LIKE_LATIN = frozenset("авсенкмортху")


def warn_of_hashtags(request: HttpRequest, page: Page) -> None:
    """Warn and block nothing; a save that nobody has asked for is not commented."""
    if not hasattr(page, "hashtags") or not request.accepts("text/html"):
        return
    written = list(dict.fromkeys(_written(request, page.specific)))
    told = [text for name in written if (text := mixed_scripts(name))]
    for text in [*told, *_nearly_official(written)][:MOST_TOLD]:
        messages.warning(request, text)


def mixed_scripts(name: str) -> str:
    """Return what is to be said of a hashtag whose words mix Latin and Russian letters, "" where none does."""
    raw = unicodedata.normalize("NFKC", name.lstrip("#＃"))
    shown = hashtag_display(raw)
    foreign = list(dict.fromkeys(char for char in raw if _is_latin(char) and char not in shown))
    if foreign and _has_russian(shown):
        text = _("#%(raw)s: в нём латинская „%(letters)s“, записан как #%(shown)s")
        return text % {"raw": raw, "letters": "“, „".join(foreign), "shown": shown}
    if any(_is_doubtful(word) for word in shown.split("_")):
        return _("#%s: в одном слове и латинские, и русские буквы, проверьте") % shown
    return ""


def _written(request: HttpRequest, page: Any) -> Iterator[str]:
    """Yield the hashtags as they were typed: into the field, then into title, lead and text."""
    typed = TagField(tag_model=Hashtag, required=False).clean(request.POST.get("hashtags", ""))
    yield from (f"#{name.lstrip('#＃')}" for name in typed if hashtag_key(name))
    text = "\n".join([page.title, page.lead, page.text])
    yield from (text[start:end] for start, end, _key in hashtag_spans(text))


def _nearly_official(written: list[str]) -> Iterator[str]:
    officials = list(Hashtag.objects.filter(is_official=True)) if written else []
    keys = {hashtag_key(name): name for name in written}
    known = Hashtag.objects.filter(is_official=True).led_to(keys) if officials else {}
    distinct = distinct_keys() if officials else set()
    for key in keys.keys() - known.keys():
        name = keys[key]
        near = [
            tag
            for tag in officials
            if are_alike(key, tag.slug, most=1) and frozenset((key, tag.slug)) not in distinct
        ]
        for tag in near[:1]:
            yield _("%(name)s похож на официальный %(official)s: проверьте") % {
                "name": name,
                "official": tag.written,
            }


def _is_doubtful(word: str) -> bool:
    """Whether it mixes scripts, and the letters of one of them could all be of the other."""
    letters = word.casefold()
    latin = {char for char in letters if _is_latin(char)}
    russian = {char for char in letters if _has_russian(char)}
    return bool(latin and russian) and (latin <= _LATIN_LIKE_RUSSIAN or russian <= _RUSSIAN_LIKE_LATIN)


def _is_latin(char: str) -> bool:
    return "a" <= char.lower() <= "z"


def _has_russian(text: str) -> bool:
    return any("\u0400" <= char <= "\u04ff" for char in text)
