"""The first step of the importer: a file becomes a list of paragraphs and tables in their order."""

import zlib
from pathlib import Path
from zipfile import BadZipFile

from django.utils.translation.trans_null import gettext_noop as _
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from plans.importing.elements import Element, Table
from plans.importing.reading.docx import read_docx
from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.text import read_text

__all__ = ["SUFFIXES", "UnreadableDocument", "read_document"]

MAX_BYTES = 50 * 1024 * 1024
# What a damaged file makes zipfile, lxml and python-docx raise.
DAMAGE = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    LxmlError,
    NotImplementedError,
    OpcError,
    PythonDocxError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
_READERS = {".docx": read_docx, ".txt": read_text}
SUFFIXES = tuple(_READERS)

# The first bytes tell what a file is, whatever its name says.
_SIGNATURES = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        _("Это файл старого формата .doc или защищённый паролем: сохраните его как .docx."),
    ),
    (b"{\\rtf", _("Это файл RTF: сохраните его как .docx.")),
    (b"%PDF", _("Это файл PDF: вставьте его текст в документ Word и сохраните как .docx.")),
    (b"\x89PNG", _("Это картинка, а не документ.")),
    (b"\xff\xd8\xff", _("Это картинка, а не документ.")),
    (b"GIF8", _("Это картинка, а не документ.")),
    (b"BM\x00", _("Это картинка, а не документ.")),
    (b"II*\x00", _("Это картинка, а не документ.")),
    (b"MM\x00*", _("Это картинка, а не документ.")),
)


def read_document(path: Path) -> list[Element]:
    """Return the paragraphs and tables of a .docx or .txt file; raise `UnreadableDocument` for any other."""
    try:
        return _read(Path(path))
    except UnreadableDocument:
        raise
    except PermissionError as error:
        raise UnreadableDocument(_("Нет прав на чтение файла.")) from error
    except OSError as error:
        raise UnreadableDocument(_("Файл не открывается.")) from error
    except DAMAGE as error:
        raise UnreadableDocument(_("Файл повреждён: прочитать его не удалось.")) from error


def _read(path: Path) -> list[Element]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableDocument(_("Прочитать можно только файлы .docx и .txt."))
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableDocument(_("Файл слишком велик."))
    data = path.read_bytes()
    _check_signature(data, path.suffix.lower())
    elements = reader(data)
    if not any(isinstance(element, Table) or element.text.strip() for element in elements):
        raise UnreadableDocument(_("В документе нет текста."))
    return elements


def _check_signature(data: bytes, suffix: str) -> None:
    if not data:
        raise UnreadableDocument(_("Файл пуст."))
    for signature, message in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(message)
    if data.startswith(b"PK\x03\x04") != (suffix == ".docx"):
        raise UnreadableDocument(_("Содержимое файла не соответствует его имени."))
