"""Minutes of meetings in the ways they are written."""

import pytest

from plans.importing.parsed import AgendaItem, ParsedDocument
from plans.importing.parsing import parse_document
from tests.plans.importing.small_documents import lines_of

MINUTES = """
ПРОТОКОЛ № 4
заседания методического объединения

от 15 марта 2024 года          пос. Луговой

Председатель: Образцова И.И.
Присутствовали: 14 человек

ПОВЕСТКА ДНЯ:
1. Итоги олимпиады. Докладчик: Образцова И.И., методист.
2. О плане.

1. СЛУШАЛИ: Образцову И.И. об итогах.
ВЫСТУПИЛИ: Примерова П.П.
РЕШИЛИ:
Учителям:
1.1. подготовить отчёты до 1 апреля 2024 г.
2. СЛУШАЛИ: о плане.
ПОСТАНОВИЛИ: утвердить план.

Председатель ____________ И.И. Образцова
"""


def test_minutes_are_parted_into_items_heard_and_decided() -> None:
    minutes = parse_document(lines_of(MINUTES))
    assert (minutes.kind, minutes.number, minutes.city) == ("protocol", "4", "Луговой")
    assert minutes.title == "ПРОТОКОЛ № 4 заседания методического объединения"
    first, second = minutes.agenda
    assert (first.title, first.speaker) == ("Итоги олимпиады.", "Образцова И.И., методист")
    assert (first.heard, first.spoken) == ("Образцову И.И. об итогах.", "Примерова П.П.")
    assert [(decision.addressee, decision.clauses[0].number) for decision in first.decisions] == [
        ("Учителям", "1.1.")
    ]
    assert second.decisions[0].clauses[0].text == "утвердить план."
    assert "Председатель: Образцова И.И." in minutes.closing


def _minutes(agenda: str, body: str) -> ParsedDocument:
    return parse_document(
        lines_of(f"Протокол № 5 заседания совета\nот 20.01.2026\n\nПовестка:\n{agenda}\n\n{body}")
    )


def _decided(item: AgendaItem) -> list[tuple[str, str]]:
    return [(clause.number, clause.text) for decision in item.decisions for clause in decision.clauses]


def test_the_number_may_stand_inside_the_title() -> None:
    assert _minutes("1. О плане.", "1. СЛУШАЛИ: о плане.\nРЕШИЛИ: утвердить.").number == "5"


@pytest.mark.parametrize(
    "line",
    [
        "1. Об итогах. Докладчик: Образцова И.И.",
        "1. Об итогах – Образцова И.И.",
        "1. Об итогах (Образцова И.И.)",
        "1. Об итогах.\nДокладчик – Образцова И.И.",
        "I. Об итогах (докладывает Образцова И.И.)",
    ],
)
def test_a_speaker_is_named_in_many_ways(line: str) -> None:
    (item,) = _minutes(line, "СЛУШАЛИ: Образцову И.И.\nРЕШИЛИ: принять к сведению.").agenda
    assert (item.title.rstrip("."), item.speaker) == ("Об итогах", "Образцова И.И.")


def test_questions_may_be_counted_in_words() -> None:
    body = """По первому вопросу выступила Образцова И.И. Она рассказала об итогах.
    Решили: 1. Признать работу хорошей. 2. Учителям подготовить отчёты до 01.02.2026.
    По второму вопросу слушали Примерову П.П.
    Решение: провести неделю математики."""
    first, second = _minutes("1. Об итогах\n2. О неделе", body).agenda
    assert (first.heard, second.heard) == ("Образцова И.И. Она рассказала об итогах.", "Примерову П.П.")
    assert _decided(first) == [
        ("1.", "Признать работу хорошей."),
        ("2.", "Учителям подготовить отчёты до 01.02.2026."),
    ]
    assert _decided(second) == [("", "провести неделю математики.")]


def test_decisions_may_be_a_list_of_dashes() -> None:
    body = "1. Слушали: Образцову И.И.\nПостановили:\n- провести беседы;\n- усилить дежурство."
    (item,) = _minutes("1. О безопасности", body).agenda
    assert _decided(item) == [("-", "провести беседы;"), ("-", "усилить дежурство.")]


