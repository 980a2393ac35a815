"""Word files: what stands on the printed page is read, in its order, and nothing else."""

import io
import zipfile

import pytest

from plans.importing.elements import Paragraph, Table
from plans.importing.reading.word.docx import read_docx
from tests.plans.importing.reading.files import (
    archive,
    rows,
    texts,
    word_cell,
    word_file,
    word_paragraph,
    word_run,
    word_table,
)

LEVELS = [("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)")]


def _definition(number: int, levels: list[tuple[str, str]], extra: str = "") -> str:
    nodes = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (style, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{nodes}</w:abstractNum>'


def _list(number: int, definition: int, inside: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{inside}</w:num>'


def _item(text: str, number: int = 1, level: int = 0) -> str:
    return word_paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_counted_by_levels() -> None:
    body = (
        _item("А")
        + _item("Б", level=1)
        + _item("В", level=2)
        + _item("Г", level=2)
        + _item("Д")
        + _item("Е", level=1)
    )
    found = read_docx(word_file(body, numbering=_definition(0, LEVELS) + _list(1, 0)))
    assert texts(found) == ["1. А", "1.1. Б", "а) В", "б) Г", "2. Д", "2.1. Е"]


def test_a_list_that_restarts_does_so_and_one_that_goes_on_does_not() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = _definition(0, LEVELS) + _list(1, 0) + _list(2, 0, again) + _list(3, 0)
    body = _item("А") + _item("Б", 2) + _item("В", 2) + _item("Г", 3)
    assert texts(read_docx(word_file(body, numbering=numbering))) == ["1. А", "1. Б", "2. В", "3. Г"]


def test_numbers_are_inherited_from_the_styles_a_style_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:basedOn w:val="a1"/></w:style>'
    )
    body = word_paragraph("А", '<w:pStyle w:val="a2"/>') + word_paragraph(
        "Б", '<w:pStyle w:val="a2"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    found = read_docx(word_file(body, styles=styles, numbering=_definition(0, LEVELS) + _list(1, 0)))
    assert texts(found) == ["1. А", "Б"]


def test_a_style_is_the_level_that_names_it() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="p2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = _definition(0, LEVELS).replace('w:val="%1.%2."/>', 'w:val="%1.%2."/><w:pStyle w:val="p2"/>')
    body = _item("А") + word_paragraph("Б", '<w:pStyle w:val="p2"/>')
    found = read_docx(word_file(body, styles=styles, numbering=numbering + _list(1, 0)))
    assert texts(found) == ["1. А", "1.1. Б"]


def test_roman_chapters_are_digits_in_the_legal_numbers_below_them() -> None:
    numbering = _definition(0, [("upperRoman", "%1."), ("decimal", "%1.%2.")], "<w:isLgl/>") + _list(1, 0)
    body = _item("А") + _item("Б") + _item("В", level=1)
    assert texts(read_docx(word_file(body, numbering=numbering.replace("<w:isLgl/>", "", 1)))) == [
        "I. А",
        "II. Б",
        "2.1. В",
    ]


def test_empty_cells_with_automatic_numbers_have_them() -> None:
    table = word_table(
        [word_cell(_item("")), word_cell("Линейка")], [word_cell(_item("")), word_cell("Игра")]
    )
    found = read_docx(word_file(table, numbering=_definition(0, LEVELS) + _list(1, 0)))
    assert rows(found) == [("1.", "Линейка"), ("2.", "Игра")]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:pStyle w:val="1"/>',
        '<w:pStyle w:val="based"/>',
        '<w:outlineLvl w:val="1"/>',
    ],
)
def test_headings_are_told_by_style_and_outline(properties: str) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="based"><w:name w:val="Мой"/><w:basedOn w:val="1"/></w:style>'
    )
    heading, text = read_docx(
        word_file(word_paragraph("Общие", properties) + word_paragraph("Текст"), styles=styles)
    )
    assert isinstance(heading, Paragraph)
    assert isinstance(text, Paragraph)
    assert (heading.is_heading, text.is_heading) == (True, False)


def test_deleted_moved_and_hidden_words_are_left_out_and_inserted_ones_are_in() -> None:
    content = (
        word_run("Было ")
        + f"<w:ins>{word_run('стало')}</w:ins>"
        + "<w:del><w:r><w:delText>нет</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{word_run('ушло')}</w:moveFrom>"
        + word_run("тайна", "<w:vanish/>")
        + word_run("!", '<w:vanish w:val="false"/>')
    )
    assert texts(read_docx(word_file(f"<w:p>{content}</w:p>"))) == ["Было стало!"]


def test_deleted_paragraphs_count_no_numbers_and_go_on_in_the_next() -> None:
    gone = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>'
    cut = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{word_run('Начало ')}</w:p>"
    body = gone + _item("А") + cut + word_paragraph("конец")
    found = read_docx(word_file(body, numbering=_definition(0, LEVELS) + _list(1, 0)))
    assert texts(found) == ["1. А", "Начало конец"]


def test_deleted_rows_are_left_out() -> None:
    table = word_table([word_cell("1"), word_cell("Линейка")], [word_cell("2"), word_cell("Игра")])
    gone = table.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    body = gone + word_table([word_cell("А"), word_cell("Б")], [word_cell("В"), word_cell("Г")])
    first, second = read_docx(word_file(body))
    assert isinstance(first, Table)
    assert [row.texts for row in first.rows] == [("2", "Игра")]
    assert isinstance(second, Table)


