"""Elements without what printing and web sites left in them: tags, spaced letters, broken signs, site buttons."""

import re
from collections.abc import Iterator
from dataclasses import replace

from plans.importing.elements import Cell, Element, Paragraph, Row, Table

_TAG = re.compile(r"</?(?:p|br|b|i|u|span|div|strong|em|font)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_ENTITIES = (("&nbsp;", " "), ("&laquo;", "«"), ("&raquo;", "»"), ("&ndash;", "–"), ("&mdash;", "—"), ("&quot;", '"'),
             ("&#171;", "«"), ("&#187;", "»"), ("&#8470;", "№"), ("&amp;", "&"))  # fmt: skip
_MOJIBAKE = (("в„–", "№"), ("вЂ“", "–"), ("вЂ”", "—"), ("В«", "«"), ("В»", "»"))
_SPACED_LETTERS = re.compile(r"(?<![^\W\d_])[А-ЯЁа-яё](?: [А-ЯЁа-яё]){3,}(?![^\W\d_])")
_WIDE_GAP = re.compile(r"[^\S\n]{4,}")
_SPACES = re.compile(r"[^\S\n\t]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CLUTTER = re.compile(
    r"(?:печать(?: эл\.? ?почта)?|эл\.? почта|- ?подробности|подробности|действующий|скачать|распечатать|версия для печати"
    r"|(?:- ?)?(?:категория|автор|просмотров|опубликовано|дата публикации|раздел|обновлено|теги|рубрика): ?.{0,80}"
    r"|(?:- ?)?(?:создано|опубликовано|обновлено|изменено|размещено):? \d.{0,40}"
    r"|\d{1,2}:\d{2}|поделиться.{0,40}|наверх|страница \d+(?: из \d+)?|- ?\d{1,3} ?-)\Z",
    re.IGNORECASE,
)


def cleaned(elements: list[Element]) -> list[Element]:
    """Return the elements without artefacts; an empty paragraph that is left becomes a gap."""
    return list(_cleaned(elements))


def _cleaned(elements: list[Element]) -> Iterator[Element]:
    is_gap = False
    for element in elements:
        if isinstance(element, Table) and not element.rows:
            continue
        if isinstance(element, Table):
            yield Table(tuple(_clean_row(row) for row in element.rows))
            is_gap = False
            continue
        text = clean_text(element.text)
        if element.is_cell or (text and not _CLUTTER.match(text)):
            yield replace(element, text=text, after_gap=element.after_gap or is_gap)
            is_gap = False
        else:
            is_gap = True


def _clean_row(row: Row) -> Row:
    cells = tuple(Cell(clean_text(cell.text), cell.span, cell.continues_above) for cell in row.cells)
    return replace(row, cells=cells)


def clean_text(text: str) -> str:
    """Return the text with plain spaces and signs; its line ends stay, and a wide gap is a tab."""
    text = _INVISIBLE.sub("", text.replace("\xa0", " ").replace("\u202f", " "))
    for wrong, right in _MOJIBAKE if "в„–" in text or "вЂ" in text else ():
        text = text.replace(wrong, right)
    for entity, sign in _ENTITIES if "&" in text else ():
        text = text.replace(entity, sign)
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = _SPACED_LETTERS.sub(lambda match: match[0].replace(" ", ""), text)
    lines = (_SPACES.sub(" ", _WIDE_GAP.sub("\t", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line).strip()


def squashed(text: str) -> str:
    """Return the text on one line with single spaces."""
    return " ".join(text.split())


def parted_notes(elements: list[Element]) -> tuple[list[Element], list[str]]:
    """Return the elements without the footnotes, and the texts of these."""
    notes = [element for element in lines_of(elements) if element.is_note]
    rest = [element for element in elements if isinstance(element, Table) or not element.is_note]
    return rest, [squashed(clean_text(note.text)) for note in notes]


def lines_of(elements: list[Element]) -> list[Paragraph]:
    """Return the paragraphs among the elements."""
    return [element for element in elements if isinstance(element, Paragraph)]
