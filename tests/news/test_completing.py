"""An item is closed by a note and a proof: by whom it asks, and by who keeps the plan."""

import datetime
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from news.duties import duties_of
from news.execution.execution import execution_of
from news.execution.states import State
from news.models import Completion
from plans.models import PlanItem, PlanPage
from tests.factories import OrderIndexPageFactory, OrderPageFactory, PlanPageFactory
from tests.restapi.town import COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Town

TODAY = timezone.localdate()
NOTE = "Приказ издан, размещён на сайте."


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """A public plan of instructions: for the school, for a person, cancelled."""
    overdue = f"до {TODAY - datetime.timedelta(days=2):%d.%m.%Y}"
    items = [
        {"title": "Издать приказ", "deadline": overdue, "responsible": town.school.title},
        {"title": "Доложить", "deadline": overdue, "responsible": "Начальник отдела"},
        {"title": "Отменено", "deadline": overdue, "responsible": town.school.title, "is_cancelled": True},
    ]
    made: PlanPage = PlanPageFactory(parent=town.tree.order, title="Поручения", items=items)
    return made


def item(title: str) -> PlanItem:
    return PlanItem.objects.get(title=title)


def browser(town: Town, role: str) -> Client:
    client = Client()
    client.force_login(town.people[role])
    return client


def address(title: str) -> str:
    return f"/reports/done/{item(title).uid}/"


def noted(**more: Any) -> dict[str, Any]:
    return {"day": TODAY.isoformat(), "note": NOTE, **more}


def state(plan: PlanPage, title: str) -> State:
    execution = execution_of(PlanPage.objects.get(pk=plan.pk))
    return next(each.state for each in execution.tasks if each.task.title == title)


def test_a_school_closes_its_item_and_takes_it_back(town: Town, plan: PlanPage) -> None:
    school = browser(town, SCHOOL)
    assert state(plan, "Издать приказ") is State.OVERDUE
    page = school.get(address("Издать приказ")).content.decode()
    assert f'name="organisation" value="{town.school.pk}"' in page
    response = school.post(address("Издать приказ"), noted(organisation=town.school.pk))
    assert response.status_code == 302
    assert state(plan, "Издать приказ") is State.DONE_LATE
    assert next(duty for duty in duties_of([town.school]) if duty.thing.title == "Издать приказ").is_reported
    page = school.get(response["Location"]).content.decode()
    assert NOTE in page
    assert "Отмечено." in page
    completion = Completion.objects.get()
    assert (completion.author, completion.organisation.pk) == (town.people[SCHOOL], town.school.pk)
    school.post(f"/reports/done/{completion.pk}/take-back/")
    assert not Completion.objects.exists()
    assert state(plan, "Издать приказ") is State.OVERDUE
    told = PageLogEntry.objects.filter(page=plan.pk, action__in=["news.complete", "news.reopen"])
    assert [entry.action for entry in told.order_by("pk")] == ["news.complete", "news.reopen"]
    assert NOTE in told[0].formatter.format_comment(told[0])


def test_a_day_before_the_deadline_is_in_time(town: Town, plan: PlanPage) -> None:
    day = TODAY - datetime.timedelta(days=3)
    browser(town, SCHOOL).post(address("Издать приказ"), noted(organisation=town.school.pk, day=day))
    assert state(plan, "Издать приказ") is State.DONE


def test_who_keeps_the_plan_closes_for_a_person(town: Town, plan: PlanPage) -> None:
    assert state(plan, "Доложить") is State.OVERDUE
    assert browser(town, COORDINATOR).post(address("Доложить"), noted()).status_code == 302
    assert state(plan, "Доложить") is State.DONE_LATE
    assert Completion.objects.get().organisation is None


