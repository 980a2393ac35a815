"""The event of a document becomes the day and the place of its page."""

import datetime
from pathlib import Path

import pytest

from plans.deadlines import parse_deadline
from plans.importing.parsed import Event, ParsedDocument
from plans.importing.parsing import parse_document
from plans.importing.reading import read_document
from plans.importing.saving.pages import event_day, order_page

pytestmark = pytest.mark.django_db


def _document(*phrases: str, place: str = "", venue: str = "") -> ParsedDocument:
    dates = tuple(parse_deadline(phrase, "2026") for phrase in phrases)
    return ParsedDocument(
        kind="regulation", title="Положение", venue=venue, event=Event(dates=dates, place=place)
    )


@pytest.mark.parametrize(
    ("phrases", "day"),
    [
        (["27 ноября 2026 года"], datetime.date(2026, 11, 27)),
        (["с 1 по 10 августа"], datetime.date(2026, 8, 1)),
        (["с 15 по 20 марта", "2 марта"], datetime.date(2026, 3, 2)),
        (["12 марта, 15 апреля и 20 мая"], datetime.date(2026, 3, 12)),
        (["в апреле"], None),
        (["ежегодно"], None),
        ([], None),
    ],
)
def test_an_event_has_the_first_of_its_days(phrases: list[str], day: datetime.date | None) -> None:
    assert event_day(_document(*phrases)) == day
    assert order_page(_document(*phrases)).event_date == day


def test_a_document_without_an_event_has_no_day() -> None:
    assert order_page(ParsedDocument(kind="order", title="О деле")).event_date is None


def test_a_year_that_nobody_knows_makes_no_day() -> None:
    dates = (parse_deadline("с 1 по 10 августа"),)
    assert event_day(ParsedDocument(event=Event(dates=dates))) is None


@pytest.mark.parametrize(
    ("place", "venue", "saved"),
    [
        ("Дом культуры", "", "Дом культуры"),
        ("Дом культуры", "Администрация", "Администрация"),
        ("з" * 251, "", ""),
    ],
)
def test_an_events_place_is_the_pages_where_it_fits(place: str, venue: str, saved: str) -> None:
    page = order_page(_document(place=place, venue=venue))
    assert page.venue == saved
    assert len(page.body) == 0


def test_the_real_regulation_has_the_day_of_its_event(shared_dir: Path) -> None:
    page = order_page(
        parse_document(read_document(shared_dir / "documents" / "regulation-kemerovo-2023.docx"))
    )
    assert page.event_date == datetime.date(2023, 11, 27)
    assert page.venue.startswith("во всех образовательных организациях города Кемерово")
