"""A document that names another one which it changes or replaces is imported as such."""

import datetime
from dataclasses import replace

import pytest

from plans.importing.parsed import Clause
from plans.importing.saving.documents import documents_section, save_document
from plans.models import OrderPage
from tests.factories import OrderPageFactory
from tests.plans.importing.updating.editions import ORDER, file

pytestmark = pytest.mark.django_db

CHANGES, REPLACES = "changes", "replaces"
OLD = "приказ управления образования от 15.08.2025 № 77-о «О неделе»"


def imported(*clauses: str, title: str = "О внесении изменений") -> OrderPage:
    """Import an order with these clauses."""
    numbered = tuple(Clause(f"{number}.", text) for number, text in enumerate(clauses, 1))
    document = replace(ORDER, title=title, clauses=numbered, plans=(), appendices=())
    pages = save_document(document, file(), documents_section())
    return OrderPage.objects.get(pk=pages[0].pk)


@pytest.fixture
def old(db: None) -> OrderPage:
    """A public order."""
    made: OrderPage = OrderPageFactory(
        parent=documents_section(), number="77-О", date=datetime.date(2025, 8, 15), title="О неделе"
    )
    return made


@pytest.mark.parametrize(
    ("clause", "how"),
    [
        (f"Внести в план изменения. Внести изменения в {OLD}.", CHANGES),
        (f"Внести следующие изменения в {OLD}:", CHANGES),
        ("Внести изменения и дополнения в приказ от 15 августа 2025 г. № 77-о.", CHANGES),
        (f"Признать утратившим силу {OLD}.", REPLACES),
        (f"Считать утратившим\u00a0силу {OLD}.", REPLACES),
    ],
)
def test_what_is_changed_or_replaced_is_named(old: OrderPage, clause: str, how: str) -> None:
    page = imported("Провести неделю.", clause)
    assert (page.amends, page.amends_how) == (old, how)
    assert not page.live
    assert OrderPage.objects.get(pk=old.pk).in_force


def test_the_title_names_it_too(old: OrderPage) -> None:
    assert imported("Провести.", title=f"О внесении изменений в {OLD}").amends == old


@pytest.mark.parametrize(
    "clause",
    [
        "Признать утратившим силу пункт 2 приказа от 15.08.2025 № 77-о.",
        "Признать утратившим силу приказ от 15.08.2025 № 78-о.",
        "Признать утратившим силу приказ от 16.08.2025 № 77-о.",
        "Признать утратившим силу распоряжение от 15.08.2025 № 77-о.",
        "Признать утратившим силу приказ от 45.08.2025 № 77-о.",
        "Исполнять приказ от 15.08.2025 № 77-о.",
    ],
)
def test_another_document_and_a_part_of_it_are_not_meant(old: OrderPage, clause: str) -> None:
    assert imported(clause).amends is None


def test_a_person_decides_where_several_fit(old: OrderPage) -> None:
    OrderPageFactory(parent=documents_section(), number="78-о", date=old.date)
    page = imported(
        f"Признать утратившим силу {OLD}.", "Признать утратившим силу приказ от 15.08.2025 № 78-о."
    )
    assert page.amends is None


def test_a_draft_is_not_named(old: OrderPage) -> None:
    old.unpublish()
    assert imported(f"Признать утратившим силу {OLD}.").amends is None
