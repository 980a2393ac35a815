"""Regulations and announcements in the ways they are written: the event, its report, its end."""

import json
import re
from pathlib import Path

import pytest

from plans.importing.elements import Element, Paragraph
from plans.importing.parsed import Event, ParsedDocument
from plans.importing.parsing import parse_document
from plans.importing.reading import read_document
from plans.models import DocumentImport
from tests.plans.importing.small_documents import lines_of, table_of

WITHOUT_NUMBERS = """
ПОЛОЖЕНИЕ
о городском фестивале «Весенний мост»

Общие положения
Настоящее Положение определяет порядок проведения фестиваля.
Организаторы
Организатором фестиваля является МБУ ДО «Дворец творчества» г. Лесной.
Сроки и место проведения
Фестиваль состоится 18 апреля 2026 года в 11.00 в МБУ ДО «Дворец творчества» (ул. Мира, 5).
Отчёт
Школы до 25 апреля направляют отчёт на адрес most@gorod.example. В отчёте указать: число участников; фотографии (3-5 шт.).
Подведение итогов
Победители награждаются дипломами.
"""

ROMAN = """
ПОЛОЖЕНИЕ
о районном конкурсе чтецов «Живое слово»

I. Общие положения
1. Координатор конкурса – методист ИМЦ Примерова П.П., тел. 2-11-09.
II. Порядок и сроки проведения
2. Конкурс проводится в два этапа:
- школьный – с 1 по 10 марта 2026 года;
- районный – 20 марта 2026 года.
3. Заявки принимаются до 15 марта 2026 года.
4. Место проведения: Дом культуры «Заря».
III. Требования к отчёту
5. Отчёт о школьном этапе в течение 3 рабочих дней после его проведения представляется в отдел образования по форме.
Отчёт содержит количество участников по классам, ссылки на публикации и 3 фотографии.
IV. Подведение итогов
6. Победители и призёры награждаются грамотами, участники получают сертификаты.
"""

OF_SCHOOL = """
ПОЛОЖЕНИЕ
о проведении Недели математики

1. Общие положения
1.1. Неделя математики (далее – Неделя) проводится ежегодно.
1.2. Ответственные за проведение Недели: заместитель директора Образцова И.И., учителя математики.
2. Сроки проведения
2.1. 16–21 февраля 2026 года.
3. Содержание
3.1. Проводятся игры, викторины, открытые уроки.
4. Подведение итогов
4.1. Итоги подводятся на линейке 24 февраля. Самый активный класс награждается грамотой.
"""

FLAT = """
ПОЛОЖЕНИЕ
о муниципальной акции «Чистый берег»
1. Акция проводится с 20 по 30 апреля 2026 года на территории города Ясный.
2. Координацию акции осуществляет МБУ ДО «Станция юннатов».
3. Фотоотчёт (3-5 фотографий, текст, ссылки на публикации) направить не позднее 5 мая 2026 года по ссылке https://forms.example/bereg.
4. Все участники получают электронные сертификаты.
"""

BY_LABELS = """
Положение о Дне открытых дверей

1. Цель
1.1. Познакомить родителей со школой.
2. Время и место
2.1. Дата проведения: 14 марта 2026 года, 10.00.
2.2. Место проведения – МБОУ СОШ № 5, актовый зал.
3. Контакты
3.1. Контактное лицо: Образцова Ирина Ивановна, тел. 2-33-44.
"""

OF_A_YEAR = """
ПОЛОЖЕНИЕ
о спартакиаде

1. Общие положения
1.1. Спартакиада проводится в соответствии с календарём.
2. Руководство
2.1. Общее руководство осуществляет отдел образования, непосредственное проведение возлагается на ДЮСШ.
3. Сроки
3.1. Сроки проведения: октябрь 2025 г. – апрель 2026 г.
4. Отчётность
4.1. Учителя физкультуры сдают отчёты ежемесячно до 5 числа.
4.2. К отчёту прилагаются: протоколы соревнований, фотографии.
5. Определение победителей
5.1. Победители определяются по сумме очков.
"""

TELLS_LITTLE = """
Положение
об областном конкурсе «Моя малая родина»

1. Общие положения
1.1. Учредитель Конкурса – министерство образования области.
2. Участники
2.1. Обучающиеся 5–11 классов.
3. Порядок проведения
3.1. Конкурс проводится заочно.
3.2. Работы направляются до 1 ноября на e-mail: konkurs@rodina.example.
"""


def _event(text: str) -> Event:
    event = parse_document(lines_of(text)).event
    assert event is not None
    return event


def _days(event: Event) -> list[tuple[str, str]]:
    return [(str(day.start), str(day.end)) for day in event.dates]


