"""`Idempotency-Key`: what is sent twice is done once."""

import datetime
import json
import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import APIToken, Page

from home.models import StandardPage
from restapi.models import IdempotentAnswer

BODY = {"@type": "home.StandardPage", "title": "Страница"}


def headers_of(user: User) -> dict[str, str]:
    token = APIToken.create_token(user=user, name="t")[1]
    return {"accept": "application/json", "authorization": f"Bearer {token}"}


@pytest.fixture
def headers(home: Page) -> dict[str, str]:
    """What an administrator sends with a request."""
    return headers_of(User.objects.create_superuser("admin"))


def post(headers: dict[str, str], key: str, body: Any = BODY, path: str = "/", client: Any = None) -> Any:
    return (client or Client()).post(
        path, json.dumps(body), content_type="application/json", headers={**headers, "idempotency-key": key}
    )


def test_the_same_request_is_answered_again_and_done_once(headers: dict[str, str]) -> None:
    first, second = post(headers, "a"), post(headers, "a")
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    for name in ("Content-Type", "Location", "ETag", "Cache-Control"):
        assert first[name] == second[name]
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert StandardPage.objects.filter(title="Страница").count() == 1


def test_without_a_key_and_with_another_it_is_done_again(headers: dict[str, str]) -> None:
    for key in ("a", "b"):
        assert post(headers, key).status_code == 201
    assert Client().post("/", json.dumps(BODY), "application/json", headers=headers).status_code == 201
    assert StandardPage.objects.filter(title="Страница").count() == 3


def test_a_key_belongs_to_one_request(headers: dict[str, str]) -> None:
    post(headers, "a")
    for path, body in (("/", {**BODY, "title": "Другая"}), ("/?include_items=0", BODY), ("/++api++/", BODY)):
        response = post(headers, "a", body, path)
        assert response.status_code == 422
        assert response["Content-Type"] == "application/problem+json"
    assert StandardPage.objects.count() == 1


def test_a_key_belongs_to_one_user(headers: dict[str, str]) -> None:
    post(headers, "a")
    other = post(headers_of(User.objects.create_superuser("olga")), "a")
    assert other.status_code == 201
    assert "Idempotency-Replayed" not in other


def test_a_stranger_keeps_nothing(home: Page) -> None:
    assert post({"accept": "application/json"}, "a").status_code == 401
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
def test_a_key_is_a_short_text(headers: dict[str, str], key: str) -> None:
    assert post(headers, key).status_code == 400
    assert not StandardPage.objects.exists()


def test_a_refusal_for_good_is_kept(headers: dict[str, str]) -> None:
    wrong = {**BODY, "@type": "home.Nothing"}
    first, second = post(headers, "a", wrong), post(headers, "a", wrong)
    assert (first.status_code, second.status_code) == (400, 400)
    assert first.content == second.content
    assert second["Idempotency-Replayed"] == "true"


def test_a_refusal_for_now_is_not_kept(headers: dict[str, str]) -> None:
    User.objects.update(is_superuser=False)
    assert post(headers, "a").status_code == 403
    assert not IdempotentAnswer.objects.exists()
    User.objects.update(is_superuser=True)
    assert post(headers, "a").status_code == 201


def test_a_failure_is_not_kept_and_leaves_nothing(headers: dict[str, str], monkeypatch: Any) -> None:
    def fail(*args: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("restapi.services.content.page_answer", fail)  # the page has been made by then
        assert post(headers, "a", client=Client(raise_request_exception=False)).status_code == 500
    assert not IdempotentAnswer.objects.exists()
    assert not StandardPage.objects.exists()
    assert post(headers, "a").status_code == 201


def test_who_comes_while_the_first_is_under_way_is_asked_to_wait(headers: dict[str, str]) -> None:
    post(headers, "a")
    IdempotentAnswer.objects.update(status=None)
    response = post(headers, "a")
    assert (response.status_code, response["Retry-After"]) == (409, "1")
    with freeze_time(timezone.now() + datetime.timedelta(minutes=3)):  # its process has died
        assert post(headers, "a").status_code == 201


def test_an_answer_is_kept_for_a_day(headers: dict[str, str]) -> None:
    post(headers, "a")
    begun = timezone.now()
    with freeze_time(begun + datetime.timedelta(hours=23)):
        assert "Idempotency-Replayed" in post(headers, "a")
        call_command("clear_idempotent_answers", verbosity=0)
        assert IdempotentAnswer.objects.count() == 1
    with freeze_time(begun + datetime.timedelta(hours=25)):
        assert "Idempotency-Replayed" not in post(headers, "a")
    with freeze_time(begun + datetime.timedelta(hours=50)):
        call_command("clear_idempotent_answers", verbosity=0)
        assert not IdempotentAnswer.objects.exists()


def test_a_login_is_kept_nowhere(headers: dict[str, str]) -> None:
    User.objects.create_user("anna", password="пароль-пароль")
    body = {"login": "anna", "password": "пароль-пароль"}
    assert post(headers, "a", body, "/@login").status_code == 200
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_one_page() -> None:
    headers = headers_of(User.objects.create_superuser("admin"))
    begin = threading.Barrier(10)
    answers = []

    def send() -> None:
        begin.wait()
        answers.append(post(headers, "a"))
        connection.close()

    threads = [threading.Thread(target=send) for _number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert StandardPage.objects.filter(title="Страница").count() == 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    made = [answer for answer in answers if answer.status_code == 201]
    assert sum("Idempotency-Replayed" not in answer for answer in made) == 1
    assert len({answer.content for answer in made}) == 1
    assert post(headers, "a").content == made[0].content
