"""The order of a container's children, by Plone's `ordering`."""

from typing import Any

import pytest
from wagtail.models import Page, PageLogEntry

from restapi.access.grants import WRITE, Grant
from restapi.http.problems import Problem
from restapi.writing.ordering import reorder
from search.checking import differences
from tests.factories import StandardPageFactory
from tests.restapi.town import COORDINATOR, OTHER_SCHOOL, PRESS, ROLES, SCHOOL, Town

SLUGS = ["a", "b", "c", "d"]


@pytest.fixture
def folder(town: Town) -> Page:
    for slug in SLUGS:
        StandardPageFactory(parent=town.tree.about, slug=slug, live=slug != "c")
    return Page.objects.get(pk=town.tree.about.pk).specific


def order(folder: Page) -> str:
    return "".join(Page.objects.child_of(folder).order_by("path").values_list("slug", flat=True))


MOVES: dict[str, tuple[dict[str, Any], str]] = {
    "up": ({"obj_id": "c", "delta": -1}, "acbd"),
    "down": ({"obj_id": "b", "delta": 1}, "acbd"),
    "two down": ({"obj_id": "a", "delta": 2}, "bcad"),
    "top": ({"obj_id": "d", "delta": "top"}, "dabc"),
    "bottom": ({"obj_id": "a", "delta": "bottom"}, "bcda"),
    "too far up": ({"obj_id": "c", "delta": -100}, "cabd"),
    "too far down": ({"obj_id": "a", "delta": 999}, "bcda"),
    "nowhere": ({"obj_id": "a", "delta": 0}, "abcd"),
    "over what is not shown": ({"obj_id": "a", "delta": 1, "subset_ids": ["a", "d"]}, "bcda"),
    "to the top of some": ({"obj_id": "d", "delta": "top", "subset_ids": ["b", "d"]}, "adbc"),
}


@pytest.mark.parametrize(("ordering", "expected"), MOVES.values(), ids=MOVES)
def test_a_child_moves(town: Town, folder: Page, ordering: Any, expected: str) -> None:
    reorder(folder, Grant(town.people[PRESS]), ordering)
    assert order(folder) == expected
    assert not list(differences())
    logged = PageLogEntry.objects.filter(action="wagtail.reorder", user=town.people[PRESS]).count()
    assert logged == (0 if expected == "abcd" else 1)


@pytest.mark.parametrize(
    "ordering",
    [
        None,
        [],
        "top",
        {},
        {"obj_id": "a"},
        {"delta": 1},
        {"obj_id": "x", "delta": 1},
        {"obj_id": 1, "delta": 1},
        {"obj_id": "a", "delta": "up"},
        {"obj_id": "a", "delta": 1.5},
        {"obj_id": "a", "delta": True},
        {"obj_id": "a", "delta": 10**17},
        {"obj_id": "a", "delta": 1, "more": 1},
        {"obj_id": "a", "delta": 1, "subset_ids": ["b", "a"]},
        {"obj_id": "a", "delta": 1, "subset_ids": ["a", "a"]},
        {"obj_id": "a", "delta": 1, "subset_ids": ["a", "x"]},
        {"obj_id": "a", "delta": 1, "subset_ids": ["b", "c"]},
    ],
)
def test_odd_orders_are_refused(town: Town, folder: Page, ordering: Any) -> None:
    with pytest.raises(Problem) as refusal:
        reorder(folder, Grant(town.people[PRESS]), ordering)
    assert refusal.value.status == 400
    assert refusal.value.mistakes[0].loc[:2] == ["body", "ordering"]
    assert order(folder) == "abcd"


@pytest.mark.parametrize("role", [SCHOOL, OTHER_SCHOOL, COORDINATOR])
def test_who_may_not_publish_orders_nothing(town: Town, folder: Page, role: str) -> None:
    assert role in ROLES
    for page, slug in ((folder, "b"), (town.school, town.draft.slug), (town.school, "net")):
        before = order(page)
        with pytest.raises(Problem) as refusal:
            reorder(page, Grant(town.people[role]), {"obj_id": slug, "delta": "top"})
        assert refusal.value.status == 403
        assert order(page) == before


def test_a_token_that_only_writes_orders_nothing(town: Town, folder: Page) -> None:
    for grant in (
        Grant(town.people[PRESS], frozenset({WRITE})),
        Grant(town.people[PRESS], frozenset({"publish"})),
        Grant(town.people[PRESS], section=town.school.path),
    ):
        with pytest.raises(Problem) as refusal:
            reorder(folder, grant, {"obj_id": "b", "delta": "top"})
        assert refusal.value.status == 403
