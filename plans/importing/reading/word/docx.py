"""Word files: the body in its order, with tables, merged cells, text boxes, notes and automatic numbers."""

from collections.abc import Iterator

from lxml.etree import _Element

from plans.importing.elements import Element, Paragraph
from plans.importing.reading.flow import Box, Flow, table_or_contents
from plans.importing.reading.word.numbering import Numbering
from plans.importing.reading.word.package import W, WordFile, is_on, value_of
from plans.importing.reading.word.styles import Styles
from plans.importing.reading.word.tables import (
    WRAPPERS,
    aligned_columns,
    continues,
    placed_cells,
    rows_of,
)
from plans.importing.reading.word.text import ParagraphText, boxes_of, drawn_words

_P, _TBL = f"{W}p", f"{W}tbl"


def read_docx(data: bytes) -> list[Element]:
    """Return the elements of a Word file given as bytes."""
    file = WordFile(data)
    styles = Styles(file.related("styles"))
    walk = _Walk(Numbering(file.related("numbering"), styles), styles)
    elements = walk.elements(file.body)
    return [*elements, *walk.notes(file)]


class _Walk:
    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.numbering = numbering
        self.styles = styles
        self.met_notes: dict[tuple[str, str], None] = {}

    def elements(self, body: _Element, *, is_cell: bool = False) -> list[Element]:
        """In a cell an automatic number is worth reading without any words."""
        flow = Flow()
        joined: list[_Element] = []  # paragraphs whose end is deleted or hidden: they go on in the next one
        for node in _blocks(body):
            if node.tag == _TBL:
                self._add_paragraph(flow, joined, is_cell)
                flow.add(self._table(node))
            elif self.styles.is_contents(node):
                continue
            elif _is_joined_to_next(node):
                joined.append(node)
                continue
            else:
                self._add_paragraph(flow, [*joined, node], is_cell)
            joined = []
        self._add_paragraph(flow, joined, is_cell)
        return flow.elements

    def notes(self, file: WordFile) -> Iterator[Paragraph]:
        """Yield the notes in the order in which the text refers to them."""
        texts = {
            (kind, node.get(f"{W}id") or ""): node
            for kind in ("footnotes", "endnotes")
            for node in _children(file.related(kind))
        }
        for note in self.met_notes.copy():
            if note in texts:
                yield from _as_note(self.elements(texts[note]))

    def _text(self, paragraph: _Element) -> str:
        found = ParagraphText(paragraph, self.styles)
        self.met_notes.update(dict.fromkeys(found.notes))
        return found.text

    def _add_paragraph(self, flow: Flow, nodes: list[_Element], is_cell: bool) -> None:
        """The last of paragraphs that go on in each other gives them its number and its style."""
        if not nodes:
            return
        label = self.numbering.label(nodes[-1])
        text = "".join(map(self._text, nodes))
        if label and (text.strip() or is_cell):
            text = f"{label} {text.lstrip()}"
        flow.add_text(text, is_heading=self.styles.is_heading(nodes[-1]))
        for node in nodes:
            for words in drawn_words(node):
                flow.add_text(words)
            for box in boxes_of(node):
                flow.add(self.elements(box))

    def _table(self, table: _Element) -> list[Element]:
        rows: list[list[Box]] = []
        above: set[int] = set()
        columns = aligned_columns(table)
        for row in rows_of(table):
            boxes, above = self._row(row, above, columns)
            rows.append(boxes)
        return table_or_contents(rows)

    def _row(self, row: _Element, above: set[int], columns: list[int]) -> tuple[list[Box], set[int]]:
        """Return the boxes of a row and the columns where they begin; `above` are those of the row above it."""
        boxes: list[Box] = []
        places: set[int] = set()
        for cell, first, last in placed_cells(row):
            start, span = columns[first], columns[last] - columns[first]
            if cell is None:
                boxes.append(Box([], span))
            elif boxes and continues(cell, "hMerge"):
                boxes[-1].span += span
            else:
                places.add(start)
                is_below = start in above and continues(cell, "vMerge")
                boxes.append(Box([] if is_below else self.elements(cell, is_cell=True), span, is_below))
        return boxes, places


def _blocks(parent: _Element) -> Iterator[_Element]:
    for node in parent:
        if node.tag in (_P, _TBL):
            yield node
        elif node.tag in WRAPPERS and not _is_contents(node):
            yield from _blocks(node)


def _children(node: _Element | None) -> list[_Element]:
    return [] if node is None else list(node)


def _is_contents(node: _Element) -> bool:
    """The table of contents is made by Word from the headings."""
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return value_of(gallery) == "Table of Contents"


def _is_joined_to_next(paragraph: _Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    return mark.find(f"{W}del") is not None or is_on(mark.find(f"{W}vanish"))


def _as_note(elements: list[Element]) -> Iterator[Paragraph]:
    texts = [element.text for element in elements if isinstance(element, Paragraph)]
    if texts:
        yield Paragraph(" ".join(texts), is_note=True)
