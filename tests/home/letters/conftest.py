"""A kind of events that is the tests' own, somebody to be told of it, and the town's people with addresses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from home.letters import kinds
from home.letters.kinds import Kind
from home.models import Notice
from tests.restapi.town import Town


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Kind:
    """A kind that concerns everybody and is news for ever."""
    made = Kind("rain", "Погода", "Когда пойдёт дождь.", lambda user: True, lambda notices: notices)
    monkeypatch.setitem(kinds._kinds, made.name, made)
    return made


@pytest.fixture
def anna(db: None) -> User:
    """Somebody with an address and no rights."""
    return User.objects.create_user("anna", "anna@example.org", first_name="Анна", last_name="Петрова")


@pytest.fixture
def rain(kind: Kind, anna: User) -> Callable[..., Notice]:
    """A notice for Anna that is not posted yet; each has a key of its own."""
    count = 0

    def make(**more: Any) -> Notice:
        nonlocal count
        count += 1
        fields = {"recipient": anna, "title": f"Дождь {count}", "key": f"rain:{count}", "address": "/pogoda/"}
        return Notice(**{**fields, "kind": kind.name, **more})

    return make


@pytest.fixture
def addressed(town: Town) -> Town:
    """The town; everybody has an address by their role."""
    for user in town.people.values():
        user.email = f"{user.username}@example.org"
        user.save()
    return town
