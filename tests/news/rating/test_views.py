"""The rating's page: who sees it, what it says, how it is made final."""

import datetime
import logging
import re
from typing import Any

import pytest
from django.test import Client
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from news.models import FrozenRating
from news.rating.rating import freeze, rating_of
from plans.models import OrderPage
from tests.factories import Tree
from tests.news.rating.regulations import moscow, organisation, regulation, report
from tests.restapi.town import COORDINATOR, SCHOOL, Town

CLOSED = moscow("2026-06-01 00:01")
XSS = "<script>alert('балл')</script>"


@pytest.fixture
def document(tree: Tree) -> OrderPage:
    """A regulation with two reports of a school and one of another."""
    page = regulation(tree)
    lyceum = organisation(tree, "Лицей")
    report(lyceum, page, participants=120, title="Липы у лицея")
    report(lyceum, page, partners=1, title="Клёны у лицея")
    report(organisation(tree, "Гимназия"), page)
    return page


def words(response: Any) -> str:
    text = re.sub("<[^>]+>", " ", response.content.decode().split("<main")[1].split("</main")[0])
    return " ".join(text.replace("\xa0", " ").split())


def address(document: OrderPage) -> str:
    return f"{document.url}rating/"


def test_the_page_says_the_rule_and_why(document: OrderPage, client: Client) -> None:
    response = client.get(address(document))
    assert response.status_code == 200
    text = words(response)
    for said in (
        "За каждые 10 участников — 1 балл, не больше 10 баллов за отчёт.",
        "не позже 15 мая 2026 г. отправлен на проверку",
        "1 Лицей Почему 22 балла",
        "Липы у лицея Отчёт прислан в срок — 5 баллов Участники: 120 — 10 баллов (больше за один отчёт не даётся)",
        "Клёны у лицея Отчёт прислан в срок — 5 баллов Партнёры и спонсоры: 1 — 2 балла",
        "2 Гимназия Почему 5 баллов",
    ):
        assert said in text
    assert "Диплом" not in text
    assert '<details class="more" open>' not in response.content.decode()


def test_the_document_leads_to_its_rating_where_everybody_may_see_it(tree: Tree, client: Client) -> None:
    for is_public in (True, False):
        page = regulation(tree, execution_is_public=is_public)
        assert (f'href="{address(page)}"' in client.get(page.url).content.decode()) is is_public


def test_an_organisations_address_opens_its_trace(document: OrderPage, client: Client) -> None:
    lyceum = rating_of(document).places[0].row.organisation
    page = client.get(address(document), {"organisation": lyceum}).content.decode()
    assert page.count('<details class="more" open>') == 1
    assert f'id="organisation-{lyceum}"' in page


