"""Bytes become text: UTF-8, UTF-16, the Windows code page of Russian offices, what a web page declares."""

import re

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.reading.errors import UnreadableDocument

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_XML_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,20})""")
_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
# What a page may declare; one that says Latin-1 was made by a program that never looked.
_DECLARED = {
    b"utf-8": "utf-8", b"utf8": "utf-8", b"windows-1251": "cp1251", b"cp1251": "cp1251", b"win-1251": "cp1251",
    b"koi8-r": "koi8-r", b"koi8-u": "koi8-u", b"iso-8859-5": "iso-8859-5", b"cp866": "cp866", b"ibm866": "cp866",
    b"x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\ufffe\uffff]")
_SPOILT_UTF8 = re.compile(r"[РС][\u0080-\u00bf\u0400-\u045f\u2013-\u2122]")  # UTF-8 read as cp1251


def decoded(data: bytes) -> str:
    """Return the text of a file; raise `UnreadableDocument` where the bytes are no text."""
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise UnreadableDocument(_("Это не текстовый файл."))
    return _without_controls(text)


def _without_controls(text: str) -> str:
    return _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")


def decoded_markup(data: bytes) -> str:
    """Return the text of a web page, by what it declares if its bytes do not contradict."""
    if not data.startswith(tuple(mark for mark, _ in _BOMS)) and not _unmarked_utf16(data):
        declared = _XML_ENCODING.search(data[:200]) or _META_CHARSET.search(data[:4096])
        encoding = _DECLARED.get(declared[1].lower()) if declared else None
        if encoding and encoding != "utf-8":
            return _without_controls(data.decode(encoding, errors="replace"))
    return decoded(data)


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(data)


def _unmarked_utf16(data: bytes) -> str:
    """Russian text in UTF-16 has 04 or 00 in every second byte."""
    sample = data[:4000]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[offset::2]
        if len(half) > 1 and sum(byte in (0, 4) for byte in half) > 0.9 * len(half):
            return encoding
    return ""


def _not_quite_utf8(data: bytes) -> str:
    """A cut or slightly damaged UTF-8 file must not be taken for the Windows code page."""
    windows = data.decode("cp1251", errors="replace")
    if len(_SPOILT_UTF8.findall(windows)) > len(windows) // 5:
        return data.decode("utf-8", errors="ignore")
    return windows