@pytest.mark.parametrize(
    ("text", "days", "place", "coordinator"),
    [
        (WITHOUT_NUMBERS, [("2026-04-18", "2026-04-18")], "в МБУ ДО «Дворец творчества» (ул. Мира, 5)",
         "МБУ ДО «Дворец творчества» г. Лесной"),
        (ROMAN, [("2026-03-01", "2026-03-10"), ("2026-03-20", "2026-03-20")], "Дом культуры «Заря»",
         "методист ИМЦ Примерова П.П., тел. 2-11-09"),
        (OF_SCHOOL, [("2026-02-16", "2026-02-21")], "", "заместитель директора Образцова И.И., учителя математики"),
        (FLAT, [("2026-04-20", "2026-04-30")], "на территории города Ясный", "МБУ ДО «Станция юннатов»"),
        (BY_LABELS, [("2026-03-14", "2026-03-14")], "МБОУ СОШ № 5, актовый зал", "Образцова Ирина Ивановна, тел. 2-33-44"),
        (OF_A_YEAR, [("2025-10-01", "2026-04-30")], "", "ДЮСШ"),
    ],
)  # fmt: skip
def test_when_and_where_an_event_is_and_who_coordinates_it(
    text: str, days: list[tuple[str, str]], place: str, coordinator: str
) -> None:
    event = _event(text)
    assert (_days(event), event.place, event.coordinator) == (days, place, coordinator)


@pytest.mark.parametrize(
    ("text", "until", "to", "contents"),
    [
        (WITHOUT_NUMBERS, "до 25 апреля", "most@gorod.example", ["число участников", "фотографии (3-5 шт.)"]),
        (ROMAN, "в течение 3 рабочих дней после его проведения", "отдел образования",
         ["количество участников по классам", "ссылки на публикации", "3 фотографии"]),
        (FLAT, "не позднее 5 мая 2026 года", "https://forms.example/bereg",
         ["3-5 фотографий", "текст", "ссылки на публикации"]),
        (OF_A_YEAR, "ежемесячно до 5 числа", "", ["протоколы соревнований", "фотографии"]),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_report(text: str, until: str, to: str, contents: list[str]) -> None:
    event = _event(text)
    assert event.report_until is not None
    assert (event.report_until.text, event.report_to, list(event.report_contents)) == (until, to, contents)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (WITHOUT_NUMBERS, "Победители награждаются дипломами."),
        (ROMAN, "Победители и призёры награждаются грамотами, участники получают сертификаты."),
        (OF_SCHOOL, "Итоги подводятся на линейке 24 февраля. Самый активный класс награждается грамотой."),
        (FLAT, "Все участники получают электронные сертификаты."),
        (OF_A_YEAR, "Победители определяются по сумме очков."),
        (BY_LABELS, ""),
    ],
)
def test_how_an_event_is_summed_up(text: str, words: str) -> None:
    assert _event(text).summing_up == words


def test_what_a_regulation_does_not_tell_is_empty() -> None:
    document = parse_document(lines_of(TELLS_LITTLE))
    assert document.event is None
    assert [clause.deadlines for part in document.parts for clause in part.clauses][-1]


def test_sections_without_numbers_are_told_apart() -> None:
    for elements in (lines_of(WITHOUT_NUMBERS), _paragraphs(WITHOUT_NUMBERS)):
        document = parse_document(elements)
        assert document.title == "ПОЛОЖЕНИЕ о городском фестивале «Весенний мост»"
        assert [part.heading for part in document.parts] == [
            "Общие положения",
            "Организаторы",
            "Сроки и место проведения",
            "Отчёт",
            "Подведение итогов",
        ]
        assert all(clause.number == "" for part in document.parts for clause in part.clauses)


def test_sections_without_numbers_may_have_lists_and_numbered_clauses() -> None:
    text = """ПОЛОЖЕНИЕ о смотре

    Цели
    Смотр проводится в целях:
    - развития;
    - отдыха.
    Участники
    1. Школы.
    2. Сады.
    Награждение
    Победителям вручаются кубки."""
    parts = parse_document(lines_of(text)).parts
    assert [
        (part.heading, [(clause.number, clause.text, len(clause.clauses)) for clause in part.clauses])
        for part in parts
    ] == [
        ("Цели", [("", "Смотр проводится в целях:", 2)]),
        ("Участники", [("1.", "Школы.", 0), ("2.", "Сады.", 0)]),
        ("Награждение", [("", "Победителям вручаются кубки.", 0)]),
    ]


