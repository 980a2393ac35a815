"""What a summary's page shows of each part, and how a long one is read through."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from news.summary.parts import Part, parts_of
from news.summary.rows import Section
from news.summary.summary import summary_of
from news.summary.tables import Table
from tests.factories import Tree
from tests.news.summary.worked_example import Example, make_example


@pytest.fixture
def example(tree: Tree) -> Example:
    """The plan and its reports."""
    return make_example(tree)


def test_long_parts_begin_on_the_page_and_are_read_through(
    client: Client, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in {"WHOLE": 2, "BEGINNING": 1}.items():
        monkeypatch.setattr(f"news.summary.parts.{name}", number)
    monkeypatch.setattr("news.summary.views.BATCH", 2)
    summary = summary_of(example.plan)
    parts = parts_of(summary)
    assert [part.number for part in parts.values()] == [part.size for part in parts.values()]
    address = f"{example.plan.url}summary/"

    begun = client.get(address).content.decode()
    for name, part in parts.items():
        assert (f'href="?part={name}"' in begun) == (part.size > part.beginning.number), name
    items = [item.title for item in summary.items]
    assert [title in begun for title in items] == [number < 2 for number in range(len(items))]

    for name, part in parts.items():
        found = []
        for page in range(1, -(-part.size // 2) + 1):
            cut = part.cut(page * 2 - 2, page * 2)
            content = client.get(f"{address}?part={name}&page={page}&from=2026-09-01").content.decode()
            assert (f'<h2 id="{name}">' in content, content.count("<h2 ")) == (True, 1)
            found += rows_of(cut)
        assert found == rows_of(part), name


def rows_of(part: Part) -> list[Any]:
    if isinstance(part.rows, Table):
        return list(part.rows.rows)
    return [item for section in part.rows for item in section.items]


def test_headings_stand_above_the_items_that_are_left() -> None:
    def item(number: int) -> Any:
        return SimpleNamespace(number=number)

    sections = (
        Section("Месяц"),
        Section("Неделя", (item(1), item(2))),
        Section("Другой месяц"),
        Section("Другая неделя", (item(3),)),
        Section("Пусто"),
    )
    part = Part("items", "По пунктам", 3, sections)
    shown = {
        bounds: [section.title for section in part.cut(*bounds).rows if isinstance(section, Section)]
        for bounds in ((0, 1), (1, 2), (2, 3), (0, 3), (3, 9), (-1, 0))
    }
    assert shown == {
        (0, 1): ["Месяц", "Неделя"],
        (1, 2): ["Месяц", "Неделя"],
        (2, 3): ["Другой месяц", "Другая неделя"],
        (0, 3): ["Месяц", "Неделя", "Другой месяц", "Другая неделя"],
        (3, 9): [],
        (-1, 0): [],
    }


@pytest.mark.parametrize("name", ["photos", "figures", "__class__", "<b>", "\x00"])
def test_a_part_that_there_is_not_is_missing(client: Client, example: Example, name: str) -> None:
    assert client.get(f"{example.plan.url}summary/", {"part": name}).status_code == 404