def test_roman_numbers_count_questions_too() -> None:
    body = (
        "I. СЛУШАЛИ: Образцову И.И.\nРЕШИЛИ: 1. Провести.\nII. СЛУШАЛИ: Примерову П.П.\nРЕШИЛИ: 1. Утвердить."
    )
    agenda = _minutes("I. О сроках.\nII. О жюри.", body).agenda
    assert [(item.number, item.title, _decided(item)) for item in agenda] == [
        ("I", "О сроках.", [("1.", "Провести.")]),
        ("II", "О жюри.", [("1.", "Утвердить.")]),
    ]


@pytest.mark.parametrize(
    ("present", "people"),
    [
        ("Образцова И.И., директор; Примерова П.П.", ("Образцова И.И., директор", "Примерова П.П.")),
        (
            "\n1. Образцова И.И. – председатель\n2. Примерова П.П.",
            ("Образцова И.И. – председатель", "Примерова П.П."),
        ),
        ("14 человек.", ("14 человек",)),
    ],
)
def test_those_present_are_told_apart(present: str, people: tuple[str, ...]) -> None:
    text = f"Протокол № 1\nот 20.01.2026\nПрисутствовали: {present}\n\nПовестка:\n1. О плане.\n\nСЛУШАЛИ: о плане.\nРЕШИЛИ: да."
    assert parse_document(lines_of(text)).participants == people


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("Классным руководителям 1–4 классов:", "Классным руководителям 1–4 классов"),
        ("Заместителю директора по ВР Образцовой И.И.:", "Заместителю директора по ВР Образцовой И.И."),
        ("Всем педагогам:", "Всем педагогам"),
        ("ШМО учителей начальных классов:", "ШМО учителей начальных классов"),
        ("Социальному педагогу (Образцова И.И.):", "Социальному педагогу (Образцова И.И.)"),
        ("Библиотекарю:", "Библиотекарю"),
        ("Родительскому комитету;", "Родительскому комитету"),
        ("МКУ «ИМЦ»:", "МКУ «ИМЦ»"),
        ("Советнику директора по воспитанию:", "Советнику директора по воспитанию"),
        ("Рекомендовать руководителям школ:", "Рекомендовать руководителям школ"),
    ],
)
def test_a_line_in_the_dative_says_whom_decisions_oblige(line: str, addressee: str) -> None:
    (item,) = _minutes(
        "1. О плане", f"СЛУШАЛИ: Образцову И.И.\nРЕШИЛИ:\n{line}\n1. Убрать.\n2. Сдать."
    ).agenda
    assert [(decision.addressee, len(decision.clauses)) for decision in item.decisions] == [(addressee, 2)]


def test_a_sentence_over_the_first_clause_is_kept() -> None:
    (item,) = _minutes(
        "1. О плане", "СЛУШАЛИ: Образцову И.И.\nРЕШИЛИ:\nПровести:\n1. Субботник.\n2. Смотр."
    ).agenda
    assert _decided(item) == [("", "Провести:"), ("1.", "Субботник."), ("2.", "Смотр.")]


def test_an_addressee_of_one_clause_is_not_the_next_ones() -> None:
    body = "СЛУШАЛИ: Образцову И.И.\nРЕШИЛИ:\n1. Утвердить.\n2. Классным руководителям:\n2.1. убрать;\n2.2. сдать.\n3. Ждать."
    (item,) = _minutes("1. О плане", body).agenda
    assert [
        (decision.addressee, [clause.number for clause in decision.clauses]) for decision in item.decisions
    ] == [("", ["1."]), ("Классным руководителям", ["2."]), ("", ["3."])]


@pytest.mark.parametrize("word", ["РЕШИЛИ", "РЕШЕНО", "ПОСТАНОВЛЕНО", "Принято решение"])
def test_a_decision_is_announced_in_many_words(word: str) -> None:
    body = f"СЛУШАЛИ: Образцову И.И.\nВ обсуждении приняли участие: Примерова П.П.\n{word}: утвердить до 1 марта."
    (item,) = _minutes("1. О плане", body).agenda
    assert (item.heard, item.spoken) == ("Образцову И.И.", "Примерова П.П.")
    assert _decided(item) == [("", "утвердить до 1 марта.")]
