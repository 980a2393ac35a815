"""The words of an OpenDocument paragraph, the notes it refers to and the boxes that hang on it."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from plans.importing.reading.opendocument.names import DRAW, HREF, OFFICE, TEXT, number
from plans.importing.reading.opendocument.styles import OdtStyles

_SPACES = re.compile(r"[ \t\r\n]+")
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_NOTE = f"{TEXT}note"
_OUT = {
    _NOTE,
    f"{TEXT}number",  # computed already
    f"{TEXT}ruby-text",
    f"{OFFICE}annotation",
    f"{TEXT}tracked-changes",
}
_MATH = "{http://www.w3.org/1998/Math/MathML}"


class OdtText:
    """Words of one paragraph; `formulas` are those of the file by their names in it."""

    def __init__(self, paragraph: _Element, styles: OdtStyles, formulas: dict[str, str]) -> None:
        self._styles = styles
        self._formulas = formulas
        self.notes = list(paragraph.iter(_NOTE))
        is_hidden = styles.is_hidden(paragraph, "paragraph")
        self.text = "" if is_hidden else "".join(self._pieces(paragraph))

    def _pieces(self, node: _Element) -> Iterator[str]:
        yield _SPACES.sub(" ", node.text or "")
        for child in node:
            yield from self._child(child)
            yield _SPACES.sub(" ", child.tail or "")

    def _child(self, node: _Element) -> Iterator[str]:
        if node.tag in _SIGNS:
            yield _SIGNS[node.tag]
        elif node.tag == f"{TEXT}s":
            yield " " * number(node.get(f"{TEXT}c"), 1, most=200)
        elif node.tag == f"{DRAW}object":
            yield self._formulas.get((node.get(HREF) or "").removeprefix("./"), "")
        elif node.tag not in _OUT and not _is_box(node) and not self._is_hidden(node):
            yield from self._pieces(node)

    def _is_hidden(self, node: _Element) -> bool:
        if node.get(f"{TEXT}is-hidden") == "true":
            return True
        return node.tag == f"{TEXT}span" and self._styles.is_hidden(node, "text")


def _is_box(node: _Element) -> bool:
    """A text box, or a shape with words in it."""
    return node.tag.startswith(DRAW) and any(
        child.tag in (f"{TEXT}p", f"{TEXT}list", f"{TEXT}h") for child in node
    )


def boxes_of(node: _Element) -> Iterator[_Element]:
    """Yield the boxes that hang on a paragraph or stand by themselves, without those inside them."""
    if _is_box(node):
        yield node
    elif node.tag not in _OUT:
        for child in node:
            yield from boxes_of(child)


def formula_text(root: _Element) -> str:
    """Return the signs of a formula one after another, "" for what is no formula."""
    if root.tag != f"{_MATH}math":
        return ""
    return "".join(
        (node.text or "").strip()
        for node in root.iter(*(f"{_MATH}{name}" for name in ("mi", "mn", "mo", "mtext")))
    )
