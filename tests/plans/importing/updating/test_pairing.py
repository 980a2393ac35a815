"""Items of two editions find each other, each at most one."""

import random
import time
from collections.abc import Sequence

from plans.importing.updating.pairing import Entry, pairs


def paired(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Pair entries given as title, number, section, deadline."""
    return pairs([Entry.of(*row) for row in old], [Entry.of(*row) for row in new])


def test_equal_items_stay_themselves_though_others_have_their_title() -> None:
    old = [("Совет", "1", "А", "май"), ("Совет", "1", "А", "июнь"), ("Совет", "1", "Б", "май")]
    assert paired(old, old[::-1]) == {0: 2, 1: 1, 2: 0}


def test_a_title_is_enough_whatever_its_case_and_quotes() -> None:
    assert paired([("Акция «Зелёный двор»", "3", "А")], [('АКЦИЯ "ЗЕЛЕНЫЙ ДВОР"', "7", "Б")]) == {0: 0}


def test_a_number_and_a_similar_title_are_enough() -> None:
    old = [("Проведение школьного этапа олимпиады", "4", "А")]
    assert paired(old, [("Проведение школьного этапа олимпиады по математике и физике", "4", "А")]) == {0: 0}
    assert paired(old, [("Закупка мебели", "4", "А")]) == {}


def test_a_very_similar_title_is_enough() -> None:
    old = [("Организация летнего отдыха детей в лагерях города", "4", "А")]
    assert paired(old, [("Организация летнего отдыха детей в лагерях области", "9", "Б")]) == {0: 0}


def test_the_most_alike_are_paired_first() -> None:
    old = [
        ("Конкурс детских рисунков о школе", "1", ""),
        ("Конкурс детских рисунков о школе и доме", "2", ""),
    ]
    new = [("Конкурс детских рисунков о школе и о доме", "5", "")]
    assert paired(old, new) == {0: 1}


def test_two_events_that_differ_in_their_only_telling_word_are_two() -> None:
    assert paired([("Конкурс рисунков «Осень»", "1", "")], [("Конкурс рисунков «Весна»", "2", "")]) == {}


def test_items_without_a_title_are_nobodys() -> None:
    assert paired([("", "1", "")], [("", "2", "")]) == {}


def test_no_item_is_paired_twice() -> None:
    words = ["конкурс", "акция", "урок", "двор", "школа", "мир", "сад", "лес"]
    draw = random.Random(7)
    rows = [
        [(" ".join(draw.choices(words, k=4)), str(draw.randint(1, 9)), "") for _ in range(60)] for _ in "ab"
    ]
    found = paired(*rows)
    assert len(set(found.values())) == len(found)


def test_a_big_plan_of_similar_items_is_paired_in_no_time() -> None:
    old = [
        (f"Заседание совета по вопросам воспитания детей города {place} раз", "", "") for place in range(170)
    ]
    new = [
        (f"Собрание совета по вопросам воспитания детей города {place} раза", "", "") for place in range(170)
    ]
    began = time.perf_counter()
    assert len(paired(old, new)) == 170
    assert time.perf_counter() - began < 3
