"""A .docx is a zip archive: its directory is looked at before anything is unpacked."""

import io
import zipfile

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.reading.errors import UnreadableDocument

MAX_ENTRIES = 2000
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
_RATIO_MATTERS_FROM = 1024 * 1024


def check_zip_limits(data: bytes) -> None:
    """Raise `UnreadableDocument` unless the archive is whole, holds a Word document and unpacks to a sane size."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableDocument(_("Файл повреждён или загружен не полностью.")) from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise UnreadableDocument(_("Документ слишком велик: открывать его небезопасно."))
    if unpacked > _RATIO_MATTERS_FROM and unpacked > MAX_RATIO * len(data):
        raise UnreadableDocument(_("Документ сжат подозрительно сильно: открывать его небезопасно."))
    if any(_is_bomb(entry) for entry in entries):
        raise UnreadableDocument(_("Документ сжат подозрительно сильно: открывать его небезопасно."))
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise UnreadableDocument(_("Это архив, а не документ Word."))


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