def test_what_is_not_ones_own_is_refused_and_logged(
    town: Town, plan: PlanPage, caplog: pytest.LogCaptureFixture
) -> None:
    for role, title in ((OTHER_SCHOOL, "Издать приказ"), (SCHOOL, "Доложить")):
        client = browser(town, role)
        assert client.get(address(title)).status_code == 403
        assert client.post(address(title), noted(organisation=town.school.pk)).status_code == 403
    assert "may not close item" in caplog.text
    form = browser(town, SCHOOL).post(address("Издать приказ"), noted(organisation=town.other_school.pk))
    assert form.status_code == 400
    assert not Completion.objects.exists()
    assert Client().get(address("Издать приказ")).status_code == 302


def test_anothers_note_is_not_taken_back(town: Town, plan: PlanPage) -> None:
    completion = Completion.objects.create(item=item("Издать приказ"), organisation=town.school, note=NOTE)
    path = f"/reports/done/{completion.pk}/take-back/"
    assert browser(town, OTHER_SCHOOL).post(path).status_code == 403
    assert browser(town, SCHOOL).get(path).status_code == 405
    assert Completion.objects.exists()
    assert browser(town, PRESS).post(path).status_code == 302
    assert not Completion.objects.exists()


@pytest.mark.parametrize("title", ["Отменено", "draft", "private"])
def test_what_is_not_asked_in_public_is_not_found(town: Town, plan: PlanPage, title: str) -> None:
    path = address("Отменено" if title == "Отменено" else "Издать приказ")
    if title == "draft":
        plan.unpublish()
    if title == "private":
        plan.view_restrictions.create(restriction_type="login")
    assert browser(town, SCHOOL).get(path).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"note": ""}, "Требуется"),
        ({"day": "2999-01-01"}, "ещё не наступил"),
        ({"day": "вчера"}, "дату"),
        ({"link": "javascript:alert(1)"}, "URL"),
        ({"note": "Иванов Пётр, Сидорова Анна, Петров Иван"}, "имён"),
        ({"organisation": "0"}, "допустимых"),
        ({"organisation": "ё"}, "допустимых"),
        ({"organisation": "9" * 40}, "допустимых"),
    ],
)
def test_bad_input_is_said_and_keeps_nothing(
    town: Town, plan: PlanPage, wrong: dict[str, str], said: str
) -> None:
    response = browser(town, SCHOOL).post(
        address("Издать приказ"), noted(**{"organisation": town.school.pk, **wrong})
    )
    assert response.status_code == 400
    assert said in response.context["form"].errors.as_text()
    assert said in response.content.decode()
    assert not Completion.objects.exists()


def test_names_that_were_looked_at_are_kept(town: Town, plan: PlanPage) -> None:
    data = noted(organisation=town.school.pk, note="Иванов Пётр, Сидорова Анна, Петров Иван", checked="on")
    assert browser(town, SCHOOL).post(address("Издать приказ"), data).status_code == 302


def test_a_proof_is_for_its_owners_only(
    town: Town, plan: PlanPage, django_capture_on_commit_callbacks: Any
) -> None:
    file = SimpleUploadedFile("приказ.pdf", b"%PDF-1.4 proof", content_type="application/pdf")
    school = browser(town, SCHOOL)
    school.post(address("Издать приказ"), noted(organisation=town.school.pk, proof=file))
    completion = Completion.objects.get()
    path = f"/reports/done/{completion.pk}/proof/"
    response: Any = school.get(path)
    assert b"".join(response.streaming_content) == b"%PDF-1.4 proof"
    assert response["Content-Disposition"].startswith("attachment")
    assert browser(town, COORDINATOR).get(path).status_code == 200
    assert browser(town, OTHER_SCHOOL).get(path).status_code == 404
    assert Client().get(path).status_code == 302
    storage, name = completion.proof.storage, str(completion.proof)
    with django_capture_on_commit_callbacks(execute=True):
        school.post(f"/reports/done/{completion.pk}/take-back/")
    assert not storage.exists(name)


