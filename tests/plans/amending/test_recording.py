"""What a publishing changes for the public is kept, by whatever way it is published; what changes nothing is not."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from plans import matching
from plans.models import Amendment, OrderPage, PlanChange, PlanItem, PlanPage, PlanSection, PublicEdition
from tests.factories import EventReportPageFactory, OrganisationPageFactory
from tests.plans.amending.town_plan import SCHOOLS, draft_of, edit, item_of, kinds, make_plan, setting
from tests.plans.importing.updating import editions
from tests.restapi.town import ADMINISTRATOR, COORDINATOR, PRESS, Asker, Town

pytestmark = pytest.mark.django_db

TO_NOVEMBER = setting("Липы", deadline="до 1 ноября")
MOVED = [("Липы", "moved")]


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """The town's public plan."""
    return make_plan(town)


def test_the_first_publication_changes_nothing(plan: PlanPage) -> None:
    assert kinds(plan) == []
    assert PublicEdition.objects.filter(page=plan).count() == 1


def test_what_only_some_could_read_is_never_told(plan: PlanPage) -> None:
    restriction = PageViewRestriction.objects.create(page=plan, restriction_type=PageViewRestriction.LOGIN)
    edit(plan, setting("Липы", title="Тайный замысел"))
    edit(plan, setting("Тайный замысел", title="Липы"))
    restriction.delete()
    edit(plan, TO_NOVEMBER)
    assert kinds(plan) == MOVED
    assert "Тайный" not in str(list(PlanChange.objects.values_list("before", "after")))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (TO_NOVEMBER, MOVED),
        (setting("Липы", title="Аллея"), [("Аллея", "title")]),
        (setting("Липы", responsible="Гимназия № 40"), [("Липы", "parties")]),
        (setting("Липы", is_cancelled=True), [("Липы", "cancelled")]),
        (setting("Липы", place="Парк"), [("Липы", "place")]),
        (setting("Липы", participants="5–9 классы"), [("Липы", "participants")]),
        (setting("Липы", expected_results="Сто лип"), [("Липы", "expected_results")]),
        (setting("Липы", notes="С лопатами"), [("Липы", "notes")]),
        (
            setting("Липы", deadline="до 1 ноября", place="Парк", is_cancelled=True),
            [("Липы", "cancelled"), ("Липы", "moved"), ("Липы", "place")],
        ),
        (setting("Липы", number="7"), []),
        (setting("Липы", title=" Липы. "), []),
        (setting("Липы", deadline="до  15\u00a0октября"), []),
        (lambda draft: None, []),
    ],
)
def test_what_differs_is_kept(
    plan: PlanPage, change: Callable[[Any], None], found: list[tuple[str, str]]
) -> None:
    edit(plan, change)
    assert kinds(plan) == found
    assert Amendment.objects.count() == bool(found)


def test_quotes_and_dashes_are_no_change(town: Town) -> None:
    items = [{"title": "Акция «Чистый двор» – осень", "deadline": "октябрь"}]
    plan = make_plan(town, items=items)
    edit(plan, setting(items[0]["title"], title='Акция "Чистый двор" - осень'))
    assert kinds(plan) == []
    edit(plan, setting('Акция "Чистый двор" - осень', title="Акция «Чистый дом» – осень"))
    assert [kind for _title, kind in kinds(plan)] == ["title"]


def test_added_and_gone(plan: PlanPage) -> None:
    def change(draft: Any) -> None:
        (section,) = draft.sections.get_object_list()
        items = section.items.get_object_list()
        section.items = [items[0], items[2], PlanItem(title="Праздник", deadline="до 1 декабря")]

    edit(plan, change)
    assert kinds(plan) == [("Праздник", "added"), ("Клёны", "gone")]
    added, gone = PlanChange.objects.order_by("pk")
    assert (added.before, added.after) == (
        None,
        {"text": "до 1 декабря", "start": None, "end": "2026-12-01"},
    )
    assert (gone.before, gone.after) == ({"text": "ноябрь", "start": "2026-11-01", "end": "2026-11-30"}, None)


def test_before_and_after_are_kept_with_their_days(plan: PlanPage) -> None:
    edit(plan, TO_NOVEMBER)
    change = PlanChange.objects.get()
    assert change.before == {"text": "до 15 октября", "start": None, "end": "2026-10-15"}
    assert change.after == {"text": "до 1 ноября", "start": None, "end": "2026-11-01"}
    assert change.item == PlanItem.objects.get(title="Липы").uid


