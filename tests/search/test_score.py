"""`make search-score`: the town's queries on this run's database, and what the figures count."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from demo.town import build_town
from search.spelling import in_russian_layout
from search.text import query_stems, stems
from tests.search.score.asking import answers, unclear_names
from tests.search.score.case import Answers, Cases, ask
from tests.search.score.figures import LEAST_RECALL, misses, overall
from tests.search.score.queries import cases
from tests.search.score.report import differences
from tests.search.score.town import load_town

LEAST_QUERIES = 100
CASES = {
    "kind": (ask("хор", "Фестиваль", "Концерт"), ask("мост -бумага", "Кто построил", absent=["Мост из"]))
}


@pytest.fixture(scope="session")
def scored(django_db_setup: None, django_db_blocker: Any, media_folder: Path) -> tuple[Cases, Answers]:
    """The queries with what they find in the demo town, which is taken out of the database at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        wanted = cases(load_town(timezone.localdate()))
        unclear = unclear_names(wanted)
        found = answers(wanted)
        transaction.set_rollback(True)
    assert not unclear
    return wanted, found


@pytest.mark.django_db
def test_visitors_find_what_they_look_for(scored: tuple[Cases, Answers]) -> None:
    missed = [f"{case.query}: {case.missing(found)}" for case, found in misses(*scored)]
    assert overall(*scored).queries >= LEAST_QUERIES
    assert overall(*scored).recall >= LEAST_RECALL, missed


def test_every_query_is_asked_once() -> None:
    queries = [case.query for each in cases(build_town(timezone.localdate())).values() for case in each]
    assert len(queries) == len(set(queries))


def test_figures_count_the_first_ten_and_what_must_not_be_there() -> None:
    late = [*(f"Титул {number}" for number in range(9)), "Концерт в саду", "Фестиваль хоров"]
    figures = overall(CASES, {"kind": [late, ["Кто построил мост", "Мост из бумаги"]]})
    assert (figures.queries, figures.recall, figures.mrr) == (2, 0.25, 0.05)


def test_databases_that_answer_alike_do_not_differ() -> None:
    one = {"kind": [["Концерт"], ["Кто построил мост"]]}
    other = {"kind": [["Концерт"], ["Мост из бумаги"]]}
    assert not list(differences(CASES, {"SQLite": one, "PostgreSQL": one}))
    assert len(list(differences(CASES, {"SQLite": one, "PostgreSQL": other}))) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "кормушка кормушки кормушек",
        "рисунок рисунка рисунки",
        "батарейка батареек",
        "танец танцы танцев",
        "журнал журналы журналов",
        "экран экраны экранов",
        "ветеран ветераны ветеранов",
        "память памяти",
        "печать печати",
        "запись записи записей",
        "день дня дней днями",
        "письмо писем письма",
        "песня песен",
    ],
)
def test_forms_that_the_algorithm_parts_are_one_word(forms: str) -> None:
    assert len(set(stems(forms))) == 1


def test_what_looks_like_one_word_may_be_two() -> None:
    assert len(set(stems("ветеран ветер материал матери план планета урок"))) == 7


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("шкoлa кOнкурс", "школа конкурс"),
        ("школа N7, школа N 7", "школа 7"),
        ("3D-принтер", "3d принтер"),
        ("01.09.2026", "1 сентября 2026"),
        ("05–09.05.2026", "5 мая 9 мая"),
        ("20.04–15.05.2026", "20 апреля 15 мая"),
        ("#ШахматнаяСуббота", "шахматная суббота шахматнаясуббота"),
    ],
)
def test_other_ways_of_writing_are_found(written: str, asked: str) -> None:
    assert set(query_stems(asked)) <= set(stems(written))


def test_a_word_that_says_nothing_is_not_asked_for_outside_quotes() -> None:
    assert query_stems("для") == []
    assert query_stems("дом на липовой") == stems("дом на липовой")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('"xbcnsq ,thtu"', '"чистый берег"'),
        ('"rcrehcbz', "Экскурсия"),
        ("конкурс hbceyrjd", "конкурс рисунков"),
        ("школа , 7", ""),
    ],
)
def test_the_layout_of_each_word_is_understood(typed: str, meant: str) -> None:
    assert in_russian_layout(typed) == meant
