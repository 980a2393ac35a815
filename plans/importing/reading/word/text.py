"""The words of a Word paragraph: inserted text and results of fields in; deleted, hidden and coded text out."""

from collections.abc import Iterator

from lxml.etree import _Element

from plans.importing.reading.characters import symbol
from plans.importing.reading.word.package import W, is_on
from plans.importing.reading.word.styles import Styles

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BOX = f"{W}txbxContent"
_ART = "{urn:schemas-microsoft-com:vml}textpath"
# Deleted text is not part of the document; a fallback repeats what its alternative said; comments stand elsewhere.
SKIPPED = {
    f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}rt", BOX,
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_TEXTS = {f"{W}t", f"{M}t"}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_SYMBOL = f"{W}sym"
_LEAVES = {*_TEXTS, *_SIGNS, *_NOTES, _SYMBOL}


class ParagraphText:
    """Collects the words of one paragraph, and the notes it refers to."""

    def __init__(self, paragraph: _Element, styles: Styles) -> None:
        self.notes: list[tuple[str, str]] = []
        self._styles = styles
        self._is_hidden = styles.is_hidden(styles.of_paragraph(paragraph))
        self._fields: list[bool] = []  # of each open field: is this still its instruction?
        self._has_fields = _has_whole_fields(paragraph)
        self.text = "".join(self._pieces(paragraph))

    def _pieces(self, node: _Element) -> Iterator[str]:
        for child in node:
            if child.tag in SKIPPED or _is_placeholder(child):
                continue
            if child.tag == f"{W}r" and self._is_hidden_run(child):
                self._follow_fields(child)
            elif child.tag == f"{W}fldChar":
                self._follow_field(child)
            elif child.tag in _LEAVES:
                yield "" if any(self._fields) else self._words(child)
            elif child.tag == f"{M}f":
                parts = (child.find(f"{M}num"), child.find(f"{M}den"))
                yield "/".join("".join(self._pieces(part)) for part in parts if part is not None)
            else:
                yield from self._pieces(child)

    def _words(self, node: _Element) -> str:
        if node.tag in _TEXTS:
            return node.text or ""
        if node.tag in _NOTES:
            self.notes.append((_NOTES[node.tag], node.get(f"{W}id") or ""))
            return ""
        return symbol(node.get(f"{W}char") or "") if node.tag == _SYMBOL else _SIGNS[node.tag]

    def _is_hidden_run(self, run: _Element) -> bool:
        switch = run.find(f"{W}rPr/{W}vanish")
        if switch is not None:
            return is_on(switch)
        style = run.find(f"{W}rPr/{W}rStyle")
        return self._is_hidden or (style is not None and self._styles.is_hidden(style.get(f"{W}val") or ""))

    def _follow_fields(self, run: _Element) -> None:
        for mark in run.iter(f"{W}fldChar"):
            self._follow_field(mark)

    def _follow_field(self, mark: _Element) -> None:
        kind = mark.get(f"{W}fldCharType") if self._has_fields else ""
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def _has_whole_fields(paragraph: _Element) -> bool:
    """A field that goes on in other paragraphs is not followed: no word may be lost by a missing end."""
    kinds = [mark.get(f"{W}fldCharType") for mark in paragraph.iter(f"{W}fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _is_placeholder(node: _Element) -> bool:
    """«Место для ввода текста» in a form that nobody filled in."""
    return node.tag == f"{W}sdt" and node.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def boxes_of(node: _Element) -> Iterator[_Element]:
    """Yield the text boxes that hang on a paragraph, without those inside them."""
    for child in node:
        if child.tag == BOX:
            yield child
        elif child.tag not in SKIPPED:
            yield from boxes_of(child)


def drawn_words(node: _Element) -> Iterator[str]:
    """Yield the words of WordArt in files that were once .doc."""
    for child in node:
        if child.tag == _ART:
            yield child.get("string") or ""
        elif child.tag not in SKIPPED:
            yield from drawn_words(child)