def test_a_program_of_another_kind_is_no_proof(town: Town, plan: PlanPage) -> None:
    file = SimpleUploadedFile("virus.exe", b"MZ")
    response = browser(town, SCHOOL).post(
        address("Издать приказ"), noted(organisation=town.school.pk, proof=file)
    )
    assert response.status_code == 400
    assert not Completion.objects.exists()


def test_a_foreign_coordinator_keeps_another_plan(town: Town) -> None:
    foreign = OrderPageFactory(parent=OrderIndexPageFactory(title="Чужие документы"))
    PlanPageFactory(parent=foreign, items=[{"title": "Чужое", "responsible": "Начальник"}])
    assert browser(town, COORDINATOR).get(address("Чужое")).status_code == 403


def ask(client: Client, method: str, path: str, body: Any = None) -> Any:
    data = json.dumps(body) if body is not None else ""
    return client.generic(
        method, path, data, content_type="application/json", headers={"Accept": "application/json"}
    )


def test_a_program_closes_lists_and_takes_back(town: Town, plan: PlanPage) -> None:
    school, path = browser(town, SCHOOL), f"{plan.url}@completions"
    made = ask(school, "POST", path, {"item": str(item("Издать приказ").uid), "note": NOTE})
    assert made.status_code == 201, made.content
    body = made.json()
    assert body["organisation"]["@id"].endswith(town.school.url)
    assert (body["day"], body["note"], body["link"]) == (TODAY.isoformat(), NOTE, None)
    assert ask(school, "GET", path).json()["items_total"] == 1
    assert ask(browser(town, OTHER_SCHOOL), "GET", path).json()["items_total"] == 0
    assert ask(browser(town, COORDINATOR), "GET", path).json()["items_total"] == 1
    assert ask(Client(), "GET", path).status_code == 401
    one = f"{path}/{body['id']}"
    assert ask(browser(town, OTHER_SCHOOL), "DELETE", one).status_code == 404
    assert ask(school, "DELETE", one).status_code == 204
    assert not Completion.objects.exists()


def test_a_program_says_that_names_were_looked_at(town: Town, plan: PlanPage) -> None:
    body = {"item": str(item("Издать приказ").uid), "note": "Иванов Пётр, Сидорова Анна, Петров Иван"}
    school, path = browser(town, SCHOOL), f"{plan.url}@completions"
    assert "имён" in ask(school, "POST", path, body).content.decode()
    assert ask(school, "POST", path, {**body, "checked": True}).status_code == 201


def test_everybody_reads_notes_where_the_authority_wishes_so(town: Town, plan: PlanPage) -> None:
    Completion.objects.create(item=item("Издать приказ"), organisation=town.school, note=NOTE)
    plan.execution_is_public = True
    plan.save_revision().publish()
    assert ask(Client(), "GET", f"{plan.url}@completions").json()["items"][0]["note"] == NOTE


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"note": NOTE}, 400),
        ({"item": "не uuid", "note": NOTE}, 400),
        ({"item": "00000000-0000-0000-0000-000000000000", "note": NOTE}, 400),
        ({"note": NOTE, "organisation": "/organizacii/net/"}, 400),
        ({"note": NOTE, "day": "2999-01-01"}, 400),
        ({"note": " "}, 400),
        ({"note": NOTE, "link": "javascript:alert(1)"}, 400),
        ({"note": NOTE, "author": "кто-то"}, 400),
        ({"note": "Иванов Пётр, Сидорова Анна, Петров Иван"}, 400),
    ],
)
def test_a_program_is_told_what_is_wrong(
    town: Town, plan: PlanPage, body: dict[str, Any], status: int
) -> None:
    if "item" not in body and body != {"note": NOTE}:
        body = {"item": str(item("Издать приказ").uid), **body}
    response = ask(browser(town, SCHOOL), "POST", f"{plan.url}@completions", body)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert not Completion.objects.exists()
    assert ask(Client(), "POST", f"{plan.url}@completions", body).status_code in (400, 401)