def test_another_section_is_no_change(plan: PlanPage) -> None:
    def change(draft: Any) -> None:
        (first,) = draft.sections.get_object_list()
        one, *rest = first.items.get_object_list()
        first.items = rest
        second = PlanSection(title="2. Работа с семьями", sort_order=1)
        second.items = [one]
        draft.sections = [first, second]

    edit(plan, change)
    assert PlanItem.objects.get(title="Липы").section.title == "2. Работа с семьями"
    assert kinds(plan) == []


def test_the_order_of_parties_is_no_change_but_the_district_is(plan: PlanPage, town: Town) -> None:
    two = f"{town.school.title}\n{town.other_school.title}"
    edit(plan, setting("Липы", responsible=two))
    edit(plan, setting("Липы", responsible="\n".join(reversed(two.splitlines()))))
    assert kinds(plan) == [("Липы", "parties")]
    edit(plan, lambda draft: setattr(draft, "district", town.school.district))
    assert kinds(plan) == [("Липы", "parties"), ("Уроки", "parties")]


def test_a_draft_is_no_change_until_it_is_published(plan: PlanPage) -> None:
    revision = edit(plan, TO_NOVEMBER, publish=False)
    assert kinds(plan) == []
    revision.publish()
    assert kinds(plan) == MOVED
    revision.publish()
    assert kinds(plan) == MOVED


def test_drafts_between_two_publications_count_for_nothing(plan: PlanPage) -> None:
    edit(plan, setting("Липы", deadline="до 1 декабря"), publish=False)
    edit(plan, setting("Липы", deadline="до 15 октября"))
    assert kinds(plan) == []


def test_what_was_edited_while_unpublished_is_compared_with_what_was_public(plan: PlanPage) -> None:
    PlanPage.objects.get(pk=plan.pk).unpublish()
    hidden = draft_of(plan)
    TO_NOVEMBER(hidden)
    hidden.save()  # as the editor does with pages that are not public
    revision = hidden.save_revision()
    assert kinds(plan) == []
    revision.publish()
    assert kinds(plan) == MOVED


def test_a_plan_that_was_public_before_editions_were_kept(plan: PlanPage) -> None:
    PublicEdition.objects.all().delete()
    edit(plan, TO_NOVEMBER)
    assert kinds(plan) == MOVED


def test_matching_again_writes_nothing(plan: PlanPage, town: Town) -> None:
    matching.match_all()
    PlanPage.objects.get(pk=plan.pk).save()
    town.tree.order.get_latest_revision().publish()
    town.school.title = "Школа № 1 имени героя"
    town.school.save_revision().publish()
    PlanPage.objects.get(pk=plan.pk).save()
    OrganisationPageFactory(parent=town.tree.organisations, title="Клёны")
    edit(plan, lambda draft: None)
    assert Amendment.objects.count() == 0


def test_another_year_of_the_document_moves_what_its_plan_asks(town: Town) -> None:
    plan = make_plan(town, school_year="")
    order = OrderPage.objects.get(pk=town.tree.order.pk)
    order.school_year = "2027/2028"
    order.save_revision().publish()
    assert kinds(plan) == [("Липы", "moved"), ("Клёны", "moved")]


def test_a_document_says_its_days_and_that_its_text_was_changed(plan: PlanPage, town: Town) -> None:
    order = OrderPage.objects.get(pk=town.tree.order.pk)
    order.event_date, order.report_from = datetime.date(2026, 11, 1), SCHOOLS
    order.report_until = datetime.date(2026, 11, 20)
    order.city = "Заречный"
    order.save_revision().publish()
    assert kinds(order) == [("", "report_until"), ("", "event_date"), ("", "report_from")]
    order.preamble = "В целях поддержки семьи ПРИКАЗЫВАЮ:"
    order.save_revision().publish()
    assert kinds(order)[3:] == [("", "text")]
    assert set(PlanChange.objects.concerning([town.other_school]).values_list("kind", flat=True)) == {
        "report_until",
        "event_date",
        "report_from",
        "text",
    }


def test_a_copy_and_a_new_plan_have_no_changes_of_the_old_one(plan: PlanPage) -> None:
    edit(plan, TO_NOVEMBER)
    copy = PlanPage.objects.get(pk=plan.pk).copy(update_attrs={"title": "План весны", "slug": "plan-vesny"})
    assert kinds(copy) == []
    assert Amendment.objects.count() == 1


