"""`@lock`: Wagtail's lock of a page, and what it keeps others from."""

from typing import Any

import pytest
from pydantic import TypeAdapter
from wagtail.models import Page, PageLogEntry

from restapi.access.grants import Grant
from restapi.http.problems import Problem
from restapi.services.lock import Lock
from restapi.writing.locking import refuse_locked
from tests.restapi.town import ADMINISTRATOR, ANONYMOUS, OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town, everything


def info(response: Any) -> dict[str, Any]:
    answer: dict[str, Any] = response.json()
    TypeAdapter(Lock).validate_python(answer)
    return answer


def test_a_page_is_locked_and_unlocked(ask: Asker, town: Town) -> None:
    press, address = town.people[PRESS], f"{town.published.url}@lock"
    assert info(ask("GET", address, user=press, status=200)) == {"locked": False, "stealable": True}
    answer = info(ask("POST", address, {"stealable": False, "timeout": 3600}, press, 200))
    assert (answer["locked"], answer["creator"], answer["creator_name"]) == (
        True,
        "press-service",
        "Анна press service",
    )
    assert answer["token"]
    assert info(ask("GET", address, user=press)) == answer
    assert info(ask("POST", address, {}, press, 200)) == answer  # once more
    page = Page.objects.get(pk=town.published.pk)
    assert (page.locked, page.locked_by) == (True, press)
    assert PageLogEntry.objects.filter(page=page, action="wagtail.lock", user=press).count() == 1

    assert info(ask("DELETE", address, user=press, status=200)) == {"locked": False, "stealable": True}
    assert PageLogEntry.objects.filter(page=page, action="wagtail.unlock", user=press).count() == 1
    assert not Page.objects.get(pk=page.pk).locked


def test_another_ones_lock_is_taken_off_with_force_only(ask: Asker, town: Town) -> None:
    press, admin, address = town.people[PRESS], town.people[ADMINISTRATOR], f"{town.published.url}@lock"
    ask("POST", address, {}, press, 200)
    before = everything()
    assert "Анна press service" in ask("POST", address, {}, admin, 403).json()["detail"]
    ask("DELETE", address, user=admin, status=409)
    ask("DELETE", address, {"force": False}, admin, 409)
    ask("DELETE", address, {"force": True}, town.people[SCHOOL], 403)
    assert everything() == before
    assert not info(ask("DELETE", address, {"force": True}, admin, 200))["locked"]


def test_who_holds_the_lock_is_told_to_editors_only(ask: Asker, town: Town) -> None:
    address = f"{town.published.url}@lock"
    ask("POST", address, {}, town.people[PRESS], 200)
    for role in (ANONYMOUS, OTHER_SCHOOL):
        answer = info(ask("GET", address, user=town.people.get(role), status=200))
        assert answer == {"locked": True, "stealable": False}
    answer = info(ask("GET", address, user=town.people[SCHOOL]))
    assert (answer["creator_name"], answer["creator"], answer["token"]) == ("Анна press service", "", None)
    assert not answer["stealable"]


def test_a_locked_page_says_by_whom(town: Town) -> None:
    page, school = town.published, town.people[SCHOOL]
    refuse_locked(page, Grant(school))
    page.locked, page.locked_by = True, town.people[PRESS]
    refuse_locked(page, Grant(town.people[PRESS]))
    with pytest.raises(Problem, match="Анна press service") as refusal:
        refuse_locked(page, Grant(school))
    assert refusal.value.status == 403


@pytest.mark.parametrize(
    "body", [[], "a", {"timeout": -1}, {"timeout": "x"}, {"stealable": 5}, {"locked": True}]
)
def test_odd_bodies_are_refused(ask: Asker, town: Town, body: Any) -> None:
    before = everything()
    ask("POST", f"{town.published.url}@lock", body, town.people[PRESS], 400)
    assert everything() == before


def test_a_lock_costs_few_queries(ask: Asker, town: Town, django_assert_max_num_queries: Any) -> None:
    address = f"{town.published.url}@lock"
    ask("POST", address, {}, town.people[PRESS], 200)
    with django_assert_max_num_queries(15):
        ask("GET", address, user=town.people[SCHOOL], status=200)
