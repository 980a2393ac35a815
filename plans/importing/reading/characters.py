"""Characters that are no words: control codes that no database takes, and pictures of the symbol fonts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from plans.importing.elements import Element, Paragraph, Row, Table

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ud800-\udfff\ufffe\uffff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_WESTERN, _RUSSIAN = re.compile("[À-ÿ]"), re.compile("[А-яЁё]")
_BYTES = bytes(code for code in range(0x80, 0x100) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x98, 0x9D))
_CODE_PAGE = str.maketrans(_BYTES.decode("cp1252"), _BYTES.decode("cp1251"))
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# What stands in Symbol and Wingdings under a code; the same code looks alike enough in both.
_SYMBOLS = {
    0x2D: "-", 0x7E: "-", 0x9F: "•", 0xA7: "•", 0xA8: "□", 0xB7: "•", 0xD8: "•", 0xDC: "•", 0x6C: "•", 0x6E: "•",
    0x71: "□", 0x6F: "□", 0x76: "•", 0x77: "•", 0xFC: "✓", 0xFE: "☑", 0xFD: "☒", 0xFB: "✗", 0xE0: "→", 0xE8: "→",
    0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB9: "≠", 0xBB: "≈", 0xAE: "→",
}  # fmt: skip


def symbol(code: str) -> str:
    """Return the sign of a symbol font by its hexadecimal code («F0B7» is a bullet), "" for a mere picture."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF or number < 0x100:
        return _SYMBOLS.get(number & 0xFF, "")
    return chr(number) if number < 0x110000 else ""


def storable(elements: list[Element]) -> list[Element]:
    """Return the elements with the characters only that a database takes and a reader sees."""
    return [_changed(element, storable_text) for element in elements]


def storable_text(text: str) -> str:
    """Return the text without control codes and soft hyphens, with signs for the private codes of symbol fonts."""
    text = _PRIVATE.sub(lambda match: symbol(f"{ord(match[0]):x}"), text)
    return _HYPHENS.sub("-", _FORBIDDEN.sub("", text))


def in_russian(elements: list[Element]) -> list[Element]:
    """Return the elements with «Приказ» for «Ïðèêàç» where a whole file was written so."""
    text = "".join(texts_of(elements))
    western, russian = len(_WESTERN.findall(text)), len(_RUSSIAN.findall(text))
    if western < 10 * russian or western < len(text) // 3:
        return elements
    return [_changed(element, _recoded) for element in elements]


def _recoded(text: str) -> str:
    return text.translate(_CODE_PAGE)


def texts_of(elements: list[Element]) -> Iterator[str]:
    """Yield all texts, those of cells too."""
    for element in elements:
        if isinstance(element, Paragraph):
            yield element.text
        else:
            yield from (text for row in element.rows for text in row.texts)


def _changed(element: Element, change: Callable[[str], str]) -> Element:
    if isinstance(element, Paragraph):
        return replace(element, text=change(element.text))
    return Table(tuple(_changed_row(row, change) for row in element.rows))


def _changed_row(row: Row, change: Callable[[str], str]) -> Row:
    return replace(row, cells=tuple(replace(cell, text=change(cell.text)) for cell in row.cells))
