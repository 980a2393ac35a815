"""PDF files: ruled tables become tables, everything else readable lines; no row is invented."""

import pytest

from plans.importing.elements import Paragraph, Table
from plans.importing.parsing import parse_document
from plans.importing.reading import UnreadableDocument
from plans.importing.reading.pdf.document import read_pdf
from tests.plans.importing.reading.files import PdfFile, rows, texts

EDGES = [60, 100, 300, 400, 540]
HEADERS = ["№", "Мероприятие", "Срок", "Ответственный"]


def test_ruled_tables_are_read_with_the_text_around_them() -> None:
    file = (
        PdfFile()
        .text(200, 60, "План на май")
        .table(100, EDGES, [HEADERS, ["1", "Игра", "5 мая", "Лицей № 5"]])
    )
    found = read_pdf(file.text(60, 250, "Начальник управления").text(430, 250, "А.Б. Петрова").data())
    assert texts(found) == ["План на май", "Начальник управления\tА.Б. Петрова"]
    assert rows(found) == [tuple(HEADERS), ("1", "Игра", "5 мая", "Лицей № 5")]


def test_lines_of_a_cell_that_only_wrap_are_joined_and_others_stay() -> None:
    row = ["1", "Городской конкурс рисунков «Наш родной\nгород Заречинск»", "5 мая", "Лицей № 5\nШкола № 3"]
    found = read_pdf(PdfFile().table(100, EDGES, [HEADERS, row], height=40).data())
    assert rows(found)[1] == (
        "1",
        "Городской конкурс рисунков «Наш родной город Заречинск»",
        "5 мая",
        "Лицей № 5\nШкола № 3",
    )


def test_merged_cells_keep_their_places() -> None:
    file = PdfFile().text(64, 112, "Раздел", 10).rule(60, 100, 540, 100).rule(60, 130, 540, 130)
    for x in (60, 540):
        file.rule(x, 100, x, 130)
    file.table(130, EDGES, [["1", "Игра", "май", "Лицей"], ["2", "Линейка", "", "Школа"]])
    file.pages[-1] = file.pages[-1].replace(
        "60 682 m 540 682 l S\n", "60 682 m 300 682 l S\n400 682 m 540 682 l S\n"
    )
    (table,) = read_pdf(file.data())
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [
        ("Раздел",),
        ("1", "Игра", "май", "Лицей"),
        ("2", "Линейка", "", "Школа"),
    ]
    assert table.rows[0].cells[0].span == 4
    assert table.rows[2].cells[2].continues_above


def _over_two_pages(last: list[str], first: list[str]) -> list[tuple[str, ...]]:
    file = PdfFile().table(700, EDGES, [HEADERS, last], height=40).page()
    return rows(
        read_pdf(
            file.table(60, EDGES, [HEADERS, first, ["3", "Субботник", "май", "Школа"]], height=40).data()
        )
    )


def test_a_table_goes_on_over_pages_and_says_where() -> None:
    found = _over_two_pages(["1", "Игра", "май", "Лицей"], ["2", "Линейка", "май", "Школа"])
    assert [row[0] for row in found] == ["№", "1", "№", "2", "3"]


def test_a_row_cut_by_the_end_of_a_page_is_whole_again() -> None:
    found = _over_two_pages(
        ["1", "Мастер-класс для педагогов и\nвоспитанников областной станции юных", "май", "Лицей"],
        ["", "натуралистов города", "", ""],
    )
    assert [row[0] for row in found] == ["№", "1", "№", "3"]
    assert (
        found[1][1] == "Мастер-класс для педагогов и воспитанников областной станции юных натуралистов города"
    )


def test_a_row_that_may_be_another_is_not_joined() -> None:
    found = _over_two_pages(["1", "Игра", "май", "Лицей"], ["", "Линейка", "", ""])
    assert [row[1] for row in found] == ["Мероприятие", "Игра", "Мероприятие", "Линейка", "Субботник"]


def test_page_numbers_and_running_lines_are_left_out() -> None:
    file = PdfFile()
    for number in (1, 2, 3):
        file.text(290, 30, str(number)).text(60, 400, f"Текст страницы {number}.").text(
            60, 820, "Управление образования"
        )
        if number < 3:
            file.page()
    assert texts(read_pdf(file.data())) == ["Текст страницы 1.", "Текст страницы 2.", "Текст страницы 3."]


def test_heads_of_appendices_are_not_running_lines() -> None:
    file = PdfFile()
    for number in (1, 2, 3):
        file.text(400, 50, "Приложение").text(400, 64, "к приказу").text(60, 400, f"Текст {number}.")
        if number < 3:
            file.page()
    assert texts(read_pdf(file.data())).count("Приложение") == 3


def test_wrapped_lines_are_paragraphs_and_numbers_begin_new_ones() -> None:
    lines = [
        (96, "1. Провести с 5 по 11 октября 2026 года в образовательных организациях города неделю"),
        (60, "добрых дел."),
        (96, "2. Утвердить план недели."),
        (60, "Начальник"),
        (60, "управления"),
    ]
    file = PdfFile()
    for place, (x, words) in enumerate(lines):
        file.text(x, 100 + 14 * place, words, 11)
    first, *others = read_pdf(file.data())
    assert isinstance(first, Paragraph)
    assert first.text.endswith("города неделю добрых дел.")
    assert texts(others)[-2:] == ["Начальник", "управления"]


