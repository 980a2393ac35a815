"""What a file is, told by its contents; its name only decides where they could be several things."""

import re

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.zip_limits import opened_archive

_PICTURE = _("Это картинка, а не документ.")
_LOCKED = _("Файл защищён паролем: снимите защиту и сохраните его снова.")
_MISNAMED = _("Содержимое файла не соответствует его имени.")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first bytes of what cannot be read.
_SIGNATURES = (
    (b"{\\rtf", _("Это файл RTF: сохраните его как .docx.")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM\x00", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"Rar!\x1a\x07", _("Это архив: достаньте документ из него.")),
    (b"7z\xbc\xaf\x27\x1c", _("Это архив: достаньте документ из него.")),
    (b"\x1f\x8b", _("Это архив: достаньте документ из него.")),
    (b"%!PS", _("Это файл PostScript: сохраните документ как .docx.")),
    (b"AT&TFORM", _("Это файл DjVu: вставьте его текст в документ Word и сохраните как .docx.")),
)
_HTML_SUFFIXES = (".html", ".htm")
_BOMS = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?")
_MARKUP = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}\?>|<!--(?:(?!-->).){0,4000}-->)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<\?xml\b")
_WEB_ARCHIVE = re.compile(r"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){0,20}?MIME-Version:", re.IGNORECASE)
_HEAD = 8192


def kind_of(data: bytes, suffix: str) -> str:
    """Return `docx`, `odt`, `pdf`, `html` or `txt`; raise `UnreadableDocument` for anything else."""
    if not data:
        raise UnreadableDocument(_("Файл пуст."))
    if data.startswith(_OLE):
        raise UnreadableDocument(_ole_message(data))
    for signature, message in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(message)
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _kind_of_text(data, suffix)


def _ole_message(data: bytes) -> str:
    """The old container of Microsoft: names of its streams stand in it in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _LOCKED
    if "Workbook".encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data:
        return _("Это таблица Excel: вставьте её в документ Word и сохраните как .docx.")
    return _("Это файл старого формата .doc: сохраните его как .docx.")


def _kind_of_archive(data: bytes) -> str:
    with opened_archive(data) as archive:
        names = set(archive.namelist())
        mimetype = archive.read("mimetype")[:200].decode("latin-1") if "mimetype" in names else ""
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if mimetype.startswith("application/vnd.oasis.opendocument.text"):
        if b"encryption-data" in manifest:
            raise UnreadableDocument(_LOCKED)
        return "odt"
    if "[Content_Types].xml" not in names:
        raise UnreadableDocument(_("Это архив, а не документ: достаньте документ из него."))
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableDocument(_("Это таблица или презентация: вставьте её текст в документ Word."))
    return "docx"


def _kind_of_text(data: bytes, suffix: str) -> str:
    head = _readable_head(data)
    if _MARKUP.match(head):
        return "html"
    if _WEB_ARCHIVE.match(head):
        raise UnreadableDocument(_("Это веб-архив: откройте его в Word и сохраните как .docx."))
    if _XML.match(head):
        raise UnreadableDocument(_("Это файл XML: откройте его в Word и сохраните как .docx."))
    if suffix in _HTML_SUFFIXES:
        return "html"
    if suffix != ".txt":
        raise UnreadableDocument(_MISNAMED)
    return "txt"


def _readable_head(data: bytes) -> str:
    """Tags are plain letters in every encoding; those of two bytes have nothing between them."""
    head = _BOMS.sub(b"", data[:_HEAD], count=1)
    return head.replace(b"\0", b"").decode("latin-1")
