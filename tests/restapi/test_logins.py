"""`@login`: people come in, stay, go out; what is forged, old or ended opens nothing."""

import datetime
import json
import uuid
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone
from freezegun import freeze_time

from home.models import HomePage
from restapi.access import logins
from restapi.models import Login
from tests.factories import Tree

PASSWORD = "les-i-reka-7"
JSON = "application/json"

Ask = Callable[..., Any]


@pytest.fixture
def anna(home: HomePage) -> User:
    """A person without a right to enter the admin."""
    user: User = User.objects.create_user("anna", password=PASSWORD, first_name="Анна", last_name="Лесная")
    return user


@pytest.fixture
def ask(client: Client) -> Ask:
    """Return a function that asks in JSON with a token and returns the response."""

    def ask(method: str, path: str, token: str = "", body: Any = None, status: int = 200) -> Any:
        headers = {"accept": JSON, **({"authorization": f"Bearer {token}"} if token else {})}
        data = json.dumps(body) if body is not None else ""
        response = client.generic(method, path, data, content_type=JSON, headers=headers)
        assert response.status_code == status, (path, response.content[:500])
        return response

    return ask


def come_in(ask: Ask, name: str = "anna", password: str = PASSWORD) -> str:
    """Return the token of a new login."""
    token: str = ask("POST", "/@login", body={"login": name, "password": password}).json()["token"]
    return token


def forged(login: Login, key: Any = None, algorithm: str = "HS256", without: str = "", **claims: Any) -> str:
    """Return a token of a living login with something wrong about it."""
    made = {
        "sub": login.user.get_username(),
        "fullname": "Анна Лесная",
        "iat": timezone.now(),
        "exp": timezone.now() + datetime.timedelta(hours=1),
        "jti": str(login.jti),
        **claims,
    }
    made.pop(without, None)
    return jwt.encode(made, next(logins._keys()) if key is None else key, algorithm)


def test_a_login_gives_a_token_that_says_who_it_is(ask: Ask, anna: User) -> None:
    for path in ("/@login", "/++api++/@login"):
        answer = ask("POST", path, body={"login": "anna", "password": PASSWORD})
        assert list(answer.json()) == ["token"]
        assert not answer.cookies
    claims = jwt.decode(answer.json()["token"], options={"verify_signature": False})
    assert set(claims) == {"sub", "fullname", "iat", "exp", "jti"}
    assert (claims["sub"], claims["fullname"]) == ("anna", "Анна Лесная")
    assert 11.9 < (claims["exp"] - claims["iat"]) / 3600 <= 12
    anna.refresh_from_db()
    assert anna.last_login is not None


def test_a_token_makes_the_request_its_persons(ask: Ask, anna: User, django_assert_num_queries: Any) -> None:
    token = come_in(ask)
    with django_assert_num_queries(1):
        assert logins.login_of(token).user == anna
    ask("GET", "/@breadcrumbs", token)


