"""`@workflow`: the way of a report from a school's draft through moderation to its readers and back."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from freezegun import freeze_time
from pydantic import TypeAdapter
from wagtail.models import GroupPagePermission, Page, PageLogEntry, WorkflowState

from restapi.access.grants import WRITE, Grant, put_grant
from restapi.services.workflow import Step, Workflow
from restapi.writing.standing import Standing
from restapi.writing.transitions import offered
from search.models import CatalogEntry
from tests.factories import EventReportPageFactory, StandardPageFactory
from tests.restapi.town import ANONYMOUS, OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town, everything

REASON = "На снимке чужие дети"


def names(answer: Any) -> list[str]:
    return [link["@id"].rpartition("/")[2] for link in answer["transitions"]]


def do(ask: Asker, page: Page, name: str, user: Any, status: int = 200, **body: Any) -> Any:
    answer = ask("POST", f"{page.url}@workflow/{name}", body, user, status).json()
    if status == 200:
        TypeAdapter(Step).validate_python(answer)
    return answer


def standing(ask: Asker, page: Page, user: Any) -> tuple[str, list[str]]:
    answer = ask("GET", f"{page.url}@workflow", user=user, status=200).json()
    TypeAdapter(Workflow).validate_python(answer)
    return answer["state"]["id"], names(answer)


def test_a_report_goes_through_moderation(ask: Asker, town: Town) -> None:
    school, press, page = town.people[SCHOOL], town.people[PRESS], town.draft
    assert standing(ask, page, school) == ("private", ["submit"])
    entry = do(ask, page, "submit", school, comment="Посмотрите, пожалуйста")
    assert (entry["action"], entry["review_state"]) == ("submit", "pending")
    assert (entry["actor"], entry["comments"]) == ("Анна school", "Посмотрите, пожалуйста")
    assert standing(ask, page, school) == ("pending", ["withdraw"])
    assert standing(ask, page, press) == ("pending", ["approve", "reject", "publish", "withdraw"])

    entry = do(ask, page, "reject", press, comment="Нет списка участников")
    assert (entry["action"], entry["review_state"]) == ("reject", "private")
    assert standing(ask, page, school) == ("private", ["submit", "withdraw"])

    do(ask, page, "submit", school)
    assert WorkflowState.objects.for_instance(page).count() == 1  # it was resumed
    entry = do(ask, page, "approve", press)
    assert (entry["action"], entry["review_state"]) == ("approve", "published")
    assert CatalogEntry.objects.filter(page=page).exists()
    assert standing(ask, page, press) == ("published", ["unpublish", "withdraw"])
    history = ask("GET", f"{page.url}@workflow", user=school).json()["history"]
    steps = [(step["action"], step["review_state"]) for step in history]
    assert steps == [
        ("submit", "pending"),
        ("reject", "private"),
        ("submit", "pending"),
        ("approve", "pending"),
        ("publish", "published"),
    ]


def test_a_page_is_withdrawn_with_a_reason_that_stays(ask: Asker, town: Town) -> None:
    press, page = town.people[PRESS], town.published
    before = everything()
    answer = do(ask, page, "withdraw", press, status=400)
    assert answer["errors"][0]["loc"] == ["body", "comment"]
    do(ask, page, "withdraw", press, status=400, comment="   ")
    assert everything() == before

    entry = do(ask, page, "withdraw", press, comment=REASON)
    assert (entry["action"], entry["comments"], entry["review_state"]) == ("withdraw", REASON, "private")
    ask("GET", page.url, status=404)
    logged = PageLogEntry.objects.get(page=page, action="restapi.withdraw")
    assert (logged.user, logged.comment) == (press, REASON)
    assert str(logged.message)
    admin = ask.client
    admin.force_login(press)
    assert REASON in admin.get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_a_rejection_needs_a_reason(ask: Asker, town: Town) -> None:
    do(ask, town.draft, "submit", town.people[SCHOOL])
    answer = do(ask, town.draft, "reject", town.people[PRESS], status=400)
    assert answer["errors"][0]["loc"] == ["body", "comment"]
    assert town.draft.workflow_in_progress


def test_what_is_not_possible_names_what_is(ask: Asker, town: Town) -> None:
    detail = do(ask, town.published, "publish", town.people[PRESS], status=400)["detail"]
    assert "unpublish, withdraw" in detail
    assert "submit" in do(ask, town.draft, "melt", town.people[SCHOOL], status=400)["detail"]


def test_a_school_takes_its_report_back_from_moderation(ask: Asker, town: Town) -> None:
    school = town.people[SCHOOL]
    do(ask, town.draft, "submit", school)
    entry = do(ask, town.draft, "withdraw", school, comment="Рано")
    assert (entry["action"], entry["comments"], entry["review_state"]) == ("withdraw", "Рано", "private")
    assert not town.draft.workflow_in_progress


def test_retract_takes_back_what_was_done_last(ask: Asker, town: Town) -> None:
    school, press = town.people[SCHOOL], town.people[PRESS]
    do(ask, town.draft, "submit", school)
    do(ask, town.draft, "retract", school)
    assert not town.draft.workflow_in_progress
    do(ask, town.published, "retract", press)
    assert not Page.objects.get(pk=town.published.pk).live


def test_a_school_cannot_decide_on_its_own_report(ask: Asker, town: Town) -> None:
    do(ask, town.draft, "submit", town.people[SCHOOL])
    for name in ("approve", "reject", "publish"):
        do(ask, town.draft, name, town.people[SCHOOL], status=403, comment="Да")
    do(ask, town.draft, "approve", town.people[OTHER_SCHOOL], status=404)
    assert not Page.objects.get(pk=town.draft.pk).live


@pytest.mark.parametrize("name", ["submit", "publish"])
def test_what_the_form_would_not_let_out_stays_a_draft(ask: Asker, town: Town, name: str) -> None:
    user = town.people[SCHOOL if name == "submit" else PRESS]
    page = EventReportPageFactory(parent=town.school, owner=town.people[SCHOOL], consent=False, live=False)
    before = everything()
    answer = do(ask, page, name, user, status=400)
    assert answer["errors"][0]["loc"] == ["body", "consent"]
    assert everything() == before


def test_every_page_type_can_be_checked_for_completeness(ask: Asker, town: Town) -> None:
    press = town.people[PRESS]
    for page in town.tree.pages[1:]:
        do(ask, page, "unpublish", press)
        do(ask, page, "publish", press)
        assert Page.objects.get(pk=page.pk).live


def test_a_page_waits_for_its_hour_and_can_be_taken_back(ask: Asker, town: Town) -> None:
    press, page = town.people[PRESS], town.draft
    hour = timezone.now() + datetime.timedelta(days=2)
    late = hour + datetime.timedelta(days=1)
    entry = do(ask, page, "publish", press, effective=hour.isoformat(), expires=late.isoformat())
    assert (entry["action"], entry["review_state"]) == ("schedule", "private")
    assert page.scheduled_revision.approved_go_live_at == hour
    assert standing(ask, page, press) == ("private", ["withdraw"])
    do(ask, page, "withdraw", press)
    assert Page.objects.get(pk=page.pk).scheduled_revision is None
    assert "publish" in standing(ask, page, press)[1]


@freeze_time("2026-10-10 12:00")
@pytest.mark.parametrize(
    "hours",
    [
        {"expires": "2026-10-09T12:00:00Z"},
        {"effective": "2026-12-02", "expires": "2026-12-01"},
        {"effective": 5},
        {"effective": "5"},
        {"effective": "вчера"},
        {"effective": "0001-01-01T00:00:00+14:00"},
        {"effective": "9999-12-31T23:59:59-12:00"},
        {"include_children": "да"},
        {"comment": "а" * 5000},
        {"live": True},
    ],
)
def test_odd_orders_are_refused(ask: Asker, town: Town, hours: dict[str, Any]) -> None:
    before = everything()
    do(ask, town.draft, "publish", town.people[PRESS], status=400, **hours)
    assert everything() == before


def test_hours_are_for_publishing_only(ask: Asker, town: Town) -> None:
    answer = do(ask, town.published, "unpublish", town.people[PRESS], status=400, effective="2030-01-01")
    assert answer["errors"][0]["loc"] == ["body", "effective"]


def test_children_go_with_their_page_where_they_can(ask: Asker, town: Town) -> None:
    press = town.people[PRESS]
    do(ask, town.school, "unpublish", press, include_children=True)
    assert not Page.objects.descendant_of(town.school, inclusive=True).live().exists()
    by = PageLogEntry.objects.filter(page=town.published, action="wagtail.unpublish").values_list(
        "user", flat=True
    )
    assert list(by) == [press.pk]
    do(ask, town.school, "publish", press, include_children=True)
    assert Page.objects.get(pk=town.published.pk).live


def test_a_mistake_in_a_child_leaves_all_as_it_was(ask: Asker, town: Town) -> None:
    press = town.people[PRESS]
    StandardPageFactory(parent=town.tree.about, title="Полная", live=False)
    page = EventReportPageFactory(parent=town.school, consent=False, live=False)
    do(ask, town.school, "unpublish", press)
    before = everything()
    do(ask, town.school, "publish", press, status=400, include_children=True)
    assert everything() == before
    assert not Page.objects.get(pk=page.pk).live


def test_a_lock_of_another_holds_every_transition(ask: Asker, town: Town) -> None:
    page, press = town.published, town.people[PRESS]
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=town.people[SCHOOL])
    assert standing(ask, page, press) == ("published", [])
    do(ask, page, "unpublish", press, status=400)


def test_a_reviewer_without_the_right_to_publish_publishes_nothing(ask: Asker, town: Town) -> None:
    press = town.people[PRESS]
    do(ask, town.draft, "submit", town.people[SCHOOL])
    GroupPagePermission.objects.filter(
        group__in=press.groups.all(), permission__codename="publish_page"
    ).delete()
    before = everything()
    do(ask, town.draft, "approve", press, status=403)
    assert everything() == before


def test_a_token_for_writing_does_not_publish(town: Town, rf: Any) -> None:
    grant = Grant(town.people[PRESS], frozenset({WRITE, "read_drafts"}))
    request = rf.get("/")
    put_grant(request, grant)
    assert [found.name for found in offered(Standing(town.draft, grant))] == ["submit"]
    assert offered(Standing(town.published, grant)) == []
    elsewhere = Grant(town.people[PRESS], section=town.other_school.path)
    assert offered(Standing(town.published, elsewhere)) == []


def test_everybody_sees_the_state_and_nothing_else(ask: Asker, town: Town) -> None:
    do(ask, town.published, "withdraw", town.people[PRESS], comment=REASON)
    do(ask, town.published, "publish", town.people[PRESS], comment="Тихо")
    for role in (ANONYMOUS, OTHER_SCHOOL):
        answer = ask("GET", f"{town.published.url}@workflow", user=town.people.get(role), status=200).json()
        assert answer["state"]["id"] == "published"
        assert (answer["history"], answer["transitions"]) == ([], [])


def test_the_workflow_stands_in_the_page_itself(ask: Asker, town: Town) -> None:
    body = ask("GET", f"{town.published.url}?expand=workflow", user=town.people[PRESS], status=200).json()
    assert names(body["@components"]["workflow"]) == ["unpublish", "withdraw"]


def test_the_workflow_costs_few_queries(ask: Asker, town: Town, django_assert_max_num_queries: Any) -> None:
    do(ask, town.draft, "submit", town.people[SCHOOL])
    for role in (SCHOOL, PRESS):
        ask("GET", "/", user=town.people[role])
        with django_assert_max_num_queries(15):
            ask("GET", f"{town.draft.url}@workflow", user=town.people[role], status=200)