def test_a_field_is_its_result() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    nested = mark("begin") + word_run("7") + mark("end")
    content = (
        mark("begin")
        + "<w:r><w:instrText>IF </w:instrText></w:r>"
        + nested
        + mark("separate")
        + word_run("Лицей")
        + mark("end")
    )
    assert texts(read_docx(word_file(f"<w:p>{content}</w:p>"))) == ["Лицей"]
    assert texts(read_docx(word_file(f"<w:p>{mark('begin')}{word_run('Без конца')}</w:p>"))) == ["Без конца"]


def test_notes_come_after_the_text_and_their_marks_go_away() -> None:
    content = word_run("О мероприятии") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + word_run(" и ещё")
    notes = (
        f'<w:footnote w:id="0">{word_paragraph("черта")}</w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{word_run(" Пояснение")}</w:p></w:footnote>'
    )
    found = read_docx(word_file(f"<w:p>{content}</w:p>" + word_paragraph("Конец"), footnotes=notes))
    assert found == [
        Paragraph("О мероприятии и ещё"),
        Paragraph("Конец"),
        Paragraph("Пояснение", is_note=True),
    ]


def test_signs_of_word_become_characters() -> None:
    content = (
        "<w:r><w:t>учебно</w:t><w:noBreakHyphen/><w:t>методи</w:t><w:softHyphen/><w:t>ческий</w:t><w:tab/><w:t>да</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:lastRenderedPageBreak/></w:r>'
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert texts(read_docx(word_file(f"<w:p>{content}</w:p>"))) == ["учебно-методический\tда✓1/2"]


def test_breaks_make_lines_and_empty_lines_make_gaps() -> None:
    content = '<w:r><w:t>О</w:t><w:br/><w:t>плане</w:t><w:br w:type="page"/><w:br/><w:t>Далее</w:t></w:r>'
    assert read_docx(word_file(f"<w:p>{content}</w:p>")) == [
        Paragraph("О", is_line=True),
        Paragraph("плане", is_line=True),
        Paragraph("Далее", after_gap=True, is_line=True),
    ]


def test_text_boxes_are_read_once_also_in_cells() -> None:
    box = f"<w:txbxContent>{word_paragraph('УТВЕРЖДАЮ')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f"<w:p>{word_run('Текст')}{drawn}</w:p>" + word_table(
        [word_cell(f"<w:p>{drawn}</w:p>"), word_cell("Б")]
    )
    found = read_docx(word_file(body))
    assert texts(found) == ["Текст", "УТВЕРЖДАЮ"]
    assert rows(found) == [("УТВЕРЖДАЮ", "Б")]


def test_content_controls_are_read_but_not_their_invitations() -> None:
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{word_run('118')}</w:sdtContent></w:sdt>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{word_run('Введите')}</w:sdtContent></w:sdt>"
    assert texts(read_docx(word_file(f"<w:p>{word_run('№ ')}{filled}{empty}</w:p>"))) == ["№ 118"]


def test_the_table_of_contents_is_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{word_paragraph('Общие положения 3')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    body = contents + word_paragraph("Порядок 5", '<w:pStyle w:val="11"/>') + word_paragraph("Текст")
    assert texts(read_docx(word_file(body, styles=styles))) == ["Текст"]


def test_merged_cells_keep_their_places() -> None:
    above, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = word_table(
        [word_cell("1", above), word_cell("Линейка"), word_cell("май", above)],
        [word_cell("", below), word_cell("Игра"), word_cell("скрыто", below)],
        [word_cell("Раздел", '<w:gridSpan w:val="3"/>')],
        [word_cell("3"), word_cell("Без начала", below), word_cell("июнь")],
    )
    (found,) = read_docx(word_file(table))
    assert isinstance(found, Table)
    assert [row.texts for row in found.rows] == [
        ("1", "Линейка", "май"),
        ("", "Игра", ""),
        ("Раздел",),
        ("3", "Без начала", "июнь"),
    ]
    assert [cell.continues_above for cell in found.rows[1].cells] == [True, False, True]
    assert found.rows[2].cells[0].span == 3


def test_edges_that_differ_by_a_slip_of_the_mouse_are_one() -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (600, 60, 3000, 90, 1500))
    wide = '<w:gridSpan w:val="2"/>'
    table = word_table(
        [word_cell("№"), word_cell("Мероприятие", '<w:gridSpan w:val="3"/>'), word_cell("Срок")],
        [word_cell("1", wide), word_cell("Линейка"), word_cell("май", wide)],
        grid=grid,
    )
    (found,) = read_docx(word_file(table))
    assert isinstance(found, Table)
    assert [[cell.span for cell in row.cells] for row in found.rows] == [[1, 1, 1], [1, 1, 1]]


def test_a_table_around_a_larger_one_is_opened_and_a_smaller_one_is_text() -> None:
    inner = word_table([word_cell("1"), word_cell("Линейка")], [word_cell("2"), word_cell("Игра")])
    cell = f"<w:tc><w:tcPr/>{inner}<w:p/></w:tc>"
    assert rows(read_docx(word_file(word_table([word_cell("Слева"), cell])))) == [
        ("1", "Линейка"),
        ("2", "Игра"),
    ]
    outer = word_table(
        [word_cell("А"), cell], [word_cell("Б"), word_cell("В")], [word_cell("Г"), word_cell("Д")]
    )
    assert rows(read_docx(word_file(outer)))[0] == ("А", "1 Линейка\n2 Игра")


def test_strict_files_are_read_as_the_usual_ones() -> None:
    with zipfile.ZipFile(io.BytesIO(word_file(word_paragraph("Приказ")))) as usual:
        parts = {name: usual.read(name) for name in usual.namelist()}
    for name, data in parts.items():
        data = data.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006",
            b"http://purl.oclc.org/ooxml/officeDocument",
        )
        data = data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        parts[name] = data
    assert b"purl" in parts["word/document.xml"]
    assert texts(read_docx(archive(dict(parts)))) == ["Приказ"]