def test_two_approvals_beside_each_other_are_read_one_after_the_other() -> None:
    file = PdfFile()
    for place, (left, right) in enumerate(
        [
            ("СОГЛАСОВАНО", "УТВЕРЖДАЮ"),
            ("Председатель профкома", "Директор лицея"),
            ("В.Г. Орлов", "А.Б. Петрова"),
        ]
    ):
        file.text(60, 60 + 14 * place, left).text(380, 60 + 14 * place, right)
    found = read_pdf(file.text(200, 200, "План на май").data())
    assert texts(found) == [
        "СОГЛАСОВАНО",
        "Председатель профкома",
        "В.Г. Орлов",
        "УТВЕРЖДАЮ",
        "Директор лицея",
        "А.Б. Петрова",
        "План на май",
    ]


def _in_columns(rules: bool) -> PdfFile:
    file = PdfFile().text(150, 60, "План мероприятий на май 2026 года")
    lines = [
        HEADERS,
        ["1", "Игра", "5 мая", "Лицей № 5"],
        ["2", "Линейка", "6 мая", "Школа № 3"],
        ["3", "Концерт", "7 мая", "Лицей"],
    ]
    for place, line in enumerate(lines):
        for x, words in zip(EDGES, line, strict=False):
            file.text(x, 100 + 20 * place, words, 10)
        if rules:
            file.rule(60, 106 + 20 * place, 540, 106 + 20 * place)
    return file


@pytest.mark.parametrize("rules", [False, True], ids=["no rules", "rules across only"])
def test_a_table_without_rules_makes_no_rows_and_the_parser_says_so(rules: bool) -> None:
    found = read_pdf(_in_columns(rules).data())
    assert not any(isinstance(element, Table) for element in found)
    assert "Игра" in " ".join(texts(found))
    document = parse_document(found, "plan")
    assert not any(section.items for plan in document.plans for section in plan.sections)
    assert "table_not_recognised" in {warning.code for warning in document.warnings}


def test_several_numbered_items_between_two_rules_make_no_row() -> None:
    row = ["1\n2\n3", "Игра\nЛинейка\nКонцерт", "5 мая\n6 мая\n7 мая", "Лицей\nШкола\nЛицей"]
    found = read_pdf(PdfFile().table(100, EDGES, [HEADERS, row], height=60).data())
    assert not any(isinstance(element, Table) for element in found)


def test_no_word_of_a_table_is_lost_where_a_cell_has_no_frame() -> None:
    file = PdfFile().table(100, EDGES, [HEADERS, ["1", "Игра", "май", "Лицей"]])
    file.pages[-1] = file.pages[-1].replace("60 682 m 540 682 l S\n", "100 682 m 540 682 l S\n")
    words = " ".join(map(str, read_pdf(file.data())))
    assert all(word in words for word in ("Игра", "Лицей", "Мероприятие", "1"))


def test_a_frame_around_the_page_hides_no_table() -> None:
    file = PdfFile().text(60, 60, "План на май").table(100, EDGES, [HEADERS, ["1", "Игра", "5 мая", "Лицей"]])
    for x0, y0, x1, y1 in ((30, 30, 570, 30), (30, 800, 570, 800), (30, 30, 30, 800), (570, 30, 570, 800)):
        file.rule(x0, y0, x1, y1)
    found = read_pdf(file.data())
    assert (texts(found), rows(found)[1]) == (["План на май"], ("1", "Игра", "5 мая", "Лицей"))


def test_headers_that_run_upwards_are_read() -> None:
    file = PdfFile().table(100, EDGES, [["", *HEADERS[1:]], ["1", "Игра", "5 мая", "Лицей"]], height=60)
    file.pages[-1] += f"BT /F1 10 Tf 0 1 -1 0 84 {842 - 150} Tm <{'Номер'.encode('cp1251').hex()}> Tj ET\n"
    assert rows(read_pdf(file.data()))[0] == ("Номер", *HEADERS[1:])


@pytest.mark.parametrize("pages", [1, 3])
def test_a_scan_is_refused_with_its_reason(pages: int) -> None:
    file = PdfFile()
    for _page in range(pages - 1):
        file.page()
    with pytest.raises(UnreadableDocument, match="скан"):
        read_pdf(file.data())


def test_pages_that_are_pictures_between_others_are_named() -> None:
    file = PdfFile().text(60, 60, "Приказ").page()
    file.pages[-1] = "q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    *_text, note = read_pdf(file.data())
    assert note == Paragraph("Страницы без текста, только с картинкой: 2.", is_note=True)


def test_too_many_pages_are_refused() -> None:
    file = PdfFile(pages=["BT ET"] * 201)
    with pytest.raises(UnreadableDocument, match="200 страниц"):
        read_pdf(file.data())


def test_a_locked_file_is_refused_with_its_reason() -> None:
    data = PdfFile().text(60, 60, "Приказ").data()
    lock = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <"
        + "ab" * 32
        + "> /U <"
        + "cd" * 32
        + "> >> /ID [<00> <00>]"
    )
    with pytest.raises(UnreadableDocument, match="паролем"):
        read_pdf(data.replace(b"/Root 1 0 R", f"/Root 1 0 R {lock}".encode()))


def test_letters_without_meaning_are_refused_with_their_reason() -> None:
    data = PdfFile().text(60, 60, "Приказ о проведении").data()
    with pytest.raises(UnreadableDocument, match="Буквы"):
        read_pdf(data.replace(b"/ToUnicode 5 0 R", b""))


def test_letters_of_the_windows_code_page_taken_for_western_ones_are_mended() -> None:
    data = PdfFile().text(60, 60, "Приказ о проведении недели").data()
    western = b"/Encoding /WinAnsiEncoding"
    assert texts(read_pdf(data.replace(b"/ToUnicode 5 0 R", western))) == ["Приказ о проведении недели"]
