"""Deadlines inside clauses, decisions and prose: which phrases are due dates, and of which year."""

import json
from pathlib import Path
from typing import Any

import pytest

from plans.deadlines import Deadline
from plans.importing.elements import Paragraph
from plans.importing.parsed import Clause, ParsedDocument
from plans.importing.parsing import parse_document
from plans.importing.parsing.clause_deadlines import all_clauses
from plans.importing.parsing.due_phrases import due_phrases
from plans.importing.reading import read_document
from tests.plans.importing.small_documents import lines_of

# A clause, and the phrases in it that say when it is due or held.
DUE: list[tuple[str, list[str]]] = [
    ("Назначить кураторов в срок до 01.11.2026.", ["в срок до 01.11.2026"]),
    ("До 20 августа 2026 г. представить доклад.", ["До 20 августа 2026 г."]),
    ("Направить заявки не позднее 11.05.2026, отчёты – не позднее 31.05.2026.",
     ["не позднее 11.05.2026", "не позднее 31.05.2026"]),
    ("Представить отчёт до 25.03.", ["до 25.03"]),
    ("Сдать отчёт до «25» марта 2026 года.", ["до «25» марта 2026 года"]),
    ("Организовать выезд до 1 марта.2026года", ["до 1 марта.2026года"]),
    ("Провести с 1 по 10 августа 2026 года смотр.", ["с 1 по 10 августа 2026 года"]),
    ("Провести с 30 марта 2026 года по 10 апреля 2026 года этап.", ["с 30 марта 2026 года по 10 апреля 2026 года"]),
    ("Акция проводилась с 28 октября – 04ноября 2026 г. на сайте.", ["с 28 октября – 04ноября 2026 г."]),
    ("Провести конкурс 13-17 апреля.", ["13-17 апреля"]),
    ("Собрания провести 12 марта, 15 апреля и 20 мая 2026 года.", ["12 марта, 15 апреля и 20 мая 2026 года"]),
    ("Собрание состоится 15 апреля 2026 г. в 10.00.", ["15 апреля 2026 г."]),
    ("Проверить автобусы. Срок – до 20.01.2026.", ["до 20.01.2026"]),
    ("Обновить паспорта. Срок исполнения: 01.06.2026. Отв.: Образцов И.И.", ["01.06.2026"]),
    ("Разместить планы (срок: постоянно).", ["постоянно"]),
    ("Открыть залы. Срок – июнь – август 2026 г. Доклад – до 20 сентября 2026 г.",
     ["июнь – август 2026 г.", "до 20 сентября 2026 г."]),
    ("Доклад – до 1 сентября 2026 г., далее – один раз в полгода.", ["до 1 сентября 2026 г., далее – один раз в полгода"]),
    ("Ежегодно до 1 марта года, следующего за отчетным периодом, представлять информацию.",
     ["Ежегодно до 1 марта года, следующего за отчетным периодом"]),
    ("Представлять отчёты ежегодно до 15 декабря.", ["ежегодно до 15 декабря"]),
    ("Отчитываться ежемесячно до 5 числа.", ["ежемесячно до 5 числа"]),
    ("Сдавать табель до 25 числа каждого месяца.", ["до 25 числа каждого месяца"]),
    ("Проводить проверки не реже одного раза в квартал.", ["не реже одного раза в квартал"]),
    ("Представить отчёт в течение 10 дней со дня проведения акции.", ["в течение 10 дней со дня проведения акции"]),
    ("Сообщить не позднее чем за 3 дня до начала соревнований.", ["не позднее чем за 3 дня до начала соревнований"]),
    ("Устранить замечания в трёхдневный срок.", ["в трёхдневный срок"]),
    ("По окончании акции школы направляют отчёт.", ["По окончании акции"]),
    ("Сдать отчёт в установленные сроки.", ["в установленные сроки"]),
    ("Провести мониторинг в сентябре 2026г.", ["в сентябре 2026г."]),
    ("Провести беседы в первой декаде мая.", ["в первой декаде мая"]),
    ("Завершить ремонт до конца 2026 года.", ["до конца 2026 года"]),
    ("Вести работу в течение учебного года.", ["в течение учебного года"]),
    ("Подготовить кабинеты к 1 сентября 2026 года.", ["к 1 сентября 2026 года"]),
    ("Перейти на журнал с 1 сентября 2026 года.", ["с 1 сентября 2026 года"]),
]  # fmt: skip