def test_many_stand_in_batches_and_a_trace_is_asked_for(
    tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr("news.rating.shown.MOST_REPORTS", 2)
    for module in ("shown", "views"):
        monkeypatch.setattr(f"news.rating.{module}.BATCH", 3)
    page = regulation(tree, report_from="Общеобразовательные организации")
    for number in range(1, 6):
        report(organisation(tree, f"Школа № {number}"), page, links=10 - number, title=f"Отчёт {number}")
    third = rating_of(page).places[3].row.organisation

    first = client.get(address(page))
    assert "1 Школа № 1 Почему 14 баллов : Школа № 1 14 2 Школа № 2" in words(first)
    assert "Отчёт 1" not in words(first)
    assert "Школа № 4" not in words(first)
    assert "Без баллов — 1 организация" in words(first)
    assert tree.school.title not in words(first)
    with django_assert_max_num_queries(25):
        chosen = client.get(address(page), {"organisation": third})
    assert "4 Школа № 4 Почему 11 баллов : Школа № 4 Отчёт 4 Отчёт прислан в срок" in words(chosen)
    assert f"Без баллов — 1 организация {tree.school.title}" in words(chosen)
    assert "Школа № 1 " not in words(chosen)
    assert words(client.get(address(page), {"page": "999"})) == words(
        client.get(address(page), {"page": "2"})
    )


@pytest.mark.parametrize("nonsense", ["", "абв", "-1", "9" * 40, "1.5", "²", "0", XSS])
def test_nonsense_opens_nothing(document: OrderPage, client: Client, nonsense: str) -> None:
    response = client.get(address(document), {"organisation": nonsense})
    assert response.status_code == 200
    assert '<details class="more" open>' not in response.content.decode()
    assert client.get(f"{address(document)}diploma.pdf", {"organisation": nonsense}).status_code == 404


def test_nobody_has_reported(tree: Tree, client: Client) -> None:
    text = words(client.get(address(regulation(tree, report_from="Общеобразовательные организации"))))
    assert "Пока ни у кого нет баллов: опубликованных отчётов ещё нет." in text
    assert f"Без баллов — 1 организация {tree.school.title}" in text


def test_names_are_names(tree: Tree, client: Client) -> None:
    page = regulation(tree, title=XSS)
    report(organisation(tree, XSS), page, title=XSS)
    shown = client.get(address(page)).content.decode()
    assert XSS not in shown
    assert "&lt;script&gt;" in shown


def test_only_what_has_a_rating_has_one(tree: Tree, client: Client) -> None:
    for shown in (tree.order, tree.plan):
        shown.execution_is_public = True
        shown.save_revision().publish()
    for page in (tree.order, tree.plan, tree.news):
        assert client.get(f"{page.url}rating/").status_code == 404
        assert client.get(f"{page.url}rating/diploma.pdf").status_code == 404
    tree.order.rating_until = datetime.date(2026, 12, 1)
    tree.order.save_revision().publish()
    assert client.get(f"{tree.order.url}rating/").status_code == 200


def test_who_may_not_see_how_it_is_carried_out_does_not_see_the_rating(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    document = regulation(town.tree, execution_is_public=False)
    for path in (address(document), f"{address(document)}diploma.pdf?organisation={town.school.pk}"):
        answer = Client().get(path)
        assert (answer.status_code, "login" in answer.headers["Location"]) == (302, True)
        school = Client()
        school.force_login(town.people[SCHOOL])
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert school.get(path).status_code == 403
        assert "refused" in caplog.text
    manager = Client()
    manager.force_login(town.people[COORDINATOR])
    assert "видят только те" in words(manager.get(address(document)))


def test_a_draft_has_no_rating_for_others(tree: Tree, client: Client) -> None:
    document = regulation(tree, live=False)
    assert client.get(address(document)).status_code == 404
    closed = regulation(tree)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(closed)).status_code in (302, 404)


def test_who_manages_makes_it_final(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    document = regulation(town.tree)
    report(town.school, document)
    people = {role: Client() for role in (SCHOOL, COORDINATOR)}
    for role, person in people.items():
        person.force_login(town.people[role])
    with freeze_time(moscow("2026-05-31 23:00")):
        early = people[COORDINATOR].post(address(document))
        assert early.status_code == 409
        assert "Ничего не изменилось." in words(early)
    with freeze_time(CLOSED):
        for role, person in people.items():
            person.force_login(town.people[role])
        shown = words(people[SCHOOL].get(address(document)))
        assert "пока это предварительный рейтинг" in shown
        assert "Подвести итоги" not in shown
        assert people[SCHOOL].post(address(document)).status_code == 403
        assert Client().post(address(document)).status_code == 403
        assert not FrozenRating.objects.exists()
        assert "Подвести итоги сейчас" in words(people[COORDINATOR].get(address(document)))
        assert not FrozenRating.objects.exists()
        assert people[COORDINATOR].post(address(document)).status_code == 302
    assert "refused" in caplog.text
    text = words(Client().get(address(document)))
    assert "Итоги на 31 мая 2026 г. подведены 1 июня 2026 г. и больше не меняются." in text
    assert "Диплом (PDF)" in text


def test_a_frozen_rating_names_no_report_that_is_taken_off(document: OrderPage, client: Client) -> None:
    with freeze_time(CLOSED):
        freeze(document)
    places = rating_of(document).places
    document.reports.get(title="Липы у лицея").unpublish()
    text = words(client.get(address(document)))
    assert "Липы" not in text
    assert "Отчёт, которого на сайте уже нет Отчёт прислан в срок — 5 баллов" in text
    assert rating_of(document).places == places


def test_a_manager_reads_that_it_was_closed_before(town: Town) -> None:
    document = regulation(town.tree)
    with freeze_time(CLOSED):
        freeze(document)
    OrderPage.objects.filter(pk=document.pk).update(rating_until=datetime.date(2099, 6, 30))
    manager = Client()
    manager.force_login(town.people[COORDINATOR])
    assert "Итоги уже подводились на 31 мая 2026 г." in words(manager.get(address(document)))
    assert "уже подводились" not in words(Client().get(address(document)))
