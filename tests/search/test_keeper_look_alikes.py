"""Which hashtags are held to be one."""

import pytest

from search.hashtags import hashtag_key
from search.keeper.look_alikes import are_alike, look_alikes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("НеделяДобра", "Неделя_Добра"),
        ("НеделяДобра", "НедельяДобра"),
        ("ВместеЯрче", "ВместЕярче"),
        ("ОкнаПобеды", "ОкнаПобедыы"),
        ("НашГородНашеДело", "НашГордНашеДелa"),
        ("СпасибоУчитель", "СапсибоУчитель"),
        ("ГТО", "ГТ0"),
        ("Азбука", "Азбукa"),
        ("топ", "TOП"),
    ],
)
def test_slips_glued_words_and_twin_letters_are_noticed(one: str, other: str) -> None:
    first, second = hashtag_key(one), hashtag_key(other)
    assert are_alike(first, second)
    assert are_alike(second, first)
    if first != second:
        assert look_alikes({1: first, 2: second}) == {1: [2], 2: [1]}


@pytest.mark.parametrize(
    ("one", "other"),
    [("ЕГЭ", "ОГЭ"), ("Выпуск2025", "Выпуск2026"), ("Весна", "Осень"), ("День1", "День"), ("ТОП", "СТОП")],
)
def test_other_numbers_and_other_words_are_other_hashtags(one: str, other: str) -> None:
    keys = {1: hashtag_key(one), 2: hashtag_key(other)}
    assert not are_alike(keys[1], keys[2])
    assert look_alikes(keys) == {}
