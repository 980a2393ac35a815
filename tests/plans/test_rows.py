"""Items keep their rows through drafts and publishing, so that reports keep their items."""

import uuid
from typing import Any

import pytest

from news.models import EventReportPage
from plans.importing.updating.history import record_import
from plans.models import PlanItem, PlanPage, PlanSection
from plans.models.marks import is_marked_withdrawn
from plans.models.rows import reported_items
from tests.factories import EventReportPageFactory, PlanPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db: None) -> PlanPage:
    """A public plan of two items in one section."""
    page: PlanPage = PlanPageFactory()
    return page


@pytest.fixture
def item(plan: PlanPage) -> PlanItem:
    """The plan's first item."""
    return next(plan.items)


@pytest.fixture
def report(item: PlanItem) -> EventReportPage:
    """A public report of it."""
    page: EventReportPage = EventReportPageFactory(plan_item=item)
    return page


def latest(plan: PlanPage) -> Any:
    """Return the plan's latest draft."""
    return PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()


def published(draft: Any) -> PlanPage:
    """Publish a draft; returns the plan that is public now."""
    draft.save_revision().publish()
    return PlanPage.objects.get(pk=draft.pk)


def drafted_move(plan: PlanPage, to_new_section: bool) -> Any:
    """Return a draft in which the first item stands in another section."""
    draft = latest(plan)
    first = draft.sections.get_object_list()[0]
    moved, rest = first.items.get_object_list()[0], first.items.get_object_list()[1:]
    other = PlanSection(title="2. Другой раздел") if to_new_section else draft.sections.get_object_list()[1]
    first.items, other.items = rest, [moved]
    first.sort_order, other.sort_order, moved.sort_order = 0, 1, 0
    draft.sections = [first, other]
    return draft


def with_second_section(plan: PlanPage) -> PlanPage:
    """Give the plan an empty second section and publish it."""
    draft = latest(plan)
    draft.sections.add(PlanSection(title="2. Второй", sort_order=1))
    return published(draft)


@pytest.mark.parametrize("to_new_section", [True, False])
def test_an_item_moved_to_another_section_keeps_its_row_and_its_report(
    plan: PlanPage, item: PlanItem, report: EventReportPage, to_new_section: bool
) -> None:
    if not to_new_section:
        plan = with_second_section(plan)
    draft = drafted_move(plan, to_new_section)
    draft.save_revision()
    assert (
        PlanItem.objects.get(pk=item.pk).section.title == "1. Работа с детьми"
    )  # the public plan is as it was
    published(draft)
    moved = PlanItem.objects.get(pk=item.pk)
    assert (moved.uid, moved.section.page.pk) == (item.uid, plan.pk)
    assert moved.section.title.startswith("2.")
    report.refresh_from_db()
    assert report.plan_item_id == item.pk


def test_an_item_keeps_its_row_though_its_whole_section_goes(
    plan: PlanPage, item: PlanItem, report: EventReportPage
) -> None:
    draft = latest(plan)
    held = draft.sections.get_object_list()[0].items.get_object_list()
    section = PlanSection(title="Новый", sort_order=0)
    section.items = held
    draft.sections = [section]
    published(draft)
    report.refresh_from_db()
    assert report.plan_item_id == item.pk
    assert [row.title for row in PlanSection.objects.filter(page=plan)] == ["Новый"]


def test_an_item_keeps_its_row_when_a_draft_is_published_that_is_older_than_the_row(plan: PlanPage) -> None:
    draft = latest(plan)
    uid = uuid.uuid4()
    draft.sections.get_object_list()[0].items.add(PlanItem(title="Новый пункт", uid=uid, sort_order=2))
    older = draft.save_revision()
    older.publish()
    born = PlanItem.objects.get(uid=uid)
    report = EventReportPageFactory(plan_item=born)
    published(latest(plan))
    assert older.content["sections"][0]["items"][2]["pk"] is None
    assert [item.pk for item in older.as_object().items][2] == born.pk
    older.publish()
    report.refresh_from_db()
    assert report.plan_item_id == born.pk
    assert PlanItem.objects.filter(section__page=plan).count() == 3


def test_going_back_to_an_older_draft_brings_items_and_sections_back(plan: PlanPage, item: PlanItem) -> None:
    older = plan.get_latest_revision()
    draft = latest(plan)
    draft.sections = [PlanSection(title="Пустой", sort_order=0)]
    published(draft)
    assert not PlanItem.objects.filter(section__page=plan).exists()
    older.publish()
    assert next(PlanPage.objects.get(pk=plan.pk).items).uid == item.uid
    assert PlanItem.objects.filter(section__page=plan).count() == 2


def test_an_editor_may_delete_an_item_that_has_reports(
    plan: PlanPage, item: PlanItem, report: EventReportPage
) -> None:
    draft = latest(plan)
    section = draft.sections.get_object_list()[0]
    section.items = section.items.get_object_list()[1:]
    published(draft)
    report.refresh_from_db()
    assert report.plan_item is None


def withdrawn_draft(plan: PlanPage, item: PlanItem, whole_section: bool = False) -> Any:
    """Save a draft from which an import has taken the item."""
    draft = latest(plan)
    section = draft.sections.get_object_list()[0]
    section.items = section.items.get_object_list()[1:]
    if whole_section:
        draft.sections = [PlanSection(title="Новый", sort_order=0)]
    revision = draft.save_revision()
    record_import(draft, revision, "plan.docx", None, [item.uid])
    return revision


@pytest.mark.parametrize("whole_section", [False, True])
def test_what_an_import_has_dropped_comes_back_marked_if_it_is_reported_before_the_draft_is_published(
    plan: PlanPage, item: PlanItem, whole_section: bool
) -> None:
    revision = withdrawn_draft(plan, item, whole_section)
    report = EventReportPageFactory(plan_item=item)
    assert item.uid in {row.uid for row in latest(plan).items}
    revision.publish()
    report.refresh_from_db()
    assert report.plan_item_id == item.pk
    row = PlanItem.objects.get(pk=item.pk)
    assert is_marked_withdrawn(row)
    assert row.section.title == "1. Работа с детьми"


def test_what_an_import_has_dropped_goes_if_nobody_reports_it(plan: PlanPage, item: PlanItem) -> None:
    withdrawn_draft(plan, item).publish()
    assert not PlanItem.objects.filter(pk=item.pk).exists()


def test_an_item_is_reported_by_a_public_report_a_draft_and_a_scheduled_one(plan: PlanPage) -> None:
    one, other = plan.items
    assert reported_items([one.pk, other.pk]) == set()
    EventReportPageFactory(plan_item=one)
    draft = EventReportPageFactory()
    draft.plan_item = other
    draft.save_revision()
    assert EventReportPage.objects.get(pk=draft.pk).plan_item is None
    assert reported_items([one.pk, other.pk]) == {one.pk, other.pk}
    draft.plan_item = None
    draft.save_revision()
    assert reported_items([one.pk, other.pk]) == {one.pk}
