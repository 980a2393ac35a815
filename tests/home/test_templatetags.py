"""Dates, numbers, pictures and the rest of what templates say in Russian."""

import datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from freezegun import freeze_time
from wagtail.blocks import CharBlock, StreamBlock, StructBlock

from home.templatetags.clauses import anchored, of_type
from home.templatetags.dates import date_words, month_words, period_state, period_words, relative
from home.templatetags.entries import about, with_pictures, without_pictures
from home.templatetags.leaves import leaf_of
from home.templatetags.numbers import counted, plural, spaced
from home.templatetags.pages import page_numbers
from home.templatetags.typography import set_line
from search.models import CatalogEntry

DAY = datetime.date
FORMS = "публикация,публикации,публикаций"


def plain(text: str) -> str:
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 публикаций"),
        (1, "1 публикация"),
        (2, "2 публикации"),
        (5, "5 публикаций"),
        (11, "11 публикаций"),
        (12, "12 публикаций"),
        (14, "14 публикаций"),
        (21, "21 публикация"),
        (111, "111 публикаций"),
        (1022, "1022 публикации"),
        (12345, "12 345 публикаций"),
    ],
)
def test_a_number_has_its_word(number: int, words: str) -> None:
    assert plain(counted(number, FORMS)) == words


def test_thousands_stand_apart_by_a_narrow_space() -> None:
    assert spaced(1_234_567) == "1\u202f234\u202f567"
    assert spaced(9999) == "9999"
    assert spaced(None) == ""


def test_plural_knows_no_sign() -> None:
    assert plural(-1, FORMS) == "публикация"


def test_a_date_in_words_does_not_break() -> None:
    assert date_words(DAY(2022, 2, 12)) == "12\u00a0февраля\u00a02022\u00a0г."
    assert date_words(None) == ""
    assert plain(month_words(DAY(2026, 5, 1))) == "май 2026 г."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (DAY(2022, 2, 3), DAY(2022, 2, 12), "3–12 февраля 2022 г."),
        (DAY(2022, 2, 3), DAY(2022, 2, 3), "3 февраля 2022 г."),
        (DAY(2022, 1, 28), DAY(2022, 2, 12), "28 января – 12 февраля 2022 г."),
        (DAY(2021, 12, 28), DAY(2022, 1, 12), "28 декабря 2021 г. – 12 января 2022 г."),
        (DAY(2024, 2, 1), DAY(2024, 2, 29), "февраль 2024 г."),
        (DAY(2026, 9, 1), DAY(2026, 11, 30), "сентябрь–ноябрь 2026 г."),
        (DAY(2026, 9, 1), DAY(2027, 5, 31), "сентябрь 2026 г. – май 2027 г."),
        (DAY(2026, 1, 1), DAY(2026, 12, 31), "2026 год"),
        (None, DAY(2026, 5, 1), "до 1 мая 2026 г."),
        (DAY(2026, 5, 1), None, "с 1 мая 2026 г."),
        (None, None, ""),
        (DAY(2022, 5, 9), DAY(2020, 2, 3), "9 мая 2022 г. – 3 февраля 2020 г."),
    ],
)
def test_a_period_in_words(start: DAY | None, end: DAY | None, words: str) -> None:
    assert plain(period_words(start, end)) == words


@freeze_time("2026-11-20")
@pytest.mark.parametrize(
    ("day", "words"),
    [
        (DAY(2026, 11, 20), "сегодня"),
        (DAY(2026, 11, 21), "завтра"),
        (DAY(2026, 11, 18), "позавчера"),
        (DAY(2026, 11, 25), "через 5 дней"),
        (DAY(2026, 11, 9), "11 дней назад"),
        (DAY(2026, 9, 20), "2 месяца назад"),
        (DAY(2021, 11, 20), "5 лет назад"),
        (None, ""),
    ],
)
def test_a_day_seen_from_today(day: DAY | None, words: str) -> None:
    assert plain(relative(day)) == words


@freeze_time("2026-11-20")
@pytest.mark.parametrize(
    ("start", "end", "name", "words"),
    [
        (DAY(2026, 12, 1), DAY(2026, 12, 3), "ahead", "начнётся через 11 дней"),
        (DAY(2026, 11, 1), DAY(2026, 11, 30), "soon", "осталось 10 дней"),
        (DAY(2026, 11, 1), DAY(2026, 11, 20), "soon", "сегодня последний день"),
        (DAY(2026, 11, 20), DAY(2026, 11, 20), "soon", "сегодня"),
        (DAY(2026, 11, 1), None, "soon", "идёт сейчас"),
        (None, DAY(2026, 11, 19), "over", "срок прошёл"),
    ],
)
def test_the_state_of_a_period_has_a_sign_and_words(start: Any, end: Any, name: str, words: str) -> None:
    state = period_state(start, end)
    assert (state["name"], plain(state["words"])) == (name, words)
    assert state["sign"]