@pytest.mark.parametrize(("name", "password"), [("anna", "nicht"), ("anna", ""), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(
    ask: Ask, anna: User, name: str, password: str
) -> None:
    answer = ask("POST", "/@login", body={"login": name, "password": password}, status=401)
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["error"] == {"type": "Unauthorized", "message": body["detail"]}
    assert body["detail"] in ("Имя или пароль неверны.", "The name or the password is wrong.")
    assert not Login.objects.exists()


def test_an_unknown_name_costs_as_much_as_a_wrong_password(
    ask: Ask, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher.encode"

    def encode(hasher: object, password: str, salt: str) -> str:
        hashed.append(password)
        return "md5$a$b"

    monkeypatch.setattr(hasher, encode)
    for name in ("anna", "nobody"):
        ask("POST", "/@login", body={"login": name, "password": "falsch"}, status=401)
    assert hashed == ["falsch", "falsch"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        "anna",
        {"login": "anna"},
        {"login": 1, "password": 2},
        {"login": "anna", "password": None},
        {"login": "a" * 300, "password": "x"},
        {"login": "anna", "password": "x" * 5000},
        {"login": "a\x00b", "password": "x"},
        {"login": "anna", "password": "x", "is_superuser": True},
    ],
)
def test_what_is_no_name_and_password_is_refused(client: Client, anna: User, body: Any) -> None:
    response = client.post("/@login", json.dumps(body), content_type=JSON, headers={"accept": JSON})
    assert response.status_code == 400


def test_an_inactive_person_does_not_come_in_and_goes_out_at_once(ask: Ask, anna: User) -> None:
    token = come_in(ask)
    User.objects.update(is_active=False)
    ask("GET", "/@breadcrumbs", token, status=401)
    ask("POST", "/@login", body={"login": "anna", "password": PASSWORD}, status=401)


def test_a_changed_password_ends_every_login(ask: Ask, anna: User) -> None:
    tokens = [come_in(ask), come_in(ask)]
    anna.set_password("drugoy-les-8")
    anna.save()
    for token in tokens:
        ask("GET", "/@breadcrumbs", token, status=401)
    ask("GET", "/@breadcrumbs", come_in(ask, password="drugoy-les-8"))


def test_going_out_ends_this_login_with_all_its_tokens_and_no_other(ask: Ask, anna: User) -> None:
    other, first = come_in(ask), come_in(ask)
    second = ask("POST", "/@login-renew", first).json()["token"]
    assert second != first
    for token in (first, second):
        ask("GET", "/@breadcrumbs", token)
    assert ask("POST", "/@logout", second, status=204).content == b""
    for token in (first, second):
        ask("GET", "/@breadcrumbs", token, status=401)
        ask("POST", "/@login-renew", token, status=401)
    ask("GET", "/@breadcrumbs", other)


def test_a_token_ends_by_itself_and_a_renewed_one_lasts_on(ask: Ask, anna: User) -> None:
    with freeze_time("2026-10-01 08:00"):
        first = come_in(ask)
    with freeze_time("2026-10-01 19:00"):
        second = ask("POST", "/@login-renew", first).json()["token"]
    with freeze_time("2026-10-01 20:01"):
        ask("GET", "/@breadcrumbs", first, status=401)
        ask("GET", "/@breadcrumbs", second)
    with freeze_time("2026-10-02 07:01"):
        ask("GET", "/@breadcrumbs", second, status=401)


def test_the_setting_says_how_long_a_login_lasts(ask: Ask, anna: User) -> None:
    with (
        freeze_time("2026-10-01 08:00"),
        override_settings(RESTAPI={"LOGIN_LASTS": datetime.timedelta(minutes=5)}),
    ):
        token = come_in(ask)
    with freeze_time("2026-10-01 08:06"):
        ask("GET", "/@breadcrumbs", token, status=401)
        come_in(ask)
    assert Login.objects.count() == 1  # what has run out is forgotten


def test_nobody_renews_and_nobody_goes_out(ask: Ask, anna: User) -> None:
    ask("POST", "/@login-renew", status=401)
    ask("POST", "/@logout", status=401)


def test_a_session_ends_too(client: Client, anna: User) -> None:
    client.force_login(anna)
    assert client.post("/@login-renew", headers={"accept": JSON}).status_code == 401
    assert client.post("/@logout", headers={"accept": JSON}).status_code == 204
    assert "_auth_user_id" not in client.session


@pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")
def test_forged_tokens_open_nothing(ask: Ask, anna: User) -> None:
    come_in(ask)
    login = Login.objects.get()
    hour = datetime.timedelta(hours=1)
    ask("GET", "/@breadcrumbs", forged(login))  # so that each of these fails for its own reason
    nested = jwt.utils.base64url_encode(b"[" * 5000).decode()
    wrong = [
        jwt.encode({"sub": "anna"}, "", "none"),
        forged(login, key="", algorithm="none"),
        forged(login, key=b"another-key-of-thirty-two-bytes!!"),
        forged(login, algorithm="HS512"),
        forged(login, exp=timezone.now() - hour),
        forged(login, jti=str(uuid.uuid4())),
        forged(login, jti="1"),
        forged(login, jti=None),
        *(forged(login, without=claim) for claim in ("sub", "fullname", "iat", "exp", "jti")),
        forged(login)[:-3] + "abc",
        "..",
        "a.b.c",
        f"{nested}.{nested}.{nested}",
    ]
    for token in wrong:
        answer = ask("GET", "/@breadcrumbs", token, status=401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_sites_secret_itself_signs_no_login(ask: Ask, anna: User, settings: Any) -> None:
    come_in(ask)
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = forged(Login.objects.get(), key=settings.SECRET_KEY)
    ask("GET", "/@breadcrumbs", token, status=401)


def test_logins_survive_a_change_of_the_secret_while_the_old_one_is_named(
    ask: Ask, anna: User, settings: Any
) -> None:
    token = come_in(ask)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a-new-secret", [settings.SECRET_KEY]
    ask("GET", "/@breadcrumbs", token)
    settings.SECRET_KEY_FALLBACKS = []
    ask("GET", "/@breadcrumbs", token, status=401)


def test_another_kind_of_credential_is_a_mistake_but_for_a_server_before_this_one(
    client: Client, tree: Tree
) -> None:
    for path in ("/@breadcrumbs", "/api/v3/pages/"):
        for header in ("Token abc", "wagtail_abc", "Bearer", "Bearer ", "Digest x"):
            answer = client.get(path, headers={"accept": JSON, "authorization": header})
            assert answer.status_code == 401, header
        assert client.get(path, headers={"accept": JSON, "authorization": "Basic YTpi"}).status_code == 200


def test_what_a_session_writes_carries_djangos_token(anna: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    refused = client.post("/@logout", headers={"accept": JSON})
    assert refused.status_code == 403
    assert "X-CSRFToken" in refused.json()["detail"]
    assert client.get("/@breadcrumbs", headers={"accept": JSON}).status_code == 200

    secret = "a" * 32
    client.cookies["csrftoken"] = secret
    foreign = {"accept": JSON, "x-csrftoken": secret, "origin": "https://evil.example"}
    assert client.post("/@logout", headers=foreign).status_code == 403
    assert client.post("/@logout", headers={"accept": JSON, "x-csrftoken": "b" * 32}).status_code == 403
    assert client.post("/@logout", headers={"accept": JSON, "x-csrftoken": secret}).status_code == 204


def test_who_writes_with_a_token_needs_no_csrf_token(anna: User) -> None:
    token = logins.begin(anna)
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    headers = {"accept": JSON, "authorization": f"Bearer {token}"}
    assert client.post("/@logout", headers=headers).status_code == 204
