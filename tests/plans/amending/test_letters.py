"""Letters about changes: to the editors of whom a change concerns, once, and never about what is not public."""

import datetime
from typing import Any

import pytest
from django.core import mail
from freezegun import freeze_time
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import PageViewRestriction

from home import roles
from home.letters.sending import send_due
from home.models import Mailbox, Notice
from plans.amending.letters import notices
from plans.models import Amendment, PlanPage
from tests.factories import OrganisationPageFactory
from tests.plans.amending.town_plan import edit, make_plan, setting
from tests.restapi.town import OTHER_SCHOOL, PRESS, SCHOOL, Town

pytestmark = pytest.mark.django_db

AT = "2026-10-05 09:00"


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """The town's public plan; everybody has an address."""
    for user in town.people.values():
        user.email = f"{user.username}@example.org"
        user.save()
    return make_plan(town)


def told() -> list[tuple[str, str]]:
    """Return who is told what."""
    return sorted(
        (notice.recipient.username, notice.text) for notice in Notice.objects.filter(kind="changed")
    )


def publish(plan: PlanPage, callbacks: Any, *changes: Any, user: Any = None) -> None:
    """Publish changes in one transaction, and see it committed."""

    def change_all(draft: Any) -> None:
        for change in changes:
            change(draft)

    with freeze_time(AT), callbacks(execute=True):
        edit(plan, change_all, user=user)


def test_one_notice_for_each_organisation_however_many_items(
    plan: PlanPage, town: Town, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    publish(
        plan,
        django_capture_on_commit_callbacks,
        setting("Липы", deadline="до 1 ноября"),
        setting("Уроки", deadline="до 30 ноября"),
        setting("Уроки", place="Актовый зал"),
    )
    assert told() == [
        ("other-school", f"5 октября 2026 · {town.other_school.title}\n1 пункт перенесён"),
        ("school", f"5 октября 2026 · {town.school.title}\n2 пункта перенесены"),
    ]


def test_the_letter_leads_to_what_concerns_the_organisation(
    plan: PlanPage, town: Town, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    publish(plan, django_capture_on_commit_callbacks, setting("Клёны", deadline="декабрь"))
    with freeze_time(AT):
        send_due()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["other-school@example.org"], "Изменения в планах: План осени")
    assert f"{plan.full_url}changes/?organisation={town.other_school.pk}" in str(letter.body)


def test_nobody_is_told_twice_nor_before_it_is_public(
    plan: PlanPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        revision = edit(plan, setting("Липы", place="Парк"), publish=False)
    assert told() == []
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            revision.publish()
    assert len(told()) == 1
    assert [notice.recipient.username for notice in notices(Amendment.objects.get())] == ["school"]


def test_what_is_rolled_back_is_told_to_nobody(
    plan: PlanPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=False):
        edit(plan, setting("Липы", place="Парк"))
    assert told() == []


def test_who_has_made_the_change_is_not_told(
    plan: PlanPage, town: Town, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    press = town.people[PRESS]
    roles.editors_of(town.school).user_set.add(press)
    publish(plan, django_capture_on_commit_callbacks, setting("Липы", place="Парк"), user=press)
    assert [name for name, _text in told()] == ["school"]


def test_a_plan_behind_a_login_is_told_to_nobody(
    plan: PlanPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    PageViewRestriction.objects.create(page=plan, restriction_type="login")
    publish(plan, django_capture_on_commit_callbacks, setting("Липы", place="Парк"))
    assert not Amendment.objects.exists()
    assert told() == []


def test_a_plan_that_was_hidden_since_is_no_news(
    plan: PlanPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    publish(plan, django_capture_on_commit_callbacks, setting("Липы", place="Парк"))
    PageViewRestriction.objects.create(page=plan, restriction_type="login")
    with freeze_time(AT):
        send_due()
    assert mail.outbox == []


def test_the_kind_can_be_switched_off(
    plan: PlanPage, town: Town, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Mailbox.objects.create(user=town.people[SCHOOL], switched_off=["changed"])
    publish(plan, django_capture_on_commit_callbacks, setting("Уроки", place="Парк"))
    assert [name for name, _text in told()] == ["other-school"]


def test_a_party_that_was_taken_off_is_told_too(
    plan: PlanPage, town: Town, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    taken = setting("Липы", responsible=town.other_school.title)
    publish(plan, django_capture_on_commit_callbacks, taken)
    assert [name for name, _text in told()] == ["other-school", "school"]


def test_a_document_tells_those_of_whom_it_wants_reports(
    plan: PlanPage, town: Town, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    order = type(town.tree.order).objects.get(pk=town.tree.order.pk)
    order.report_from, order.report_until = town.other_school.title, datetime.date(2026, 12, 1)
    order.save_revision().publish()
    order.report_until = datetime.date(2026, 12, 9)
    with freeze_time(AT), django_capture_on_commit_callbacks(execute=True):
        order.save_revision().publish()
    assert told() == [
        ("other-school", f"5 октября 2026 · {town.other_school.title}\nизменён срок отчётов"),
    ]


def test_more_organisations_and_items_cost_no_more_queries(
    plan: PlanPage, town: Town, django_assert_max_num_queries: Any
) -> None:
    others = [
        OrganisationPageFactory(parent=town.tree.organisations, title=f"Школа № {100 + number}")
        for number in range(12)
    ]
    for organisation in others:
        roles.editors_of(organisation).user_set.add(town.people[OTHER_SCHOOL])
    edit(plan, setting("Уроки", place="Парк"))
    with django_assert_max_num_queries(10):
        assert len(list(notices(Amendment.objects.get()))) == 14
