"""The same document again is found, another one is not."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile

from plans.importing.parsed import Clause, Item, ParsedDocument, Plan, Section
from plans.importing.saving.documents import documents_section, save_document
from plans.importing.updating.identity import existing_page, number_key
from tests.factories import OrderIndexPageFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 9, 1)
ORDER = ParsedDocument(
    name="prikaz",
    kind="order",
    number="01-06/118",
    date=DAY,
    authority="Управление образования",
    title="О проведении «Недели чтения»",
    clauses=(Clause("1.", "Провести."),),
)
UNNUMBERED = replace(ORDER, kind="regulation", number=None)
PLAN = ParsedDocument(
    kind="plan",
    plans=(
        Plan("План «Зелёный двор»", (Section("", "", (Item("1.", "Субботник"),)),), context_year="2026/2027"),
    ),
)


def saved(document: ParsedDocument) -> Any:
    """Return the page that the document became."""
    return save_document(document, ContentFile(b"...", name="prikaz.txt"), documents_section())[0]


@pytest.mark.parametrize(
    "again",
    [
        ORDER,
        replace(ORDER, title="О неделе чтения"),
        replace(ORDER, number="№ 01‑06 / 118"),
        replace(ORDER, authority=None),
        replace(ORDER, authority="УПРАВЛЕНИЕ  ОБРАЗОВАНИЯ"),
    ],
)
def test_a_numbered_order_is_known_by_kind_number_and_date(again: ParsedDocument) -> None:
    assert existing_page(again, documents_section()) is None
    page = saved(ORDER)
    assert existing_page(again, documents_section()) == page


@pytest.mark.parametrize(
    "other",
    [
        replace(ORDER, number="01-06/119"),
        replace(ORDER, date=datetime.date(2025, 9, 1)),
        replace(ORDER, date=None),
        replace(ORDER, kind="directive"),
        replace(ORDER, authority="Министерство образования"),
        replace(ORDER, number=None),
    ],
)
def test_another_order_is_not_it(other: ParsedDocument) -> None:
    saved(ORDER)
    assert existing_page(other, documents_section()) is None


def test_a_document_without_a_number_is_known_by_its_title_and_date() -> None:
    page = saved(UNNUMBERED)
    section = documents_section()
    assert existing_page(replace(UNNUMBERED, title='О ПРОВЕДЕНИИ  "НЕДЕЛИ ЧТЕНИЯ"'), section) == page
    assert existing_page(replace(UNNUMBERED, title="О другом"), section) is None
    assert existing_page(replace(UNNUMBERED, date=None), section) is None


def test_a_document_without_a_date_is_known_by_its_school_year() -> None:
    undated = replace(UNNUMBERED, date=None, school_year="2026/2027")
    page = saved(undated)
    assert existing_page(undated, documents_section()) == page
    assert existing_page(replace(undated, school_year="2025/2026"), documents_section()) is None


def test_a_plan_by_itself_is_known_by_its_title_and_year() -> None:
    page = saved(PLAN)
    (plan,) = PLAN.plans
    for title, year, is_it in (
        ("ПЛАН «ЗЕЛЕНЫЙ ДВОР»", "2026/2027", True),
        ("План «Зелёный двор»", "2025/2026", False),
        ("План «Зелёный сад»", "2026/2027", False),
    ):
        again = replace(PLAN, plans=(replace(plan, title=title, context_year=year),))
        assert existing_page(again, documents_section()) == (page if is_it else None)


def test_a_document_of_another_section_is_another_document() -> None:
    saved(ORDER)
    assert existing_page(ORDER, OrderIndexPageFactory(title="Архив")) is None


def test_of_two_the_public_one_is_meant() -> None:
    saved(ORDER)
    public = saved(ORDER)
    public.get_latest_revision().publish()
    assert existing_page(ORDER, documents_section()) == public


def test_a_number_longer_than_its_field_is_found_too() -> None:
    long = replace(ORDER, number="1" * 70)
    page = saved(long)
    assert existing_page(long, documents_section()) == page


def test_numbers_are_compared_without_signs_and_spaces() -> None:
    assert number_key("№ 01—06/118-П") == number_key("01-06/118 - п")
