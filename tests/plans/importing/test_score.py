"""The score itself: it holds its targets, and it sees what was found wrongly."""

from pathlib import Path

import pytest

from plans.deadlines import parse_deadline
from plans.importing.parsed import Item, ParsedDocument, Plan, Section
from tests.plans.importing.score import tally
from tests.plans.importing.score.cases import Case
from tests.plans.importing.score.comparison import compare
from tests.plans.importing.score.sets import failures, own_set, shared_sets

GAME = {"title": "Игра «Зарница»", "deadline": "5 мая 2024 г.", "responsible": ["Центр", "Школы"],
        "parsed": {"kind": "exact_day", "start": "2024-05-05", "end": "2024-05-05"}}  # fmt: skip
CAMP = {"title": "Сбор", "deadline": "июнь", "responsible": ["Школы"], "parsed": None}


def _item(title: str, deadline: str, *parties: str) -> Item:
    return Item("", title, parse_deadline(deadline), parties)


def _scored(*items: Item) -> tally.Score:
    plan = Plan("План", (Section("", "", items),))
    score = tally.Score("made")
    compare(Case(Path("made.txt"), {"items": [GAME, CAMP]}), ParsedDocument(plans=(plan,)), score)
    return score


def test_documents_of_the_shared_folder_hold_the_targets(shared_dir: Path) -> None:
    missed = [line for scored in shared_sets() for line in failures(scored, scored.run())]
    assert missed == []


def test_our_own_documents_hold_the_targets() -> None:
    scored = own_set()
    assert failures(scored, scored.run()) == []


def test_rows_are_right_whatever_their_quotes_and_spaces() -> None:
    score = _scored(
        _item('Игра  "Зарница"', "5 мая 2024 г.", "школы", "Центр"), _item("Сбор.", "июнь", "Школы")
    )
    assert [score.share(measure) for measure in (tally.INTEGRITY, tally.PARTIES, tally.DEADLINES)] == [
        100
    ] * 3
    assert (score.invented, score.misses) == (0, [])


def test_a_row_with_the_deadline_of_its_neighbour_is_not_whole() -> None:
    score = _scored(_item("Игра «Зарница»", "июнь", "Центр", "Школы"), _item("Сбор", "июнь", "Школы"))
    assert score.share(tally.INTEGRITY) == 50
    assert score.share(tally.DEADLINES) == 50
    assert score.share(tally.PARTIES) == 100


def test_a_row_that_nobody_wrote_is_invented() -> None:
    score = _scored(
        _item("Игра «Зарница»", "5 мая 2024 г.", "Центр", "Школы"),
        _item("Сбор", "июнь", "Школы"),
        _item("Директор школы", ""),
    )
    assert score.invented == 1
    assert score.share(tally.COUNT) == 0


def test_a_lost_row_counts_against_everything_it_holds() -> None:
    score = _scored(_item("Сбор", "июнь", "Школы"))
    assert score.share(tally.INTEGRITY) == 50
    assert score.share(tally.DEADLINES) == 50
    assert score.invented == 0


@pytest.mark.parametrize(("share", "is_met"), [(97, True), (96, False)])
def test_a_target_is_met_by_its_least_share(share: int, is_met: bool) -> None:
    score = tally.Score("made", {tally.DEADLINES: share}, {tally.DEADLINES: 100})
    assert tally.Target(tally.DEADLINES, 97).is_met(score) is is_met
