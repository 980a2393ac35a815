"""Reading in a process of its own: what a hostile file or a broken reader can do there, and what comes back."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.reading import UnreadableDocument, limited, read_document
from plans.importing.reading.here import read_here
from plans.importing.reading.wire import from_json, to_json
from tests.plans.importing.reading.files import (
    PdfFile,
    archive,
    odt_file,
    texts,
    word_cell,
    word_file,
    word_paragraph,
    word_table,
)

SENTENCE = r"^[А-Я].*\.$"
TOO_COMPLEX = "слишком сложный"


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "prikaz.txt"
    path.write_text("Приказ\n", encoding="utf-8")
    return path


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The source of the program that reads instead of the real one."""
    folder = tmp_path / "modules"
    folder.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setattr(limited, "CHILD", "another_child")
    return folder / "another_child.py"


@pytest.mark.parametrize(
    "source",
    [
        "from plans.importing.reading.child import _limit; _limit(); bytearray(3 * 1024**3)",
        "import os; os.abort()",
        "raise SystemExit(1)",
        "print('no answer')",
        "print('[[\"p\"]]')",
        "print('[[\"t\", [false, [1, 2, 3]]]]')",
        "print('{\"error\": 5}')",
        "from plans.importing.reading.child import _limit; _limit(); print('x' * 80 * 1024**2)",
    ],
    ids=["hungry", "crashing", "failing", "mumbling", "short", "wrong types", "no message", "chattering"],
)
def test_a_child_that_breaks_off_is_a_sentence(child: Path, text_file: Path, source: str) -> None:
    child.write_text(source, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=TOO_COMPLEX):
        read_document(text_file)


@pytest.mark.parametrize("source", ["import time; time.sleep(60)", "while True: pass"])
def test_a_child_that_hangs_is_stopped(
    child: Path, text_file: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    child.write_text(source, encoding="utf-8")
    monkeypatch.setattr(limited, "MAX_SECONDS", 0.5)
    started = time.monotonic()
    with pytest.raises(UnreadableDocument, match=TOO_COMPLEX):
        read_document(text_file)
    assert time.monotonic() - started < 10


def test_secrets_are_not_handed_on(child: Path, text_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "never")
    child.write_text("import json, os; print(json.dumps([['p', ' '.join(os.environ)]]))", encoding="utf-8")
    (names,) = texts(read_document(text_file))
    assert "PYTHONPATH" in names
    assert "SECRET_KEY" not in names
    assert "DJANGO_SETTINGS_MODULE" not in names


def test_reading_does_not_depend_on_where_the_program_was_started(
    text_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert texts(read_document(text_file)) == ["Приказ"]


def test_the_child_needs_no_settings_and_starts_fast(text_file: Path) -> None:
    started = time.monotonic()
    for _time in range(3):
        read_document(text_file)
    assert (time.monotonic() - started) / 3 < 2  # 0.1 on an idle machine


def test_elements_come_back_as_they_were() -> None:
    elements: list[Element] = [
        Paragraph(
            "О «плане»\n\ud800", after_gap=True, is_line=True, is_cell=True, is_heading=True, is_note=True
        ),
        Table((Row((Cell("А", 2), Cell("", 1, continues_above=True)), after_gap=True), Row(()))),
    ]
    assert from_json(to_json(elements)) == elements


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("prikaz.doc", b"<html><body><p>\xd2\xe5\xea\xf1\xf2</p></body></html>"),
        ("prikaz.docx", odt_file("<text:p>Текст</text:p>")),
        ("prikaz.odt", word_file(word_paragraph("Текст"))),
        ("prikaz.rtf", word_file(word_paragraph("Текст"))),
        ("prikaz", PdfFile().text(60, 60, "Текст").data()),
        ("prikaz.DOCX", PdfFile().text(60, 60, "Текст").data()),
        ("prikaz.txt", "<!DOCTYPE html>\n<html><p>Текст".encode()),
        ("prikaz.htm", "<p>Текст".encode()),
        ("prikaz.docm", word_file(word_paragraph("Текст"))),
    ],
)
def test_a_file_is_what_it_holds_and_not_what_it_is_called(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert texts(read_document(path)) == ["Текст"]


_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_ENCRYPTED, "паролем"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), r"\.doc:"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Excel"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"Rar!\x1a\x07\x00", "архив"),
        (archive({"readme.md": "text"}), "архив"),
        (archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "таблица"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "веб-архив"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "XML"),
        (odt_file("<text:p/>"), "нет текста"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as caught:
        read_here(data, ".docx")
    assert str(caught.value)[-1] == "."


def test_a_locked_opendocument_is_named() -> None:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
        "content.xml": "...",
    }
    with pytest.raises(UnreadableDocument, match="паролем"):
        read_here(archive(dict(parts)), ".odt")


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ха"}">' for n in range(9))