NOT_DUE = [
    "Признать утратившим силу приказ от 12.01.2024 № 9.",
    "Изучить распоряжение министерства № Р-6 от 12 января 2021 года.",
    "Исполнять Федеральный закон от 29 декабря 2012 г. № 273-ФЗ.",
    "Принять к исполнению приказы №19 от 20.01.2021 и №65 от 15.02.2021.",
    "Внести в приказ от 03.02.2025 № 12 «О проведении акции с 1 по 10 мая 2025 года» изменения.",
    "Наградить Образцова И.И. (12.03.2015 г.р.) грамотой.",
    "Наградить Образцову И.И., родившуюся 12 марта 2015 года.",
    "Провести вечер памяти павших с 22 июня 1941 года по 9 мая 1945 года.",
    "Провести мероприятия, посвящённые Дню Победы 9 мая.",
    "Провести линейку, приуроченную к 9 мая.",
    "14 февраля - День книгодарения.",
    "Настоящий приказ вступает в силу с 1 сентября 2026 года.",
    "Утвердить план на период до 2030 года.",
    "Звонить по телефону 8 (383) 12-05-11 до 14.00.",
    "Принимать заявки с 9.00 до 17.30 часов.",
    "Допустить к участию классы с 1 по 4 и детей до 14 лет.",
    "Обеспечить охват до 12.05 %.",
    "Представить сведения по состоянию на 1 марта 2026 года.",
    "Подготовить работу согласно пункту 2.10 положения.",
    "Контроль за исполнением оставляю за собой.",
]


@pytest.mark.parametrize(("clause", "expected"), DUE)
def test_a_phrase_that_says_when_something_is_due_is_found(clause: str, expected: list[str]) -> None:
    assert [phrase.text for phrase in due_phrases(clause)] == expected


@pytest.mark.parametrize("clause", NOT_DUE)
def test_other_dates_are_no_deadlines(clause: str) -> None:
    assert due_phrases(clause) == []


def _order(clause: str, head: str = "14.01.2026 № 4", title: str = "О проведении акции") -> ParsedDocument:
    signature = "Директор                         И.И. Образцов"
    return parse_document(
        lines_of(f"Отдел образования\nПРИКАЗ\n{head}\n\n{title}\n\nПРИКАЗЫВАЮ:\n1. {clause}\n\n{signature}")
    )


def _first(document: ParsedDocument) -> tuple[Deadline, ...]:
    return document.clauses[0].deadlines


@pytest.mark.parametrize(
    ("head", "title", "phrase", "day"),
    [
        ("14.01.2026 № 4", "Об акции", "до 25 марта", "2026-03-25"),
        ("20.12.2025 № 4", "Об акции", "до 15 января", "2026-01-15"),
        ("20.10.2025 № 4", "Об акции", "до 1 ноября", "2025-11-01"),
        ("14.08.2025 № 4", "О плане на 2025/2026 учебный год", "до 20 августа", "2025-08-20"),
        ("14.08.2025 № 4", "О плане на 2025/2026 учебный год", "до 10 июня", "2026-06-10"),
        ("14.08.2025 № 4", "О плане на 2025/2026 учебный год", "до 1 сентября", "2025-09-01"),
        ("№ 4", "О плане на 2025/2026 учебный год", "до 10 июня", "2026-06-10"),
        ("№ 4", "О плане на 2024 год", "до 10 июня", "2024-06-10"),
    ],
)
def test_a_year_that_is_left_out_is_the_documents(head: str, title: str, phrase: str, day: str) -> None:
    (deadline,) = _first(_order(f"Подготовить отчёт {phrase}.", head, title))
    assert str(deadline.end) == day


def test_no_year_is_guessed() -> None:
    document = _order("Подготовить отчёт до 10 июня.", "№ 4")
    (deadline,) = _first(document)
    assert (deadline.kind, deadline.periods) == ("until", ())
    doubts = [(doubt.code, doubt.message, doubt.where) for doubt in document.warnings]
    assert ("doubtful_deadline", "Год не указан.", "абзац 6: 1. до 10 июня") in doubts


def test_a_clause_keeps_all_its_deadlines_and_not_those_of_its_clauses() -> None:
    order = _order(
        "Школам до 1 марта и до 1 апреля 2026 г.:\n1.1. представить отчёт до 5 мая 2026 г.;\n1.2. ждать."
    )
    assert [deadline.text for deadline in _first(order)] == ["до 1 марта", "до 1 апреля 2026 г."]
    assert [[deadline.text for deadline in sub.deadlines] for sub in order.clauses[0].clauses] == [
        ["до 5 мая 2026 г."],
        [],
    ]


def test_a_paragraph_with_the_deadline_alone_belongs_to_the_clause_above() -> None:
    texts = ("ПРИКАЗЫВАЮ:", "1. Провести конкурс.", "Срок: до 25.05.2026.", "Директор\tИ.И. Образцова")
    (clause,) = parse_document([Paragraph(text) for text in texts]).clauses
    assert [str(deadline.end) for deadline in clause.deadlines] == ["2026-05-25"]
    assert [sub.deadlines for sub in clause.clauses] == [()]