def test_the_api_publishes_a_change(plan: PlanPage, town: Town, ask: Asker) -> None:
    body = ask("GET", plan.url, user=town.people[PRESS]).json()
    sections = body["sections"]
    sections[0]["items"][0]["deadline"] = "до 1 ноября"
    ask("PATCH", plan.url, {"sections": sections}, town.people[PRESS], status=204)
    assert kinds(plan) == MOVED
    assert Amendment.objects.get().author == town.people[PRESS]


def test_an_import_publishes_a_change(db: None) -> None:
    order = editions.imported(publish=True)
    trees = replace(editions.TREES, deadline=editions.item("", "", "до 1 ноября").deadline)
    new = editions.edition((trees, editions.LESSONS), (editions.MEETING,))
    editions.updated(new, order)
    plan = editions.plan_of(order)
    assert kinds(plan) == []
    editions.updated(new, order, publish=True)
    assert kinds(plan) == [("Посадка деревьев у школ", "moved"), ("Конкурс плакатов «Чистая река»", "gone")]


def test_an_item_that_stays_for_its_reports_is_told_as_gone(db: None) -> None:
    order = editions.imported(publish=True)
    EventReportPageFactory(plan_item=PlanItem.objects.get(title=editions.CONTEST.title))
    new = editions.edition((editions.TREES, editions.LESSONS), (editions.MEETING,))
    editions.updated(new, order, publish=True)
    plan = editions.plan_of(order)
    assert kinds(plan) == [("Конкурс плакатов «Чистая река»", "gone")]
    editions.updated(editions.ORDER, order, publish=True)
    assert kinds(plan)[1:] == [("Конкурс плакатов «Чистая река»", "restored")]


def test_a_workflow_publishes_a_change(plan: PlanPage, town: Town) -> None:
    edit(plan, TO_NOVEMBER, publish=False, user=town.people[COORDINATOR])
    page = PlanPage.objects.get(pk=plan.pk)
    page.get_workflow().start(page, town.people[COORDINATOR])
    assert kinds(plan) == []
    page.current_workflow_task_state.approve(user=town.people[PRESS])
    assert kinds(plan) == MOVED


def test_the_scheduler_publishes_a_change(plan: PlanPage) -> None:
    def later(draft: Any) -> None:
        TO_NOVEMBER(draft)
        draft.go_live_at = timezone.now() + datetime.timedelta(hours=1)

    revision = edit(plan, later)
    assert kinds(plan) == []
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert kinds(plan) == MOVED


def test_bulk_publishing_in_the_admin_knows_who_it_was(plan: PlanPage, town: Town, client: Any) -> None:
    edit(plan, TO_NOVEMBER, publish=False, user=town.people[COORDINATOR])
    client.force_login(town.people[ADMINISTRATOR])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={plan.pk}")
    assert kinds(plan) == MOVED
    assert Amendment.objects.get().author == town.people[ADMINISTRATOR]


def test_a_publishing_that_fails_keeps_nothing(plan: PlanPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("plans.amending.recording.ChangeParty.objects.bulk_create", fail)
    with pytest.raises(RuntimeError):
        edit(plan, TO_NOVEMBER)
    assert Amendment.objects.count() == 0
    assert PlanItem.objects.get(title="Липы").deadline == "до 15 октября"


def test_many_changes_are_kept_in_as_many_queries_as_few(town: Town) -> None:
    ours = re.compile("plans_(amendment|planchange|changeparty|publicedition)")

    def cost(number: int) -> int:
        items = [
            {"title": f"Дело {place}", "deadline": "октябрь", "responsible": SCHOOLS}
            for place in range(number)
        ]
        plan = make_plan(town, title=f"План {number}", items=items)
        draft = draft_of(plan)
        for place in range(number):
            item_of(draft, f"Дело {place}").place = "Двор"
        revision = draft.save_revision()
        with CaptureQueriesContext(connection) as queries:
            revision.publish()
        assert len(kinds(plan)) == number
        return sum(bool(ours.search(query["sql"])) for query in queries)

    assert cost(40) == cost(2) <= 8


def test_comparing_asks_nothing_of_each_item(town: Town) -> None:
    def cost(number: int) -> int:
        items = [{"title": f"Дело {place}", "responsible": SCHOOLS} for place in range(number)]
        plan = PlanPage.objects.get(pk=make_plan(town, title=f"План {number}", items=items).pk)
        with CaptureQueriesContext(connection) as queries:
            assert len(plan.public_content["items"]) == number
        return len(queries)

    assert cost(40) == cost(2)
