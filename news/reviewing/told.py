"""What a report says, whichever form it has: the JSON of a draft that was sent, or the rows of a public page.

A draft is read as it is stored: making a page of each would cost a dozen queries, and a screen shows twenty.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from home.templatetags.numbers import counted
from news import personal_data
from news.models import EventReportPage
from news.requirements import missing
from plans.models import OrderPage
from search.text import sentences

# What a document may ask for, by the names of fields and of rows.
PARTS = ("place", "participants", "organisations", "partners", "photos", "links")


@dataclass(frozen=True)
class Photo:
    """A photo of the gallery; `picture` is the id of the picture."""

    picture: int
    alt: str = ""
    caption: str = ""
    is_decorative: bool = False


@dataclass(frozen=True)
class Told:
    """`item`, `order` and `hashtags` are ids, `parts` the names of what is filled in of `PARTS`."""

    title: str
    lead: str
    text: str
    start: datetime.date | None
    end: datetime.date | None
    place: str
    item: int | None
    order: int | None
    hashtags: tuple[int, ...]
    photos: tuple[Photo, ...]
    participants: int
    parts: frozenset[str]
    consent: bool
    consent_by: str
    consent_at: datetime.date | None

    @property
    def needs_consent(self) -> bool:
        """Whether there are photos without the statement that consents are there."""
        return bool(self.photos) and not self.consent

    def questions(self, document: OrderPage | None, described: set[int]) -> Iterator[str]:
        """Yield what is missing beside consents, and what may be personal data; `described` pictures have own words."""
        for _field, said in missing(document, self.parts.__contains__):
            yield said
        bare = [each for each in self.photos if not (each.alt or each.is_decorative)]
        number = sum(each.picture not in described for each in bare)
        if number:
            said = counted(number, _("фотографии,фотографий,фотографий"))
            yield _("У %s нет описания.") % said
        yield from personal_data.warnings("\n".join([self.title, self.lead, self.text]))


def told_by_draft(content: dict[str, Any]) -> Told:
    """Return what a stored draft says; whatever it lacks is empty."""
    rows = [row for row in content.get("photos") or [] if row.get("picture")]
    photos = tuple(
        Photo(row["picture"], row.get("alt") or "", row.get("caption") or "", bool(row.get("is_decorative")))
        for row in rows
    )
    participants = sum(row.get("count") or 0 for row in content.get("participants") or [])
    filled = {name for name in PARTS if content.get(name)} - {"participants"}
    return Told(
        title=content.get("title") or "",
        lead=content.get("lead") or "",
        text=_text(content.get("body"), photos),
        start=parse_date(content.get("start") or ""),
        end=parse_date(content.get("end") or ""),
        place=content.get("place") or "",
        item=content.get("plan_item"),
        order=content.get("order"),
        hashtags=tuple(row["tag"] for row in content.get("hashtag_links") or []),
        photos=photos,
        participants=participants,
        parts=frozenset(filled | ({"participants"} if participants else set())),
        consent=bool(content.get("consent")),
        consent_by=content.get("consent_by") or "",
        consent_at=parse_date(content.get("consent_at") or ""),
    )


def told_by_page(report: EventReportPage) -> Told:
    """Return what a public report says; `public_reports` has read its rows."""
    photos = tuple(
        Photo(row.picture_id, row.alt, row.caption, row.is_decorative) for row in report.photos.all()
    )
    return Told(
        title=report.title,
        lead=report.lead,
        text="",
        start=report.start,
        end=report.end,
        place=report.place,
        item=report.plan_item_id,
        order=report.order_id,
        hashtags=tuple(link.tag_id for link in report.hashtag_links.all()),
        photos=photos,
        participants=report.participants_total,
        parts=frozenset(PARTS),
        consent=report.consent,
        consent_by=report.consent_by,
        consent_at=report.consent_at,
    )


def event_words(item: Any, document: Any) -> str:
    """Return what an event is called: by the plan's item, else by the document."""
    return item.title if item else document.title if document else _("Без пункта плана и документа")


def _text(body: Any, photos: tuple[Photo, ...]) -> str:
    """Return the words of the story and of the photos."""
    field = EventReportPage._meta.get_field("body")
    words = [str(part) for part in field.get_searchable_content(field.to_python(body))] if body else []
    captions = sentences([text for photo in photos for text in (photo.caption, photo.alt) if text])
    return "\n".join(filter(None, [*words, captions]))
