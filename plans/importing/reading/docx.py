"""Word files: the body in its order, with tables, merged cells, text boxes, inserted text and automatic numbers."""

import io
import zipfile
from collections.abc import Iterator

import docx
from django.utils.translation.trans_null import gettext_noop as _
from docx.oxml.ns import qn
from lxml.etree import _Element

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.numbering import Numbering
from plans.importing.reading.zip_limits import check_zip_limits

_P, _TBL, _TR, _TC, _TCPR = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:tcPr")
_SDT, _SDT_CONTENT, _BOX = qn("w:sdt"), qn("w:sdtContent"), qn("w:txbxContent")
_WRAPPERS = {qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
# Deleted text is not part of the document; a fallback repeats what its alternative said.
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), _BOX}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}


def read_docx(data: bytes) -> list[Element]:
    """Return the elements of a Word file given as bytes."""
    check_zip_limits(data)
    _refuse_entities(data)
    document = docx.Document(io.BytesIO(data))
    return _Walk(Numbering(document)).elements(document.element.body)


def _refuse_entities(data: bytes) -> None:
    """Word writes no document type declaration, and entities are only declared in one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(name):
                raise UnreadableDocument(
                    _("В документе есть недопустимые объявления: открывать его небезопасно.")
                )


class _Walk:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering

    def elements(self, body: _Element) -> list[Element]:
        """Empty paragraphs become the gap before the next one."""
        found: list[Element] = []
        after_gap = False
        for node in _blocks(body):
            if node.tag == _TBL:
                found.extend(self._table(node))
                after_gap = False
                continue
            paragraphs = list(self._paragraphs(node, after_gap))
            found.extend(paragraphs)
            after_gap = not paragraphs
        return found

    def _paragraphs(self, node: _Element, after_gap: bool) -> Iterator[Paragraph]:
        label = self.numbering.label(node)
        is_heading = self.numbering.is_heading(node)
        lines = [line for line in _text(node).split("\n") if line.strip()]
        if label and lines:
            lines[0] = f"{label} {lines[0]}"
        for index, line in enumerate(lines):
            yield Paragraph(
                line.strip(), after_gap and not index, is_line=len(lines) > 1, is_heading=is_heading
            )
        for box in _boxes(node):
            for element in self.elements(box):
                yield from _as_paragraphs(element)

    def _table(self, node: _Element) -> list[Element]:
        rows = tuple(Row(tuple(self._cells(row))) for row in _rows(node))
        if all(len(row.cells) <= 1 for row in rows):  # a frame around other things
            cells = [cell for row in _rows(node) for cell in _cell_nodes(row)]
            return [element for cell in cells for element in self.elements(cell)]
        return [Table(rows)] if rows else []

    def _cells(self, row: _Element) -> Iterator[Cell]:
        for _missing in range(_skipped_columns(row)):
            yield Cell()
        for node in _cell_nodes(row):
            properties = node.find(_TCPR)
            merge = properties.find(qn("w:vMerge")) if properties is not None else None
            continues = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            text = self._cell_text(node)
            yield Cell("" if continues else text, _span(properties), continues)

    def _cell_text(self, node: _Element) -> str:
        return "\n".join(_element_text(element) for element in self._cell_elements(node))

    def _cell_elements(self, node: _Element) -> Iterator[Element]:
        for block in _blocks(node):
            if block.tag == _TBL:
                yield from self._table(block)
                continue
            label = self.numbering.label(block)
            text = _text(block).strip()
            if label or text:
                yield Paragraph(f"{label} {text}".strip())


def _blocks(parent: _Element) -> Iterator[_Element]:
    for node in parent:
        if node.tag in (_P, _TBL):
            yield node
        elif node.tag == _SDT:
            content = node.find(_SDT_CONTENT)
            if content is not None:
                yield from _blocks(content)
        elif node.tag in _WRAPPERS:
            yield from _blocks(node)


def _unwrapped(parent: _Element, tag: str) -> Iterator[_Element]:
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag == _SDT and node.find(_SDT_CONTENT) is not None:
            yield from _unwrapped(node.find(_SDT_CONTENT), tag)
        elif node.tag in _WRAPPERS:
            yield from _unwrapped(node, tag)


def _rows(table: _Element) -> list[_Element]:
    return list(_unwrapped(table, _TR))


def _cell_nodes(row: _Element) -> list[_Element]:
    return list(_unwrapped(row, _TC))


def _text(node: _Element) -> str:
    return "".join(_pieces(node))


def _pieces(node: _Element) -> Iterator[str]:
    for child in node:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _SKIPPED and child.tag != _FALLBACK and isinstance(child.tag, str):
            yield from _pieces(child)


def _boxes(node: _Element) -> Iterator[_Element]:
    for box in node.iter(_BOX):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _as_paragraphs(element: Element) -> Iterator[Paragraph]:
    if isinstance(element, Paragraph):
        yield element
        return
    for row in element.rows:
        yield Paragraph("\t".join(row.texts))


def _element_text(element: Element) -> str:
    if isinstance(element, Paragraph):
        return element.text
    return "\n".join(" ".join(text for text in row.texts if text) for row in element.rows)


def _span(properties: _Element | None) -> int:
    span = properties.find(qn("w:gridSpan")) if properties is not None else None
    return _number(span.get(qn("w:val"))) if span is not None else 1


def _skipped_columns(row: _Element) -> int:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return _number(before.get(qn("w:val"))) if before is not None else 0


def _number(value: str | None) -> int:
    return min(int(value), 64) if value and value.isdigit() else 1