def test_a_sentence_with_a_number_is_a_clause_and_no_heading() -> None:
    document = parse_document(lines_of(FLAT))
    assert {part.heading for part in document.parts} == {""}
    assert [clause.number for clause in document.all_clauses] == ["1.", "2.", "3.", "4."]


ORDER = """
Отдел образования
ПРИКАЗ
20.12.2025 № 45
О проведении акции
ПРИКАЗЫВАЮ:
1. Провести акцию.
Начальник                    И.И. Образцов

Приложение 1
к приказу от 20.12.2025 № 45

Положение об акции «Кормушка»

1. Сроки
1.1. Акция проводится с 12 по 16 января.
2. Отчёт
2.1. Отчёт направляется в отдел образования до 20 января.
"""
ORDER_WITH_FORM = f"{ORDER}\nПриложение 2\nк приказу от 20.12.2025 № 45\n\nФорма отчёта\n"


def test_an_order_arranges_the_event_of_the_regulation_that_it_approves() -> None:
    event = _event(ORDER)
    assert (_days(event), event.report_to) == ([("2026-01-12", "2026-01-16")], "отдел образования")


def test_the_columns_of_a_reports_form_are_what_it_must_contain() -> None:
    form = table_of(("№ п/п", "Школа", "Число участников", "Ссылки"), ("1", "", "", ""), ("2", "", "", ""))
    event = parse_document([*lines_of(ORDER_WITH_FORM), form]).event
    assert event is not None
    assert event.report_contents == ("Школа", "Число участников", "Ссылки")


def test_an_order_with_two_regulations_arranges_no_one_event() -> None:
    second = ORDER[ORDER.index("Приложение 1") :].replace("Приложение 1", "Приложение 2")
    assert parse_document(lines_of(f"{ORDER}\n{second}")).event is None


def test_an_announcement_says_when_and_where() -> None:
    event = _event(
        "Внимание!\n12 апреля 2026 года в 10.00 в Доме культуры состоится праздник «Птицы».\n"
        "Заявки принимаются до 1 апреля.\nОрганизатор: Станция юннатов."
    )
    assert _days(event) == [("2026-04-12", "2026-04-12")]
    assert (event.place, event.coordinator) == ("в Доме культуры", "Станция юннатов")


def test_a_letter_that_only_asks_for_something_arranges_no_event() -> None:
    letter = "Исх. № 345 от 12.02.2026\n\nУважаемые коллеги!\nПросим прислать отчёт до 25 марта."
    assert parse_document(lines_of(letter)).event is None


def _paragraphs(text: str) -> list[Element]:
    return [Paragraph(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_the_real_regulation_is_understood(shared_dir: Path, suffix: str) -> None:
    labels = json.loads((shared_dir / "data" / "documents.json").read_text("utf-8"))["documents"]
    facts = labels["regulation-kemerovo-2023.txt"]
    event = parse_document(
        read_document(shared_dir / "documents" / f"regulation-kemerovo-2023{suffix}")
    ).event
    assert event is not None
    assert _days(event) == [(facts["event_date"], facts["event_date"])]
    assert event.place.startswith("во всех образовательных организациях города Кемерово")
    assert event.coordinator.startswith("Муниципальное бюджетное образовательное учреждение")
    assert event.coordinator.endswith("(далее – МБОУ ДО «ГЦД(Ю)ТТ»)")
    due, report = facts["deadlines"][1], facts["report_requirements"]
    assert event.report_until is not None
    assert (event.report_until.text, event.report_until.kind, event.report_until.periods) == (
        " ".join(due["text"].split()),
        due["kind"],
        (),
    )
    assert event.report_to == f"{report['to']}, e-mail: {report['email']}"
    assert [_words(thing) for thing in event.report_contents] == [
        _words(thing) for thing in report["must_contain"]
    ]
    assert "награждается дипломом управления образования" in event.summing_up


def _words(text: str) -> list[str]:
    """The words, each once: the document repeats one of them."""
    return list(dict.fromkeys(re.findall(r"\w+", text)))


def test_a_document_is_the_same_after_waiting_in_the_database() -> None:
    for text in (ROMAN, ORDER, FLAT):
        document = parse_document(lines_of(text))
        waiting = DocumentImport()
        waiting.understood([], document)
        assert json.loads(json.dumps(waiting.mended)) == waiting.mended
        assert waiting.document == document


def test_an_empty_event_is_null_in_the_json() -> None:
    assert ParsedDocument().to_dict()["event"] is None
    event = ParsedDocument(event=Event(place="Дом культуры")).to_dict()["event"]
    assert event["place"] == "Дом культуры"
    assert (event["dates"], event["report_until"], event["report_contents"]) == ([], None, [])
