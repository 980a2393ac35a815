"""Reminders of deadlines: who is told, when, of what, once; and who is not. Days are Moscow's."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from freezegun import freeze_time

from home.letters.sending import send_due
from home.models import Mailbox, Notice
from news.models import EventReportPage
from news.reminders import reminders
from plans.kinds import DocumentKind
from plans.models import OrderPage, PlanItem, PlanPage
from tests.factories import EventReportPageFactory, OrderPageFactory, OrganisationPageFactory, PlanPageFactory
from tests.restapi.town import OTHER_SCHOOL, PRESS, SCHOOL, Town

UNTIL = "до 15 октября 2026"
SOON, MISSED = "2026-10-12", "2026-10-16"


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """A public plan: a school by name, both schools, a party that is nobody on the site."""
    for user in town.people.values():
        user.email = f"{user.username}@example.org"
        user.save()
    both = f"{town.school.title}\n{town.other_school.title}"
    items = [
        {"title": "Липы", "deadline": UNTIL, "responsible": town.school.title},
        {"title": "Кормушки", "deadline": UNTIL, "responsible": both},
        {"title": "Уроки", "deadline": UNTIL, "responsible": "Отраслевые предприятия"},
        {"title": "Чтения", "deadline": "в течение года", "responsible": both},
    ]
    made: PlanPage = PlanPageFactory(parent=town.tree.order, title="План осени", items=items)
    return made


def item(title: str) -> PlanItem:
    return PlanItem.objects.get(title=title)


def told(day: str = SOON) -> set[tuple[str, str, str]]:
    """Return who would be told of what on a day, whether they were told before or not."""
    found = reminders(datetime.date.fromisoformat(day))
    return {(notice.recipient.username, notice.kind, notice.title) for notice in found}


def remind(day: str) -> int:
    """Remind on a day; returns how many notices that made."""
    before = Notice.objects.count()
    with freeze_time(f"{day} 05:00"):
        call_command("remind", verbosity=0)
    return Notice.objects.count() - before


def letters(moment: str) -> list[tuple[str, str, str]]:
    mail.outbox.clear()
    with freeze_time(moment):
        send_due()
    return sorted((each.to[0], str(each.subject), str(each.body)) for each in mail.outbox)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-10-11", ""),
        ("2026-10-12", "soon"),
        ("2026-10-15", "soon"),
        ("2026-10-16", "missed"),
        ("2026-10-29", "missed"),
        ("2026-10-30", ""),
    ],
)
def test_editors_are_told_three_days_before_and_after_the_day(plan: PlanPage, day: str, kind: str) -> None:
    named = {("school", kind, "Липы"), ("school", kind, "Кормушки"), ("other-school", kind, "Кормушки")}
    assert told(day) == (named if kind else set())


def test_the_letter_says_until_when_and_leads_to_the_desk(plan: PlanPage, town: Town) -> None:
    with freeze_time("2026-10-12 04:30"):
        call_command("remind", verbosity=0)
    assert remind(SOON) == 0
    (other, school) = letters("2026-10-12 04:31")
    assert (other[0], other[1]) == ("other-school@example.org", "Скоро срок: Кормушки")
    assert f"Срок: 15 октября 2026 · {town.other_school.title}\nПлан осени\nОтчёта ещё нет.\n" in other[2]
    assert "http://127.0.0.1:8000/reports/\n" in other[2]
    assert (school[0], school[1]) == ("school@example.org", "Скоро срок: 2")


def test_the_day_is_moscows(plan: PlanPage) -> None:
    with freeze_time("2026-10-11 20:59"):
        call_command("remind", verbosity=0)
    assert not Notice.objects.exists()
    with freeze_time("2026-10-11 21:01"):
        call_command("remind", verbosity=0)
    assert Notice.objects.count() == 3


def test_twice_tells_nothing_twice_and_a_day_that_moves_is_told_again(plan: PlanPage) -> None:
    assert remind(SOON) == 3
    assert remind("2026-10-13") == 0
    assert remind(MISSED) == 3
    PlanItem.objects.filter(title="Липы").update(deadline="до 20 октября 2026")
    assert remind("2026-10-17") == 1
    assert Notice.objects.filter(title="Липы", kind="soon").count() == 2


def test_a_report_that_is_public_or_in_review_answers(plan: PlanPage, town: Town) -> None:
    EventReportPageFactory(parent=town.school, plan_item=item("Липы"))
    assert ("school", "soon", "Липы") not in told()
    report = EventReportPageFactory(parent=town.school, plan_item=item("Кормушки"), live=False)
    assert ("school", "soon", "Кормушки") in told()
    report.get_workflow().start(report, town.people[SCHOOL])
    assert told() == {("other-school", "soon", "Кормушки")}
    report.current_workflow_task_state.reject(user=town.people[PRESS], comment="Нет фото")
    assert ("school", "soon", "Кормушки") in told()


def test_a_draft_is_said_and_led_to(plan: PlanPage, town: Town) -> None:
    draft = EventReportPageFactory(parent=town.school, live=False)
    draft.plan_item = item("Липы")
    draft.save_revision()  # the page's own row does not know
    assert EventReportPage.objects.get(pk=draft.pk).plan_item is None
    remind(SOON)
    notice = Notice.objects.get(title="Липы")
    assert notice.text.endswith("Черновик отчёта есть, но не отправлен.")
    assert notice.address == f"/reports/{draft.pk}/"


def test_the_report_of_another_school_answers_for_itself_only(plan: PlanPage, town: Town) -> None:
    EventReportPageFactory(parent=town.other_school, plan_item=item("Кормушки"))
    assert told() == {("school", "soon", "Липы"), ("school", "soon", "Кормушки")}


def test_all_of_a_kind_are_told(plan: PlanPage) -> None:
    PlanItem.objects.filter(title="Уроки").update(party_kinds="school")
    assert {("school", "soon", "Уроки"), ("other-school", "soon", "Уроки")} <= told()


def test_each_month_is_told_until_it_is_answered(plan: PlanPage, town: Town) -> None:
    PlanItem.objects.filter(title="Липы").update(deadline="до 15 числа ежемесячно")
    assert ("school", "soon", "Липы") in told("2026-10-13")
    EventReportPageFactory(parent=town.school, plan_item=item("Липы"), start=datetime.date(2026, 10, 14))
    assert ("school", "soon", "Липы") not in told("2026-10-13")
    assert ("school", "soon", "Липы") in told("2026-11-13")


def test_a_year_is_told_at_its_end(plan: PlanPage) -> None:
    assert ("school", "soon", "Чтения") in told("2027-05-29")


@pytest.mark.parametrize("change", ["cancelled", "draft", "private", "order"])
def test_what_is_not_asked_in_public_is_not_told(plan: PlanPage, town: Town, change: str) -> None:
    if change == "cancelled":
        PlanItem.objects.filter(section__page=plan).update(is_cancelled=True)
    elif change == "draft":
        plan.unpublish()
    elif change == "private":
        plan.view_restrictions.create(restriction_type="login")
    else:
        town.tree.order.view_restrictions.create(restriction_type="login")
    assert told() == set()
    assert told(MISSED) == set()


def test_an_organisation_that_is_not_on_the_site_is_not_told(plan: PlanPage, town: Town) -> None:
    town.other_school.unpublish()
    town.other_school.live = False
    assert {name for name, _kind, _title in told()} == {"school"}


def test_what_was_answered_before_the_letter_is_not_in_it(plan: PlanPage, town: Town) -> None:
    remind(SOON)
    EventReportPageFactory(parent=town.school, plan_item=item("Липы"))
    PlanItem.objects.filter(title="Кормушки").update(is_cancelled=True)
    assert letters("2026-10-12 06:00") == []
    assert set(Notice.objects.values_list("state", flat=True)) == {Notice.State.DROPPED}


def test_what_is_near_is_not_told_when_it_has_passed(plan: PlanPage) -> None:
    remind(SOON)
    remind(MISSED)
    subjects = [subject for _to, subject, _text in letters("2026-10-16 06:00")]
    assert subjects == ["Срок прошёл: Кормушки", "Срок прошёл: 2"]


def test_deadlines_can_be_switched_off(plan: PlanPage, town: Town) -> None:
    Mailbox.objects.create(user=town.people[SCHOOL], switched_off=["soon"])
    assert remind(SOON) == 1
    assert remind(MISSED) == 3


def test_a_document_waits_for_reports_of_those_whom_its_plans_name(plan: PlanPage, town: Town) -> None:
    for report in EventReportPage.objects.live():  # they are about items of another plan of the order
        report.unpublish()
    order = OrderPage.objects.get(pk=town.tree.order.pk)
    order.report_until = datetime.date(2026, 11, 20)
    order.save()
    day = "2026-11-18"
    assert told(day) == {("school", "soon", order.title), ("other-school", "soon", order.title)}
    EventReportPageFactory(parent=town.school, order=order)
    EventReportPageFactory(parent=town.other_school, plan_item=item("Кормушки"))
    assert told(day) == set()
    remind(day)
    alone = OrderPageFactory(parent=town.tree.documents, kind=DocumentKind.REGULATION)
    OrderPage.objects.filter(pk=alone.pk).update(report_until=datetime.date(2026, 11, 20))
    assert told(day) == set()  # it names nobody


def test_the_list_says_whom_it_would_tell_and_keeps_nothing(
    plan: PlanPage, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("remind", dry_run=True, on=SOON)
    table = capsys.readouterr().out
    assert "school@example.org" in table
    assert "Скоро срок" in table
    assert "Липы; Кормушки" in table
    assert table.endswith("Напоминаний: 3, людей: 2.\n")
    assert not Notice.objects.exists()
    assert not Mailbox.objects.exists()
    call_command("remind", on=SOON)
    assert capsys.readouterr().out == "Новых напоминаний: 3.\n"
    call_command("remind", dry_run=True, on=SOON)
    assert capsys.readouterr().out.endswith("Напоминаний: 0, людей: 0.\n")


def test_nonsense_for_a_day_is_refused(plan: PlanPage) -> None:
    with pytest.raises(CommandError, match="не день"):
        call_command("remind", on="завтра")
    assert not Notice.objects.exists()


def test_more_schools_and_items_cost_no_more_queries(
    plan: PlanPage, town: Town, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        school = OrganisationPageFactory(parent=town.tree.organisations, title=f"Лицей № {100 + number}")
        user = User.objects.create_user(f"licej-{number}", f"licej-{number}@example.org")
        user.groups.add(town.people[OTHER_SCHOOL].groups.get())
        for each in PlanItem.objects.filter(section__page=plan, end__isnull=False):
            each.organisations.add(school)
            each.save()
    with django_assert_max_num_queries(29):
        assert remind(SOON) > 3
