"""OpenDocument texts: lists with their numbers, tables with their spans, what is deleted or hidden left out."""

from plans.importing.elements import Paragraph, Table
from plans.importing.reading.opendocument.odt import read_odt
from tests.plans.importing.reading.files import odt_file, rows, texts

LEVELS = (
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="а, б, .., аа, аб, ... (ru)" style:num-suffix=")"/>'
)
LIST_STYLE = f'<text:list-style style:name="L">{LEVELS}</text:list-style>'


def _item(text: str, inside: str = "", attributes: str = "") -> str:
    return f"<text:list-item {attributes}><text:p>{text}</text:p>{inside}</text:list-item>"


def _list(content: str, attributes: str = "") -> str:
    return f'<text:list text:style-name="L" {attributes}>{content}</text:list>'


def _inner(content: str) -> str:
    return f"<text:list>{content}</text:list>"


def test_lists_are_counted_by_levels() -> None:
    body = _list(
        _item("А", _inner(_item("Б", _inner(_item("В") + _item("Г"))))) + _item("Д", _inner(_item("Е")))
    )
    assert texts(read_odt(odt_file(body, LIST_STYLE))) == ["1. А", "1.1. Б", "а) В", "б) Г", "2. Д", "2.1. Е"]


def test_a_list_begins_anew_unless_it_says_that_it_goes_on() -> None:
    body = (
        _list(_item("А") + _item("Б"), 'xml:id="first"')
        + _list(_item("В"))
        + _list(_item("Г"), 'text:continue-list="first"')
        + _list(_item("Д", attributes='text:start-value="9"'))
        + _list(_item("Е"), 'text:continue-numbering="true"')
    )
    assert texts(read_odt(odt_file(body, LIST_STYLE))) == ["1. А", "2. Б", "1. В", "3. Г", "9. Д", "10. Е"]


def test_bullets_headings_and_paragraphs_without_numbers() -> None:
    bullet = '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    styles = f'<text:list-style style:name="L">{bullet}</text:list-style>'
    body = (
        '<text:h text:outline-level="1">Общие положения</text:h>'
        + _list(_item("А") + "<text:list-header><text:p>Без числа</text:p></text:list-header>")
        + '<text:p text:style-name="P1">Название</text:p>'
    )
    common = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    assert read_odt(odt_file(body, styles, common)) == [
        Paragraph("Общие положения", is_heading=True),
        Paragraph("- А"),
        Paragraph("Без числа"),
        Paragraph("Название", is_heading=True),
    ]


def test_spaces_tabs_lines_and_notes() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Пояснение</text:p></text:note-body></text:note>"
    )
    first = f'О<text:s text:c="2"/>\n  плане{note}<text:tab/>да<text:line-break/>нет'
    body = f"<text:p>{first}</text:p><text:p/><text:p>Далее</text:p>"
    assert read_odt(odt_file(body)) == [
        Paragraph("О   плане\tда", is_line=True),
        Paragraph("нет", is_line=True),
        Paragraph("Далее", after_gap=True),
        Paragraph("Пояснение", is_note=True),
    ]


def test_deleted_hidden_and_commented_words_are_left_out() -> None:
    styles = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>удалено</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>Видно<text:span text:style-name="T1">тайна</text:span>'
        "<office:annotation><text:p>замечание</text:p></office:annotation></text:p>"
        '<text:section text:display="none"><text:p>скрыто</text:p></text:section>'
        "<text:section><text:p>раздел</text:p></text:section>"
        "<text:table-of-content><text:index-body><text:p>Оглавление</text:p></text:index-body></text:table-of-content>"
    )
    assert texts(read_odt(odt_file(body, styles))) == ["Видно", "раздел"]


def test_boxes_are_read_after_their_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>УТВЕРЖДАЮ</text:p></draw:text-box></draw:frame>"
    assert texts(read_odt(odt_file(f"<text:p>Текст{box}</text:p>{box}"))) == [
        "Текст",
        "УТВЕРЖДАЮ",
        "УТВЕРЖДАЮ",
    ]


def test_tables_keep_spans_covered_and_repeated_cells() -> None:
    def cell(text: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    wide, high = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("№", high) + cell("Срок", wide) + covered
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + covered + cell("с") + cell("по")
        + "</table:table-row><table:table-row>"
        + cell("1") + cell("май", 'table:number-columns-repeated="2"')
        + "</table:table-row></table:table>"
    )  # fmt: skip
    (table,) = read_odt(odt_file(body))
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [("№", "Срок"), ("", "с", "по"), ("1", "май", "май")]
    assert table.rows[0].cells[1].span == 2
    assert table.rows[1].cells[0].continues_above


def test_repeated_rows_are_not_more_than_is_sane() -> None:
    row = "<table:table-cell/><table:table-cell/>"
    body = (
        '<table:table><table:table-row table:number-rows-repeated="1048576">' + row + "</table:table-row>"
        "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>"
    )
    assert rows(read_odt(odt_file(body))) == [("", ""), ("1", "")]
