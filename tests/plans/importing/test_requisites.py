"""Requisites, titles and signatures of acts, in the ways they are printed."""

import pytest

from plans.importing.parsed import ParsedDocument
from plans.importing.parsing import parse_document
from tests.plans.importing.small_documents import HEADERS, lines_of, table_of


def _order(
    head: str = "Отдел образования\nПРИКАЗ\n12.01.2026 № 4",
    title: str = "О проведении конкурса",
    signature: str = "Директор                         И.И. Образцов",
) -> ParsedDocument:
    body = "В целях развития\nПРИКАЗЫВАЮ:\n1. Провести конкурс.\n2. Контроль оставляю за собой."
    return parse_document(lines_of(f"{head}\n\n{title}\n\n{body}\n\n{signature}"))


@pytest.mark.parametrize(
    ("head", "number", "city"),
    [
        ("ПРИКАЗ\nот «12» января 2026 года № ОД-15/3\nр.п. Первомайский", "ОД-15/3", "Первомайский"),
        ("П Р И К А З\n12 января 2026г.      г. Ростов-на-Дону      № 5 - ос", "5-ос", "Ростов-на-Дону"),
        ("МБОУ «СОШ № 15»\nПРИКАЗ № 12-п\n12.01.2026 г.\nг. Нижний Новгород", "12-п", "Нижний Новгород"),
        ("ПОСТАНОВЛЕНИЕ\n12.01.2026                № 15\nстаница Тбилисская", "15", "Тбилисская"),
        ("ПРИКАЗ\nпо школе № 15\nот 12.01.2026 № б/н", None, None),
        ("Тел. 8(4999) 3-21-45, ОГРН 1020000112233\nПРИКАЗ\nот 12.01.2026 г. № 301-02\nс.Левокумское", "301-02", "Левокумское"),
        ("РАСПОРЯЖЕНИЕ\nДата 12.01.2026          Номер 45\nМосква", "45", "Москва"),
        ("ПРИКАЗ\n12/01/2026\nот 12.01.2026 N 7", "7", None),
    ],
)  # fmt: skip
def test_number_date_and_city_are_found(head: str, number: str | None, city: str | None) -> None:
    order = _order(head)
    assert (order.number, str(order.date), order.city) == (number, "2026-01-12", city)


def test_blank_requisites_are_doubts() -> None:
    order = _order("Отдел образования\nПРИКАЗ\nот ____________ № _____")
    assert (order.number, order.date) == (None, None)
    assert {"no_number", "no_date"} <= {warning.code for warning in order.warnings}


def test_the_number_of_a_school_is_not_that_of_its_order() -> None:
    header = "Приложение 1\nк приказу МБОУ СОШ № 21\nот 02.03.2026 № 48"
    lines = "График проверок в 2026 году\n\n1 мая – игра\n2 мая – сбор\n3 мая – бег"
    document = parse_document(lines_of(f"{header}\n\n{lines}"))
    assert (document.number, str(document.date)) == ("48", "2026-03-02")


def test_the_number_of_a_letter_stands_in_its_letterhead() -> None:
    head = "Исх. № 345 от 12.02.2026                     Руководителям школ\nна № 01-2 от 01.02.2026"
    letter = parse_document(lines_of(f"{head}\n\nУважаемые коллеги!\nПросим прислать отчёт."))
    assert (letter.kind, letter.number, str(letter.date)) == ("letter", "345", "2026-02-12")


@pytest.mark.parametrize(
    ("signature", "position", "name"),
    [
        ("Директор:   Образцов И. И.", "Директор", "Образцов И. И."),
        ("И.о. начальника      /подпись/     И.И. Образцов", "И.о. начальника", "И.И. Образцов"),
        ("Министр образования\nи науки края\n\n\nОбразцов И.И.", "Министр образования и науки края", "Образцов И.И."),
        ("Председатель Правительства\nобласти                          И.И. Образцов",
         "Председатель Правительства области", "И.И. Образцов"),
        ("Директор школы      (подпись)      Образцов Иван Иванович", "Директор школы", "Образцов Иван Иванович"),
        ("Директор МБОУ СОШ № 5 _________ /И.И. Образцов/", "Директор МБОУ СОШ № 5", "И.И. Образцов"),
        ("Заместитель директора –\nначальник отдела                И.И. Образцов",
         "Заместитель директора – начальник отдела", "И.И. Образцов"),
        ("Глава города И. Образцов", "Глава города", "И. Образцов"),
    ],
)  # fmt: skip
def test_who_signed_is_found(signature: str, position: str, name: str) -> None:
    order = _order(signature=signature)
    assert [(person.position, person.name) for person in order.signatories] == [(position, name)]
    assert len(order.clauses) == 2


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("«О проведении конкурса»", "О проведении конкурса"),
        ("ОБ ИТОГАХ\nКОНКУРСА", "ОБ ИТОГАХ КОНКУРСА"),
        ("О плане работы\n\nна 2025/2026 учебный год", "О плане работы на 2025/2026 учебный год"),
        ("О конкурсе «Лес» и «Сад»", "О конкурсе «Лес» и «Сад»"),
    ],
)
def test_titles_of_orders_are_whole(written: str, title: str) -> None:
    order = _order(title=written)
    assert (order.title, order.preamble) == (title, "В целях развития ПРИКАЗЫВАЮ:")


def test_what_an_order_approves_below_its_clauses_is_an_appendix() -> None:
    stamp = "Директор                 И.И. Образцов\n\nУТВЕРЖДЕН\nприказом отдела\nот 12.01.2026 № 4\n\nСОСТАВ\nкомиссии"
    order = _order(signature=stamp)
    assert [person.name for person in order.signatories] == ["И.И. Образцов"]
    assert [part.appendix_header for part in order.appendices] == [
        "УТВЕРЖДЕН приказом отдела от 12.01.2026 № 4"
    ]


def test_clauses_are_nested_to_any_depth() -> None:
    numbers = ["1.", "1.1.", "1.1.1.", "1.1.1.1.", "1.1.1.1.1."]
    text = "\n".join(f"{number} Пункт." for number in numbers)
    (clause,) = parse_document(lines_of(f"ПРИКАЗ\n\nПРИКАЗЫВАЮ:\n{text}")).clauses
    found = []
    while True:
        found.append(clause.number)
        if not clause.clauses:
            break
        (clause,) = clause.clauses
    assert found == numbers


def test_what_a_report_must_hold_stands_below_its_sentence() -> None:
    report = "2. Отчёт\nШколы направляют отчёт:\n- число участников;\n- фото.\n3. Итоги"
    text = f"ПОЛОЖЕНИЕ\nоб акции\n\n1. Общие положения\n1.1. Акция проводится в мае.\n{report}"
    regulation = parse_document(lines_of(text))
    (sentence,) = regulation.parts[1].clauses
    assert (sentence.text, [clause.text for clause in sentence.clauses]) == (
        "Школы направляют отчёт:",
        ["число участников;", "фото."],
    )


def test_a_date_in_two_lines_of_a_title_is_not_cut() -> None:
    table = table_of(HEADERS, ("1", "Игра", "май", "Центр"))
    lines = lines_of("План мероприятий к Дню отца 12\nфевраля 2022 года")
    assert parse_document([*lines, table]).title == "План мероприятий к Дню отца 12 февраля 2022 года"


def test_the_day_of_an_event_is_not_the_date_of_its_announcement() -> None:
    document = parse_document(lines_of("Приглашаем на праздник!\n18 апреля 2019 года, 14:00\nАктовый зал"))
    assert document.date is None