def test_no_period_has_no_state() -> None:
    assert period_state(None, None) == {}


@pytest.mark.parametrize(
    ("start", "end", "kind", "shape", "shown"),
    [
        (DAY(2026, 11, 20), DAY(2026, 11, 20), "exact_day", "day", "ноябрь 20 пт"),
        (None, DAY(2026, 10, 15), "until", "day", "октябрь 15 до"),
        (DAY(2026, 10, 15), None, "", "day", "октябрь 15 с"),
        (DAY(2026, 12, 3), DAY(2026, 12, 12), "range", "day", "декабрь 3–12 "),
        (DAY(2026, 4, 20), DAY(2026, 5, 15), "range", "span", "2026 20 апр – 15 мая"),
        (DAY(2026, 11, 1), DAY(2026, 11, 30), "months", "month", "2026 ноябрь "),
        (DAY(2026, 9, 1), DAY(2027, 5, 31), "months", "month", "2026–27 сен–май "),
        (DAY(2026, 1, 1), DAY(2026, 12, 31), "", "month", "год 2026 "),
        (None, None, "all_year", "band", " весь год "),
        (DAY(2026, 1, 1), DAY(2026, 12, 31), "recurring", "band", " повторяется "),
    ],
)
def test_a_deadline_as_a_leaf(start: Any, end: Any, kind: str, shape: str, shown: str) -> None:
    leaf = leaf_of(start, end, kind)
    assert leaf is not None
    assert (leaf.shape, f"{leaf.top} {leaf.face} {leaf.foot}") == (shape, shown)


def test_an_unknown_deadline_has_no_leaf() -> None:
    assert leaf_of(None, None) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Мы и школа № 3 в лесу", "Мы и~школа №~3 в~лесу"),
        ("Собрали 12 кг за 3 дня", "Собрали 12~кг за~3~дня"),
        ("А. П. Верескун", "А.~П.~Верескун"),
        ("Город — дело", "Город~— дело"),
        ("", ""),
    ],
)
def test_what_belongs_together_does_not_break(text: str, line: str) -> None:
    assert set_line(text).replace("\u00a0", "~") == line


def test_clauses_have_anchors_of_their_numbers_and_each_once() -> None:
    blocks = StreamBlock([("clause", StructBlock([("number", CharBlock())])), ("heading", CharBlock())])
    stream = blocks.to_python(
        [{"type": "clause", "value": {"number": number}} for number in ("2.1.", "3)", "2.1.", "")]
        + [{"type": "heading", "value": "Итоги"}]
    )
    parts = anchored(stream)
    assert [part.anchor for part in parts] == ["p-2-1", "p-3", "p-2-1_2", "", ""]
    assert len(of_type(parts, "heading")) == 1


def test_entries_with_pictures_make_the_wall_and_the_others_the_list() -> None:
    pictured = CatalogEntry(
        title="Фото", picture_id=1, picture_sizes=[{"file": "a.webp", "width": 480, "height": 320}]
    )
    bare, deleted = CatalogEntry(title="Текст"), CatalogEntry(picture_sizes=pictured.picture_sizes)
    assert with_pictures([pictured, bare, deleted]) == [pictured]
    assert [entry.picture_id for entry in without_pictures([pictured, bare, deleted])] == [None, None]


def test_reports_of_an_item_are_found_by_its_uid() -> None:
    entry = CatalogEntry()
    assert about({"uid": [entry]}, "uid") == [entry]  # type: ignore[dict-item, arg-type]
    assert about({}, "other") == []  # type: ignore[arg-type]


def test_pages_between_are_left_out() -> None:
    batch = Paginator(range(400), 20).page(10)
    assert list(page_numbers(batch)) == [1, None, 9, 10, 11, None, 20]


def rendered(cookie: str = "") -> str:
    """Return the card's picture for a visitor with this reading cookie."""
    entry = CatalogEntry(
        picture_id=1,
        picture_alt='Дети & «кони» "в поле"',
        picture_sizes=[
            {"file": "s.webp", "width": 480, "height": 320},
            {"file": "l.webp", "width": 960, "height": 640},
        ],
    )
    request = RequestFactory(headers={"cookie": cookie} if cookie else {}).get("/")
    template = Template('{% load pictures %}{% card_picture entry "50vw" %}')
    return template.render(Context({"entry": entry, "request": request}))


def test_a_card_picture_has_sizes_and_a_description() -> None:
    img = rendered()
    assert 'src="/media/s.webp"' in img
    assert 'srcset="/media/s.webp 480w, /media/l.webp 960w" sizes="50vw"' in img
    assert 'width="480" height="320"' in img
    assert 'loading="lazy"' in img
    assert "Дети &amp; «кони» &quot;в поле&quot;" in img


def test_who_switched_pictures_off_reads_what_they_show() -> None:
    img = rendered("reading=large.no-pictures")
    assert "<img" not in img
    assert "Дети &amp; «кони»" in img