def test_a_deadline_before_the_document_is_kept_and_doubted() -> None:
    document = _order("Подготовить отчёт до 10 января 2025 года.")
    assert [str(deadline.end) for deadline in _first(document)] == ["2025-01-10"]
    assert "Срок раньше даты документа." in {doubt.message for doubt in document.warnings}


def test_a_day_that_is_over_tells_of_what_has_been() -> None:
    assert _first(_order("Признать работу, проведённую 12 января 2026 года, хорошей.")) == ()


def test_three_days_from_something_are_relative() -> None:
    (deadline,) = _first(_order("Устранить замечания в трёхдневный срок."))
    assert (deadline.kind, deadline.note) == ("relative", None)


def test_decisions_of_minutes_have_deadlines() -> None:
    minutes = parse_document(
        lines_of(
            "Протокол № 5 заседания совета\nот 20.01.2026\n\nПовестка:\n1. О плане.\n\nСЛУШАЛИ: Образцову И.И.\n"
            "РЕШИЛИ:\nУчителям:\n1. Подготовить отчёт до 1 марта.\n2. Принять к сведению."
        )
    )
    (decision,) = minutes.agenda[0].decisions
    assert [[str(deadline.end) for deadline in clause.deadlines] for clause in decision.clauses] == [
        ["2026-03-01"],
        [],
    ]


def test_a_letter_and_a_report_name_days_in_their_sentences() -> None:
    letter = parse_document(
        lines_of("Исх. № 345 от 12.02.2026\n\nУважаемые коллеги!\nПросим прислать отчёт до 25 марта.")
    )
    assert [str(deadline.end) for deadline in letter.deadlines] == ["2026-03-25"]
    report = parse_document(lines_of("Фотоотчёт об акции\n\n14 апреля 2026 года в нашем саду прошла акция."))
    assert (report.kind, [str(deadline.end) for deadline in report.deadlines]) == ("report", ["2026-04-14"])


def test_deadlines_are_in_the_json_of_a_clause() -> None:
    found = _order("Подготовить отчёт до 1 марта.").to_dict()["clauses"][0]["deadlines"]
    assert found == [
        {
            "text": "до 1 марта",
            "kind": "until",
            "periods": [{"start": None, "end": "2026-03-01"}],
            "recurrence": None,
        }
    ]
    assert Clause("1.", "Ждать").to_dict()["deadlines"] == []


def _labelled(shared_dir: Path) -> dict[str, Any]:
    labels = json.loads((shared_dir / "data" / "more_documents.json").read_text("utf-8"))["documents"]
    return {Path(facts["file"]).stem: facts for facts in labels}


def _found(document: ParsedDocument) -> dict[str, Deadline]:
    clauses = [deadline for clause in all_clauses(document) for deadline in clause.deadlines]
    return {deadline.text: deadline for deadline in (*clauses, *document.deadlines)}


@pytest.mark.parametrize("name", ["36", "38", "43", "50", "56", "57", "67"])
def test_real_documents_have_the_deadlines_that_a_reader_finds(shared_dir: Path, name: str) -> None:
    facts = _labelled(shared_dir)[name]
    found = _found(parse_document(read_document(shared_dir / facts["file"])))
    assert set(found) == {label["text"] for label in facts["deadlines"]}
    is_year_elsewhere = "published" in facts and facts["kind"] == "announcement"
    for label in facts["deadlines"]:
        deadline = found[label["text"]]
        if is_year_elsewhere:  # only the address of the page tells the year
            assert (deadline.kind, deadline.periods) == ("range", ())
            continue
        days = [day.isoformat() if day else None for day in (deadline.start, deadline.end)]
        assert days == [label.get("start"), label.get("end")]
        assert deadline.recurrence == label.get("recurrence")


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_the_real_minutes_have_their_deadlines(shared_dir: Path, suffix: str) -> None:
    labels = json.loads((shared_dir / "data" / "documents.json").read_text("utf-8"))["documents"]
    wanted = labels["minutes-tsimlyansk-2021.txt"]["deadlines"]
    found = _found(
        parse_document(read_document(shared_dir / "documents" / f"minutes-tsimlyansk-2021{suffix}"))
    )
    assert [(text, deadline.kind, str(deadline.end)) for text, deadline in found.items()] == [
        (label["text"], label["kind"], label["end"]) for label in wanted
    ]


@pytest.mark.parametrize("name", ["order-tambov-2023", "instructions-penza-2020"])
def test_no_deadline_is_invented(shared_dir: Path, name: str) -> None:
    assert _found(parse_document(read_document(shared_dir / "documents" / f"{name}.docx"))) == {}


@pytest.mark.parametrize(
    "piece", ["с 1 ", "1 мая, ", "провести 1 мая ", "по окончании а ", "« ", "И. ", "- до 5 мая"]
)
def test_nonsense_of_any_length_takes_little_time(piece: str) -> None:
    assert isinstance(due_phrases(piece * (40_000 // len(piece))), list)
