"""Reminders by a click: who is written to, once a day; who has nobody; who may not remind."""

import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from freezegun import freeze_time

from home.letters.sending import send_due
from home.models import Mailbox, Notice, OrganisationPage
from plans.models import PlanPage
from tests.factories import EventReportPageFactory
from tests.news.board.conftest import TODAY, item
from tests.news.board.test_board import board, words
from tests.restapi.town import ANONYMOUS, COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Town

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture(autouse=True)
def addresses(town: Town) -> None:
    """The people have e-mail."""
    for user in town.people.values():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")


def remind(town: Town, plan: PlanPage, query: str = "", role: str = COORDINATOR) -> str:
    """Click, and return what the page says."""
    client = Client()
    client.force_login(town.people[role])
    response = client.post(f"{plan.url}execution/{query}")
    assert response.status_code == 200
    return words(response.content.decode())


def told() -> set[tuple[str, str]]:
    """Return who is told of what."""
    return set(Notice.objects.filter(kind="nudge").values_list("recipient__username", "title"))


def test_the_silent_ones_of_an_item_are_reminded_once_a_day(answered: PlanPage, town: Town) -> None:
    query = f"?item={item('Кормушки').uid}"
    page = remind(town, answered, query)
    assert "Письма уйдут 2 организациям." in page
    assert told() == {("school", "Кормушки"), ("other-school", "Кормушки")}
    again = remind(town, answered, query, PRESS)
    assert "Новых писем нет." in again
    assert "Сегодня уже напоминали 2" in again
    assert Notice.objects.count() == 2
    with freeze_time("2026-10-21 09:00"):
        remind(town, answered, query)
    assert Notice.objects.count() == 4


def test_one_organisation_is_reminded_of_one_item_or_of_all_that_presses(
    answered: PlanPage, town: Town
) -> None:
    remind(town, answered, f"?item={item('Кормушки').uid}&organisation={town.school.pk}")
    assert told() == {("school", "Кормушки")}
    remind(town, answered, f"?organisation={town.school.pk}")
    assert told() == {("school", "Кормушки"), ("school", "План осени")}
    text = Notice.objects.get(title="План осени").text
    assert "— 1.2. Кормушки — до 25 октября 2026 г., скоро срок" in text
    assert "— 1.3. Субботники — до 31 октября 2026 г., идёт" in text
    assert "Ярмарка" not in text


def test_the_letter_names_the_sender_and_the_desk(answered: PlanPage, town: Town) -> None:
    answered.order.issuer = None
    answered.order.save()
    remind(town, answered, f"?item={item('Кормушки').uid}&organisation={town.school.pk}")
    with freeze_time(f"{TODAY} 09:01"):
        send_due()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["school@example.org"], "Напоминание от управления: Кормушки")
    for said in (
        "Управление образования города Заречинска напоминает",
        town.school.title,
        "25 октября 2026",
        "/reports/",
    ):
        assert said in letter.body, said


def test_what_is_done_before_the_letter_is_not_in_it(answered: PlanPage, town: Town) -> None:
    remind(town, answered, f"?item={item('Кормушки').uid}")
    EventReportPageFactory(parent=town.school, plan_item=item("Кормушки"))
    with freeze_time(f"{TODAY} 09:01"):
        send_due()
    assert [letter.to for letter in mail.outbox] == [["other-school@example.org"]]


def test_all_with_overdue_things_who_has_nobody_is_named(
    answered: PlanPage, town: Town, garden: OrganisationPage
) -> None:
    page = remind(town, answered)
    assert "Писать некому 1" in page
    assert f"{garden.title} Письмо: {garden.title} Здравствуйте!" in page
    assert "— 2.1. Утренник — до 5 октября 2026 г., просрочено" in page
    assert garden.email in page
    assert told() == set()


def test_who_wants_no_such_letters_gets_none(answered: PlanPage, town: Town) -> None:
    Mailbox.objects.create(user=town.people[SCHOOL], switched_off=["nudge"])
    page = remind(town, answered, f"?organisation={town.school.pk}")
    assert "Писать некому 1" in page
    assert told() == set()


def test_nothing_to_remind_of_is_said(answered: PlanPage, town: Town) -> None:
    assert "Напоминать не о чем" in remind(town, answered, f"?item={item('Липы').uid}")
    assert "Напоминать не о чем" in remind(town, answered, f"?item={item('Отменённый бал').uid}")


def test_of_a_closed_plan_no_letters_go(answered: PlanPage, town: Town) -> None:
    answered.view_restrictions.create(restriction_type="login")
    page = remind(town, answered, f"?item={item('Кормушки').uid}")
    assert "Документ открыт не всем" in page
    assert told() == set()


@pytest.mark.parametrize("role", [ANONYMOUS, SCHOOL, OTHER_SCHOOL])
def test_who_does_not_manage_reminds_nobody(
    answered: PlanPage, town: Town, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client()
    if role != ANONYMOUS:
        client.force_login(town.people[role])
    with caplog.at_level(logging.WARNING, logger="news.board.views"):
        response: Any = client.post(f"{answered.url}execution/?organisation={town.school.pk}")
    assert response.status_code == 403
    assert "reminds nobody" in caplog.text
    assert not Notice.objects.exists()


def test_a_click_from_elsewhere_is_refused(answered: PlanPage, town: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.people[COORDINATOR])
    assert client.post(f"{answered.url}execution/").status_code == 403
    assert not Notice.objects.exists()


def test_only_who_manages_sees_buttons_and_letters(answered: PlanPage, town: Town) -> None:
    for query in ("", f"?organisation={town.school.pk}", f"?item={item('Кормушки').uid}"):
        assert "Напомнить" in board(answered, query, town.people[COORDINATOR])
        for role in (ANONYMOUS, SCHOOL):
            page = board(answered, query, town.people.get(role))
            assert "Напомнить" not in page
            assert "Здравствуйте" not in page
