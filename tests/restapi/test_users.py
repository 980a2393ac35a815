"""`@users`, `@groups`, `@roles`, `@principals`, `@userschema`, `@system`: people, to those who may see them."""

from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from home.roles import administrators, press_service
from tests.factories import Tree
from tests.restapi.conftest import Get
from tests.restapi.shapes import held_to_promise

ALL = ("users", "groups", "principals?search=а", "system", "users/press", "groups/%D0%9F")


@pytest.fixture
def people(tree: Tree) -> dict[str, User]:
    """An administrator, somebody of the press service, somebody without any rights."""
    users = {
        name: User.objects.create_user(name, f"{name}@example.org", first_name=first, last_name=last)
        for name, first, last in (
            ("admin", "Анна", "Админова"),
            ("press", "Пётр", "Прессов"),
            ("nobody", "", ""),
        )
    }
    users["admin"].groups.add(administrators())
    users["press"].groups.add(press_service(tree.home))
    return users


@pytest.mark.parametrize("address", ALL)
def test_people_are_hidden_from_strangers_and_from_most(
    client: Client, get: Get, people: dict[str, User], address: str
) -> None:
    get(f"/@{address}", status=401)
    client.force_login(people["nobody"])
    refused = get(f"/@{address}", status=403)
    assert "press" not in refused.content.decode()


def test_whether_a_user_is_there_is_not_told(client: Client, get: Get, people: dict[str, User]) -> None:
    client.force_login(people["nobody"])
    bodies = [get(f"/@users/{name}", status=403).json() for name in ("press", "net-takogo")]
    assert bodies[0] == bodies[1]


def test_everybody_sees_themselves(client: Client, get: Get, people: dict[str, User]) -> None:
    client.force_login(people["press"])
    body = held_to_promise("users/{name}", get("/@users/press").json())
    assert (body["fullname"], body["email"]) == ("Пётр Прессов", "press@example.org")
    assert body["roles"] == ["Member", "Contributor", "Editor", "Reviewer"]
    assert body["groups"]["items"] == [{"id": "Пресс-служба", "title": "Пресс-служба"}]
    assert body["@id"] == "http://testserver/@users/press"


def test_who_manages_accounts_sees_all(client: Client, get: Get, people: dict[str, User]) -> None:
    client.force_login(people["admin"])
    names = [user["id"] for user in held_to_promise("users", get("/@users").json())]
    assert names == ["admin", "nobody", "press"]
    assert [user["id"] for user in get("/@users", {"query": "ПРЕССОВ"}).json()] == ["press"]
    assert [user["id"] for user in get("/@users", {"groups-filter:list": "Пресс-служба"}).json()] == ["press"]
    assert len(get("/@users", {"limit": 1}).json()) == 1
    assert "Site Administrator" in get("/@users/admin").json()["roles"]
    get("/@users/net", status=404)
    get("/@users", {"limit": 0}, status=400)


def test_groups_name_their_members(client: Client, get: Get, people: dict[str, User]) -> None:
    client.force_login(people["admin"])
    listed = held_to_promise("groups", get("/@groups", {"query": "пресс"}).json())
    assert [group["id"] for group in listed] == ["Пресс-служба"]
    address = listed[0]["@id"].removeprefix("http://testserver")
    assert address == f"/@groups/{quote('Пресс-служба')}"
    body = held_to_promise("groups/{name}", get(address).json())
    assert (body["users"]["items"], body["users"]["items_total"]) == (["press"], 1)
    get("/@groups/net", status=404)


def test_principals_are_users_and_groups(client: Client, get: Get, people: dict[str, User]) -> None:
    client.force_login(people["admin"])
    body = held_to_promise("principals", get("/@principals", {"search": "пресс"}).json())
    assert [each["id"] for each in body["users"]] == ["press"]
    assert [each["id"] for each in body["groups"]] == ["Пресс-служба"]
    get("/@principals", status=400)


def test_the_system_and_the_schema_are_described(client: Client, get: Get, people: dict[str, User]) -> None:
    get("/@roles", status=401)
    get("/@userschema", status=401)
    client.force_login(people["admin"])
    assert held_to_promise("system", get("/@system").json())["wagtail_version"].startswith("8.")
    assert held_to_promise("roles", get("/@roles").json())[0]["id"] == "Member"
    assert "email" in held_to_promise("userschema", get("/@userschema").json())["properties"]


@pytest.mark.parametrize("number", [3, 20])
def test_people_cost_the_same_at_any_number(
    client: Client, get: Get, people: dict[str, User], django_assert_max_num_queries: Any, number: int
) -> None:
    for place in range(number):
        user = User.objects.create_user(f"u{place}")
        user.groups.add(Group.objects.create(name=f"g{place}"))
    client.force_login(people["admin"])
    with django_assert_max_num_queries(14):
        get("/@users", {"limit": 100})