@pytest.mark.parametrize(
    "declaration",
    [
        f"<!DOCTYPE w [{LAUGHS}]>",
        '<!DOCTYPE w [<!ENTITY a8 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/outside.dtd">',
    ],
    ids=["billion laughs", "a file outside", "a definition outside"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_strangers_are_refused(declaration: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w>&a8;</w>'.encode(encoding)
    types = {"[Content_Types].xml": b"", "word/document.xml": xml}
    text = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml}
    for parts in (types, text):
        with pytest.raises(UnreadableDocument, match=SENTENCE):
            read_here(archive(dict(parts)), ".docx")


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_dangerous_archives_are_refused_before_they_are_unpacked(kind: str) -> None:
    mark: dict[str, str | bytes] = (
        {"mimetype": "application/vnd.oasis.opendocument.text"} if kind == "odt" else {}
    )
    for entries in (
        {"content.xml": b" " * (60 * 1024 * 1024)},
        {"word/document.xml": b" " * (5 * 1024 * 1024)},
        {f"entry{number}": b"" for number in range(2001)},
    ):
        with pytest.raises(UnreadableDocument, match="небезопасно"):
            read_here(archive({**mark, **entries}), ".docx")


def _nested(depth: int) -> bytes:
    body = word_paragraph("Текст")
    for _level in range(depth):
        body = word_table([f"<w:tc>{body}<w:p/></w:tc>", word_cell("")])
    return word_file(body)


def _nested_boxes(depth: int) -> bytes:
    body = "<text:p>Текст</text:p>"
    for _level in range(depth):
        body = f"<text:section>{body}</text:section>"
    return odt_file(body)


@pytest.mark.parametrize("make", [_nested, _nested_boxes])
def test_documents_nested_without_end_are_refused(make: Callable[[int], bytes], tmp_path: Path) -> None:
    path = tmp_path / "deep.docx"
    path.write_bytes(make(2000))
    with pytest.raises(UnreadableDocument, match=SENTENCE):
        read_document(path)
    path.write_bytes(make(20))
    assert read_document(path)


def test_characters_that_no_database_takes_go_away() -> None:
    rest = "Слова и ещё слова. " * 50
    (page,) = texts(read_here(f"<html><p>До\0\x01 сло\u00adва\ufffe&#150; {rest}</p>".encode(), ".html"))
    assert page == f"До слова– {rest.strip()}"
    assert texts(read_here(f"Приказ\0\n{rest}".encode(), ".txt"))[0] == "Приказ"


WHOLE = [
    (".docx", word_file(word_paragraph("Приказ") + word_table([word_cell("1"), word_cell("Игра")]))),
    (".odt", odt_file("<text:p>Приказ</text:p>")),
    (".pdf", PdfFile().text(60, 60, "Приказ").table(100, [60, 200, 300], [["1", "Игра"]] * 3).data()),
    (".html", b"<html><table><tr><td>1<td>2<tr><td>3<td>4</table>"),
]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(WHOLE), st.data())
def test_damaged_files_are_read_or_refused(whole: tuple[str, bytes], data: st.DataObject) -> None:
    suffix, content = whole
    place = data.draw(st.integers(0, len(content)))
    damage = data.draw(st.binary(max_size=20))
    kept = data.draw(st.booleans())
    with suppress(UnreadableDocument):
        assert read_here(content[:place] + damage + (content[place + len(damage) :] if kept else b""), suffix)


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-1.4\n", b"<html>"]),
    st.sampled_from([".docx", ".odt", ".txt", ".html", ".pdf"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes, suffix: str) -> None:
    with suppress(UnreadableDocument):
        assert read_here(head + data, suffix)


def test_a_page_tree_that_never_ends_is_refused(tmp_path: Path) -> None:
    data = PdfFile().text(60, 60, "Приказ").data()
    path = tmp_path / "endless.pdf"
    for kids in (b"/Kids [2 0 R]", b"/Kids [7 0 R" + b" 7 0 R" * 100_000 + b"]"):
        path.write_bytes(data.replace(b"/Kids [7 0 R]", kids))
        with suppress(UnreadableDocument):  # the same page many times may also count as one
            assert len(read_document(path)) < 300
