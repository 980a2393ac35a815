"""Bytes of a text file become text: UTF-8, UTF-16 and the Windows code page of Russian offices."""

import re

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.reading.errors import UnreadableDocument

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\ufffe\uffff]")
_SPOILT_UTF8 = re.compile(r"[РС][\u0080-\u00bf\u0400-\u045f\u2013-\u2122]")  # UTF-8 read as cp1251


def decoded(data: bytes) -> str:
    """Return the text of a file; raise `UnreadableDocument` where the bytes are no text."""
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise UnreadableDocument(_("Это не текстовый файл."))
    return _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")


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
