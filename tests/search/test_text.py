"""Russian words as the search sees them."""

import pytest

from search.text import LONGEST_WORD, MOST_QUERY_WORDS, fold, one_line, query_stems, stems


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("конкурса детского рисунка", "конкурсы детских рисунков"),
        ("Ёлка", "елки"),
        ("ПРИКАЗ № 12", "приказ №12"),
        ("шко\u00adла", "школы"),
        ("олимпиаде", "Олимпиада"),
        ("robots", "robot"),
    ],
)
def test_forms_of_a_word_have_one_stem(written: str, asked: str) -> None:
    assert stems(written) == stems(asked)


def test_words_longer_than_any_real_one_are_left_out() -> None:
    assert stems("а" * (LONGEST_WORD + 1) + " школа") == stems("школа")


def test_a_query_asks_for_each_stem_once_and_for_a_bounded_number() -> None:
    assert query_stems("школа школы школой") == ["школ"]
    assert len(query_stems(" ".join(f"слово{number}" for number in range(2000)))) == MOST_QUERY_WORDS


def test_folding_joins_the_ways_of_writing_a_letter() -> None:
    assert fold("Е\u0308лка И\u0306од") == fold("ёлка йод")


def test_control_characters_become_spaces() -> None:
    assert one_line("а\x00б\n\tв ") == "а б в"
