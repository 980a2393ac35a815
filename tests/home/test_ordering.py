"""Rows that a program has made are read in the order in which it has made them."""

import pytest

from home.ordering import keep_order
from plans.models import PlanItem, PlanPage, PlanSection
from tests.factories import OrderPageFactory

NAMES = ["Вторник", "Среда", "Понедельник", "Воскресенье"]


@pytest.fixture
def plan(db: None) -> PlanPage:
    """A published plan whose rows were made without numbers."""
    page = PlanPage(title="План недели", school_year="2026")
    page.sections = [PlanSection(title=name) for name in NAMES]
    for section in page.sections.all():
        section.items = [PlanItem(title=f"{section.title}, {name}") for name in NAMES]
    OrderPageFactory().add_child(instance=page)
    page.save_revision().publish()
    return PlanPage.objects.get(pk=page.pk)


def test_sections_and_items_are_numbered_as_they_were_made(plan: PlanPage) -> None:
    sections = list(plan.sections.all())

    assert [section.title for section in sections] == NAMES
    assert [section.sort_order for section in sections] == [0, 1, 2, 3]
    for section in sections:
        assert [item.title for item in section.items.all()] == [f"{section.title}, {name}" for name in NAMES]
        assert [item.sort_order for item in section.items.all()] == [0, 1, 2, 3]


@pytest.mark.django_db
def test_numbers_of_the_editor_are_kept() -> None:
    page = PlanPage(title="План недели")
    page.sections = [PlanSection(title="Вторник", sort_order=5), PlanSection(title="Среда", sort_order=3)]

    keep_order(page)

    assert {section.title: section.sort_order for section in page.sections.all()} == {
        "Вторник": 5,
        "Среда": 3,
    }
