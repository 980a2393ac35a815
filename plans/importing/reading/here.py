"""Reading in this process, without the limits of a process of its own: `read_document` is for everybody else."""

import struct
import zlib
from importlib import import_module
from zipfile import BadZipFile

from django.utils.translation.trans_null import gettext_noop as _
from lxml.etree import LxmlError

from plans.importing.elements import Element, Table
from plans.importing.reading.characters import storable
from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.kinds import kind_of

# What a damaged file makes zipfile, lxml and pdfminer raise.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    LxmlError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# A process reads one file: it loads that reader's libraries only.
_READERS = {
    "docx": ("plans.importing.reading.word.docx", "read_docx"),
    "html": ("plans.importing.reading.html.document", "read_html"),
    "odt": ("plans.importing.reading.opendocument.odt", "read_odt"),
    "pdf": ("plans.importing.reading.pdf.document", "read_pdf"),
    "txt": ("plans.importing.reading.plain.text", "read_text"),
}


def read_here(data: bytes, suffix: str) -> list[Element]:
    """Return the elements of a file given as bytes and by its suffix; raise `UnreadableDocument`."""
    try:
        module, function = _READERS[kind_of(data, suffix.lower())]
        elements: list[Element] = storable(getattr(import_module(module), function)(data))
    except DAMAGE as error:
        raise UnreadableDocument(_("Файл повреждён: прочитать его не удалось.")) from error
    if not any(isinstance(element, Table) or element.text.strip() for element in elements):
        raise UnreadableDocument(_("В документе нет текста."))
    return elements
