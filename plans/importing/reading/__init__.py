"""The first step of the importer: a file becomes a list of paragraphs and tables in their order."""

from pathlib import Path

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Element
from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.limited import read_limited

__all__ = ["MAX_BYTES", "SUFFIXES", "UnreadableDocument", "read_document"]

MAX_BYTES = 50 * 1024 * 1024
SUFFIXES = (".docx", ".docm", ".dotx", ".odt", ".pdf", ".html", ".htm", ".txt")


def read_document(path: Path) -> list[Element]:
    """Return the paragraphs and tables of a file, read in a process of its own; raise `UnreadableDocument`."""
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(_("Файл слишком велик."))
        data = path.read_bytes()
    except PermissionError as error:
        raise UnreadableDocument(_("Нет прав на чтение файла.")) from error
    except OSError as error:
        raise UnreadableDocument(_("Файл не открывается.")) from error
    return read_limited(data, path.suffix.lower())
