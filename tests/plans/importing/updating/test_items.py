"""Items of a new edition stay the items they were, and reports keep them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from news.models import EventReportPage
from plans.deadlines import parse_deadline
from plans.models import OrderPage, PlanItem
from plans.models.marks import withdrawn_mark
from tests.factories import EventReportPageFactory
from tests.plans.importing.updating.editions import (
    CONTEST,
    LESSONS,
    MEETING,
    ORDER,
    PLAN,
    TREES,
    edition,
    item,
    plan_of,
    rows,
    titles,
    updated,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("publish", [False, True], ids=["later", "at once"])
def test_items_keep_rows_uids_and_reports_whatever_their_section(order: OrderPage, publish: bool) -> None:
    plan = plan_of(order)
    before = dict(PlanItem.objects.values_list("pk", "uid"))
    reports = {pk: EventReportPageFactory(plan_item_id=pk) for pk in before}
    new = edition(
        (MEETING, replace(LESSONS, title="Классные часы о добровольцах города")),
        (replace(TREES, number="2.5"), CONTEST),
    )
    changes = updated(new, order, publish=publish)
    if not publish:
        assert titles(plan_of(order))[1] == [MEETING.title]
        plan_of(order).get_latest_revision().publish()
    assert titles(plan_of(order)) == [
        [MEETING.title, "Классные часы о добровольцах города"],
        [TREES.title, CONTEST.title],
    ]
    assert dict(PlanItem.objects.filter(section__page=plan).values_list("pk", "uid")) == before
    for pk, report in reports.items():
        report.refresh_from_db()
        assert report.plan_item_id == pk
    section = next(field for field in changes.changed[0].fields if field.label == "раздел")
    assert (section.before, section.after) == ("2. Работа с семьями", "1. Работа с детьми")


def test_an_item_added_by_an_update_keeps_its_row_in_the_next_ones(public_order: OrderPage) -> None:
    new = item("2.2", "Семейный праздник")
    updated(edition(PLAN.sections[0].items, (MEETING, new)), public_order, publish=True)
    report = EventReportPageFactory(plan_item=PlanItem.objects.get(title=new.title))
    for deadline in ("март", "апрель"):
        moved = replace(new, deadline=parse_deadline(deadline, "2026/2027"))
        changes = updated(edition((moved,), (MEETING,)), public_order, publish=True)
        assert [each.title for each in changes.moved] == [new.title]
    report.refresh_from_db()
    assert report.plan_item.deadline == "апрель"


def test_a_draft_updated_twice_before_it_is_published_keeps_one_of_each(public_order: OrderPage) -> None:
    added = item("2.2", "Семейный праздник")
    updated(edition((TREES,), (MEETING, added)), public_order)
    updated(edition((TREES, added), (MEETING,)), public_order)
    assert updated(edition((TREES, added), (MEETING,)), public_order, publish=True).is_empty
    assert titles(plan_of(public_order)) == [[TREES.title, added.title], [MEETING.title]]
    assert PlanItem.objects.count() == 3


def drafted_report(pk: int) -> EventReportPage:
    """Return a report whose draft alone is about the item."""
    report: EventReportPage = EventReportPageFactory()
    report.plan_item_id = pk
    report.save_revision()
    return report


@pytest.mark.parametrize("make_report", [lambda pk: EventReportPageFactory(plan_item_id=pk), drafted_report])
def test_a_vanished_item_with_a_report_stays_with_a_mark(
    public_order: OrderPage, make_report: Callable[[int], EventReportPage], client: Client
) -> None:
    plan = plan_of(public_order)
    pk = rows(plan)[LESSONS.title]
    make_report(pk)
    new = edition((TREES, CONTEST), (MEETING,))
    changes = updated(new, public_order, publish=True)
    assert [each.title for each in changes.kept] == [LESSONS.title]
    assert (changes.vanished, changes.summary) == ((), "1 пункт оставлен с пометкой")
    assert titles(plan_of(public_order))[0] == [TREES.title, LESSONS.title, CONTEST.title]
    assert PlanItem.objects.get(pk=pk).notes == withdrawn_mark()
    assert withdrawn_mark() in client.get(plan.url).content.decode()
    assert updated(new, public_order).is_empty


def test_a_marked_item_loses_its_mark_when_the_document_has_it_again(public_order: OrderPage) -> None:
    pk = rows(plan_of(public_order))[LESSONS.title]
    EventReportPageFactory(plan_item_id=pk)
    updated(edition((TREES, CONTEST), (MEETING,)), public_order, publish=True)
    updated(ORDER, public_order, publish=True)
    assert PlanItem.objects.get(pk=pk).notes == ""


def test_a_marked_item_goes_when_nothing_reports_it_any_more(public_order: OrderPage) -> None:
    pk = rows(plan_of(public_order))[LESSONS.title]
    report = EventReportPageFactory(plan_item_id=pk)
    new = edition((TREES, CONTEST), (MEETING,))
    updated(new, public_order, publish=True)
    report.delete()
    assert [each.title for each in updated(new, public_order, publish=True).vanished] == [LESSONS.title]
    assert not PlanItem.objects.filter(pk=pk).exists()


def test_a_section_that_vanishes_stays_while_it_holds_a_reported_item(public_order: OrderPage) -> None:
    EventReportPageFactory(plan_item_id=rows(plan_of(public_order))[MEETING.title])
    (children, _families) = PLAN.sections
    new = replace(ORDER, plans=(replace(PLAN, sections=(children,)),))
    updated(new, public_order, publish=True)
    assert titles(plan_of(public_order))[1] == [MEETING.title]


def test_a_report_that_comes_between_two_updates_keeps_its_item(public_order: OrderPage) -> None:
    pk = rows(plan_of(public_order))[LESSONS.title]
    updated(edition((TREES, CONTEST), (MEETING,)), public_order)
    updated(edition((TREES,), (MEETING,)), public_order)
    report = EventReportPageFactory(plan_item_id=pk)
    plan_of(public_order).get_latest_revision().publish()
    report.refresh_from_db()
    assert report.plan_item_id == pk
    updated(ORDER, public_order, publish=True)
    assert PlanItem.objects.get(pk=pk).notes == ""
    assert rows(plan_of(public_order))[LESSONS.title] == pk


def test_renumbered_items_are_told_apart_from_changed_ones(order: OrderPage) -> None:
    first = item("1.1", "Открытие недели")
    changes = updated(
        edition(
            (
                first,
                replace(TREES, number="1.2"),
                replace(LESSONS, number="1.3"),
                replace(CONTEST, number="1.4"),
            ),
            (MEETING,),
        ),
        order,
    )
    assert changes.summary == "1 пункт добавлен, 3 с новым номером"


def test_another_order_of_the_items_is_a_change(order: OrderPage) -> None:
    changes = updated(edition((CONTEST, TREES, LESSONS), (MEETING,)), order, publish=True)
    assert changes.summary == "изменено: порядок пунктов"
    assert titles(plan_of(order))[0] == [CONTEST.title, TREES.title, LESSONS.title]


def test_a_section_with_another_title_stays_the_same_section(order: OrderPage) -> None:
    before = list(plan_of(order).sections.values_list("pk", flat=True))
    sections = (replace(PLAN.sections[0], title="1. Дети"), PLAN.sections[1])
    changes = updated(replace(ORDER, plans=(replace(PLAN, sections=sections),)), order, publish=True)
    assert changes.summary == "изменено: заголовок раздела"
    assert list(plan_of(order).sections.values_list("pk", flat=True)) == before


def test_subitems_stay_below_their_items(order: OrderPage) -> None:
    nested = replace(TREES, items=(item("", "подготовка лунок"), item("", "полив")))
    updated(
        edition((nested, replace(LESSONS, items=(item("", "полив"),)), CONTEST), (MEETING,)),
        order,
        publish=True,
    )
    uids = list(PlanItem.objects.filter(title="полив").order_by("sort_order").values_list("uid", flat=True))
    nested = replace(TREES, items=(item("", "полив", "май"),))
    changes = updated(
        edition((nested, replace(LESSONS, items=(item("", "полив"),)), CONTEST), (MEETING,)),
        order,
        publish=True,
    )
    assert (
        list(PlanItem.objects.filter(title="полив").order_by("sort_order").values_list("uid", flat=True))
        == uids
    )
    assert ([each.title for each in changes.moved], [each.title for each in changes.vanished]) == (
        ["полив"],
        ["подготовка лунок"],
    )
