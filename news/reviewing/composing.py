"""A draft of news, made of reports and of photos that were picked in them: a paragraph for each report, its photos below."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.models import OrganisationPage
from home.templatetags.dates import period_words
from home.templatetags.numbers import counted
from news.models import NewsIndexPage, NewsPage, PickedPhoto
from news.reviewing.rows import Beside, Gallery, Shown, organisations_at
from news.reviewing.sources import Source, sources_of
from restapi.http.problems import Problem
from restapi.reading.states import PRIVATE
from restapi.writing import pages

LONGEST_TITLE, NAMED = 200, 5


@dataclass
class Composed:
    """The draft, None where nothing could be made; what was left out, each in a sentence."""

    news: Page | None = None
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """A report in the news with its photos."""

    source: Source
    organisation: OrganisationPage | None
    event: str
    hashtags: tuple[str, ...]
    photos: tuple[Shown, ...]


def sections_of(user: Any) -> list[NewsIndexPage]:
    """Return the sections to which the user may add news, the first of the tree first."""
    allowed = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    return list(NewsIndexPage.objects.filter(pk__in=allowed.values("pk")).order_by("path"))


def compose(
    section: NewsIndexPage, picks: list[PickedPhoto], ticked: Iterable[int], request: HttpRequest
) -> Composed:
    """Make a draft below a section of what was picked and of reports that are ticked as a whole."""
    ids = list(dict.fromkeys([*(pick.report_id for pick in picks), *ticked]))
    composed = Composed()
    sources = _usable(ids, request.user, composed)
    parts = _parts(sources, picks)
    if not parts:
        return composed
    try:
        composed.news = pages.create(section, _body(parts), request)
    except Problem as problem:
        composed.left_out.append(problem.detail)
    return composed


def _usable(ids: list[int], user: Any, composed: Composed) -> list[Source]:
    """Return the reports that may stand in news, in their order, and say which may not."""
    found = sources_of(user, ids)
    usable = []
    for pk in ids:
        forms = found.get(pk, [])
        safe = [source for source in forms if source.is_safe]
        usable += safe
        if not forms:
            composed.left_out.append(_("Один из отчётов больше не на проверке и не опубликован: он не взят."))
        elif not safe:
            said = _("«%s» не взят: согласия людей на фотографиях не подтверждены.")
            composed.left_out.append(said % forms[0].told.title)
    return usable


def _parts(sources: list[Source], picks: list[PickedPhoto]) -> list[Part]:
    """Return each report once, with its picked photos in the order of picking; what was withdrawn is not there."""
    told = [source.told for source in sources]
    beside = Beside(told, organisations_at(source.organisation for source in sources))
    gallery = Gallery(told)
    parts: dict[int, Part] = {}
    for source in sources:
        pk = source.report.pk
        shown = {each.key: each for each in gallery.shown(pk, source.told)}
        photos = tuple(shown[pick.key] for pick in picks if pick.key in shown)
        row = beside.row(pk, source.told, source.organisation, gallery)
        if pk in parts:  # the draft of a public report adds photos that the public form has not
            known = {each.key for each in parts[pk].photos}
            more = [each for each in photos if each.key not in known]
            parts[pk] = replace(parts[pk], photos=(*parts[pk].photos, *more))
        else:
            event = row.event if row.event_key else ""
            parts[pk] = Part(source, row.organisation, event, row.hashtags, photos)
    return list(parts.values())


def _body(parts: list[Part]) -> dict[str, Any]:
    """Return the news as a content object."""
    blocks = [block for part in parts for block in _blocks(part)]
    keyed = {str(uuid.uuid4()): block for block in blocks}
    first = next((photo for part in parts for photo in part.photos), None)
    return {
        "@type": NewsPage._meta.label,
        "title": _title(parts)[:LONGEST_TITLE],
        "description": _lead(parts),
        "picture": first.picture.pk if first else None,
        "picture_caption": first.photo.caption if first else "",
        "blocks": keyed,
        "blocks_layout": {"items": list(keyed)},
        "subjects": list(dict.fromkeys(name for part in parts for name in part.hashtags)),
        "review_state": PRIVATE,
    }


def _title(parts: list[Part]) -> str:
    if len(parts) == 1:
        return parts[0].source.told.title
    events = {part.event for part in parts}
    if len(events) == 1 and "" not in events:
        return _("%s: как это было") % events.pop()
    return _("Что сделали: %s") % _names(parts)


def _lead(parts: list[Part]) -> str:
    told = parts[0].source.told
    if len(parts) == 1 and told.lead:
        return told.lead
    people = sum(part.source.told.participants for part in parts)
    said = _("Рассказывают: %s.") % _names(parts)
    return f"{said} {_participants(people)}".strip()


def _names(parts: list[Part]) -> str:
    """Return «Школа № 1, Лицей № 5 и ещё 3 организации»."""
    names = list(dict.fromkeys(part.organisation.title for part in parts if part.organisation))
    more = len(names) - NAMED
    told = ", ".join(names[:NAMED])
    if more <= 0:
        return told
    return _("%(names)s и ещё %(more)s") % {
        "names": told,
        "more": counted(more, _("организация,организации,организаций")),
    }


def _participants(number: int) -> str:
    return _("Участвовали: %s.") % counted(number, _("человек,человека,человек")) if number else ""


def _blocks(part: Part) -> list[dict[str, Any]]:
    """Return a paragraph about the report with a link to it, then its photos."""
    told = part.source.told
    facts = [part.event, period_words(told.start, told.end or told.start), told.place]
    html = format_html(
        '<p><b>{}</b>. {}. {} <a href="{}">{}</a></p>',
        part.organisation.title if part.organisation else "",
        ", ".join(filter(None, facts)),
        _participants(told.participants),
        part.source.report.url,
        told.title,
    )
    return [{"@type": "paragraph", "value": str(html)}, *map(_picture, part.photos)]


def _picture(shown: Shown) -> dict[str, Any]:
    image = {"id": shown.picture.pk, "alt": shown.alt, "decorative": shown.photo.is_decorative}
    return {"@type": "picture", "value": {"image": image, "caption": shown.photo.caption}}
