"""Reading: what a file holds, and one Russian sentence for every file that holds nothing readable."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from plans.importing.elements import Paragraph, Table
from plans.importing.reading import UnreadableDocument, read_document
from plans.importing.reading.here import read_here
from plans.importing.reading.word.docx import read_docx

TEXT = "Приказ\n\nо проведении\n№\tМероприятие\tСрок\n1\tЛинейка\tмай\n"


def _docx(fill: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le"])
def test_text_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.encode(encoding))
    first, second, table = read_document(path)
    assert first == Paragraph("Приказ", is_line=True)
    assert second == Paragraph("о проведении", after_gap=True, is_line=True)
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [("№", "Мероприятие", "Срок"), ("1", "Линейка", "май")]


def test_word_body_is_read_in_its_order_with_merged_cells() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph("Над таблицей")
        table = document.add_table(2, 2)
        table.cell(0, 0).text = "Слева"
        table.cell(0, 1).text = "Справа"
        table.cell(0, 1).merge(table.cell(1, 1))
        document.add_paragraph("Под таблицей")

    above, table, below = read_docx(_docx(fill))
    assert isinstance(above, Paragraph)
    assert above.text == "Над таблицей"
    assert isinstance(below, Paragraph)
    assert below.text == "Под таблицей"
    assert isinstance(table, Table)
    assert table.rows[0].texts == ("Слева", "Справа")
    assert table.rows[1].cells[1].continues_above
    assert table.rows[1].texts == ("", "")


def test_automatic_numbers_are_read() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph("Провести", style="List Number")
        document.add_paragraph("Утвердить", style="List Number")

    assert [element.text for element in read_docx(_docx(fill)) if isinstance(element, Paragraph)] == [
        "1. Провести",
        "2. Утвердить",
    ]


def test_a_frame_of_one_column_is_opened() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "В рамке"

    assert read_docx(_docx(fill)) == [Paragraph("В рамке")]


def test_drawn_tables_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    lines = [
        "/-----------------------\\",
        "| N   | Меропри-| Срок  |",
        "|     | ятие    |       |",
        "|-----+---------+-------|",
        "| 1   | Игра    | май   |",
        "|-----+-----------------|",
        "| Раздел                |",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    (table,) = read_document(path)
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [
        ("N", "Мероприятие", "Срок"),
        ("1", "Игра", "май"),
        ("Раздел",),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.docx", b""),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("picture.txt", b"\xff\xd8\xff\xe0" + bytes(range(256))),
        ("noise.txt", bytes(range(32)) * 20),
        ("page.pdf", b"%PDF-1.7"),
        ("page.html", b"<html></html>"),
        ("page.docx", b"%PDF-1.7"),
        ("text.docx", "Приказ".encode()),
        ("archive.txt", b"PK\x03\x04" + b"\0" * 60),
        ("cut.docx", b"PK\x03\x04" + b"\0" * 60),
        ("no_suffix", b"text"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument, match=r"^[А-Я].*\.$"):
        read_document(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.docx", tmp_path / "folder.txt"):
        with pytest.raises(UnreadableDocument):
            read_document(path)
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnreadableDocument):
        read_document(tmp_path / "folder.txt")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableDocument, match="прав"):
        read_document(path)


def _archive(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        _archive(**{"word/document.xml": b" " * (60 * 1024 * 1024)}),
        _archive(**{"word/document.xml": b" " * (5 * 1024 * 1024)}),
        _archive(**{f"entry{number}": b"" for number in range(2001)}),
        _archive(**{"readme.md": b"text"}),
    ],
    ids=["too big", "too dense", "too many", "not word"],
)
def test_dangerous_archives_are_refused_before_they_are_unpacked(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument):
        read_document(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    source = zipfile.ZipFile(io.BytesIO(_docx(lambda document: document.add_paragraph("Текст"))))
    entries = {name: source.read(name) for name in source.namelist()}
    body = entries["word/document.xml"]
    declaration = b'<!DOCTYPE w [<!ENTITY a "aaaa">]>'
    entries["word/document.xml"] = body.replace(b"?>", b"?>" + declaration, 1)
    path = tmp_path / "entities.docx"
    path.write_bytes(_archive(**entries))
    with pytest.raises(UnreadableDocument):
        read_document(path)


def test_a_cut_word_file_is_refused(tmp_path: Path) -> None:
    data = _docx(lambda document: document.add_paragraph("Текст"))
    path = tmp_path / "cut.docx"
    for length in (len(data) // 2, len(data) - 30):
        path.write_bytes(data[:length])
        with pytest.raises(UnreadableDocument):
            read_document(path)


ALIGNED = """План мероприятий на май 2026 года

№    Мероприятие                     Срок        Ответственный
п/п

1    Конкурс рисунков «Наш           5 мая       Школа № 3
     город»
2    Субботник                       до 10 мая   Лицей № 5,
                                                 школа № 3

Начальник управления                             А.Б. Петрова
"""


def test_columns_aligned_by_spaces_are_read_where_they_are_certain() -> None:
    title, table, signature = read_here(ALIGNED.encode(), ".txt")
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [
        ("№ п/п", "Мероприятие", "Срок", "Ответственный"),
        ("1", "Конкурс рисунков «Наш город»", "5 мая", "Школа № 3"),
        ("2", "Субботник", "до 10 мая", "Лицей № 5, школа № 3"),
    ]
    assert isinstance(title, Paragraph)
    assert isinstance(signature, Paragraph)
    assert signature.after_gap


@pytest.mark.parametrize(
    ("sure", "doubtful"),
    [
        ("2    Субботник", "3    Субботник"),
        ("Конкурс рисунков «Наш           5", "Конкурс рисунков «Наш любимый-го5"),
        ("1    Конкурс рисунков «Наш           5 мая ", "1    Конкурс рисунков «Наш любимый город и край» "),
        ("п/п\n\n1  ", "п/п\n\nа  "),
        ("\n\nНачальник управления      ", "\nНачальник управления и школы области и края   "),
    ],
    ids=["a number is missing", "words over the edge", "no column", "no number", "no gap below"],
)
def test_columns_in_doubt_stay_lines(sure: str, doubtful: str) -> None:
    assert sure in ALIGNED
    found = read_here(ALIGNED.replace(sure, doubtful).encode(), ".txt")
    assert not any(isinstance(element, Table) for element in found)
