"""A .docx or .odt is a zip archive: its directory is looked at before anything is unpacked."""

import io
import zipfile

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.reading.errors import UnreadableDocument

MAX_ENTRIES = 2000
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
_RATIO_MATTERS_FROM = 1024 * 1024
_ENCRYPTED = 0x1


def opened_archive(data: bytes) -> zipfile.ZipFile:
    """Return the archive; raise `UnreadableDocument` unless it is whole and unpacks to a sane size."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableDocument(_("Файл повреждён или загружен не полностью.")) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise UnreadableDocument(_("Документ слишком велик: открывать его небезопасно."))
    is_dense = unpacked > _RATIO_MATTERS_FROM and unpacked > MAX_RATIO * len(data)
    if is_dense or any(_is_bomb(entry) for entry in entries):
        raise UnreadableDocument(_("Документ сжат подозрительно сильно: открывать его небезопасно."))
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableDocument(_("Файл защищён паролем: снимите защиту и сохраните его снова."))
    return archive


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
