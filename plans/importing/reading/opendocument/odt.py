"""OpenDocument texts (LibreOffice, R7, MyOffice): the body in its order, with lists, tables, boxes and notes.

`odfpy` is not used: its last release is of January 2020, and lxml, which reads Word files here, is enough.
"""

from collections.abc import Iterator
from zipfile import ZipFile

from django.utils.translation.trans_null import gettext_noop as _
from lxml.etree import _Element

from plans.importing.elements import Element, Paragraph
from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.flow import MAX_SPAN, Flow, SpanningBox, spread_over_rows, table_or_contents
from plans.importing.reading.opendocument.lists import Counters, Lists
from plans.importing.reading.opendocument.names import DRAW, OFFICE, TABLE, TEXT, number
from plans.importing.reading.opendocument.styles import OdtStyles
from plans.importing.reading.opendocument.text import OdtText, boxes_of, formula_text
from plans.importing.reading.xml import parsed_xml
from plans.importing.reading.zip_limits import opened_archive

_PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
_OUT = {
    f"{TEXT}tracked-changes", f"{TEXT}table-of-content", f"{OFFICE}forms", f"{OFFICE}annotation",
    f"{TEXT}variable-decls", f"{TEXT}sequence-decls", f"{TEXT}user-field-decls", f"{TABLE}title", f"{TABLE}desc",
}  # fmt: skip
_MAX_REPEATED_ROWS = 200


def read_odt(data: bytes) -> list[Element]:
    """Return the elements of an OpenDocument text given as bytes."""
    with opened_archive(data) as archive:
        names = set(archive.namelist())
        if "content.xml" not in names:
            raise UnreadableDocument(_("Файл повреждён: в нём нет текста документа."))
        parts = ("styles.xml", "content.xml")
        roots = [parsed_xml(archive.read(name)) for name in parts if name in names]
        walk = _Walk(roots, _formulas(archive))
    body = roots[-1].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableDocument(_("Файл повреждён: в нём нет текста документа."))
    return [*walk.elements(body), *walk.notes()]


def _formulas(archive: ZipFile) -> dict[str, str]:
    names = [name for name in archive.namelist() if name.endswith("/content.xml")]
    return {name.removesuffix("/content.xml"): formula_text(parsed_xml(archive.read(name))) for name in names}


class _Walk:
    def __init__(self, roots: list[_Element], formulas: dict[str, str]) -> None:
        self.styles = OdtStyles(roots)
        self.lists = Lists(roots)
        self.formulas = formulas
        self.met_notes: list[_Element] = []

    def elements(self, parent: _Element, *, is_cell: bool = False) -> list[Element]:
        """In a cell an automatic number is worth reading without any words."""
        flow = Flow()
        self._add_blocks(parent, flow, is_cell)
        return flow.elements

    def notes(self) -> Iterator[Paragraph]:
        for note in self.met_notes:
            body = note.find(f"{TEXT}note-body")
            elements = [] if body is None else self.elements(body)
            texts = [element.text for element in elements if isinstance(element, Paragraph)]
            if texts:
                yield Paragraph(" ".join(texts), is_note=True)

    def _add_blocks(self, parent: _Element, flow: Flow, is_cell: bool) -> None:
        for node in parent:
            if node.tag in _PARAGRAPHS:
                label = self.lists.heading_label(node) if node.tag == f"{TEXT}h" else ""
                self._add_paragraph(node, flow, label, is_cell)
            elif node.tag == f"{TEXT}list":
                style = node.get(f"{TEXT}style-name") or ""
                self._add_list(node, flow, is_cell, style, 1, self.lists.counters_of(node, style))
            elif node.tag == f"{TABLE}table":
                flow.add(self._table(node))
            elif node.tag.startswith(DRAW):
                self._add_boxes(node, flow)
            elif node.tag not in _OUT and node.get(f"{TEXT}display") != "none":
                self._add_blocks(node, flow, is_cell)

    def _add_paragraph(self, node: _Element, flow: Flow, label: str, is_cell: bool) -> None:
        found = OdtText(node, self.styles, self.formulas)
        self.met_notes.extend(found.notes)
        text = found.text
        if label and (text.strip() or is_cell):
            text = f"{label} {text.lstrip()}"
        flow.add_text(text, is_heading=self.styles.is_heading(node))
        for child in node:
            self._add_boxes(child, flow)

    def _add_boxes(self, node: _Element, flow: Flow) -> None:
        for box in boxes_of(node):
            flow.add(self.elements(box))

    def _add_list(
        self, node: _Element, flow: Flow, is_cell: bool, style: str, level: int, counters: Counters
    ) -> None:
        for item in node:
            own_style = item.get(f"{TEXT}style-override") or style
            is_counted = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    inner = child.get(f"{TEXT}style-name") or own_style
                    self._add_list(child, flow, is_cell, inner, level + 1, counters)
                elif child.tag in _PARAGRAPHS:
                    restart = item.get(f"{TEXT}start-value")
                    start = number(restart, 1) if restart else None
                    label = self.lists.label(counters, own_style, level, start) if is_counted else ""
                    self._add_paragraph(child, flow, label, is_cell)
                is_counted = False  # the number stands before the item's first paragraph

    def _table(self, table: _Element) -> list[Element]:
        rows: list[list[SpanningBox]] = []
        for row in _rows(table):
            boxes = [box for cell in row for box in self._boxes(cell)]
            is_empty = not any(box.elements for box in boxes)
            times = number(row.get(f"{TABLE}number-rows-repeated"), 1, most=_MAX_REPEATED_ROWS)
            rows.extend([boxes] * (1 if is_empty else times))
        return table_or_contents(list(spread_over_rows(rows)))

    def _boxes(self, cell: _Element) -> list[SpanningBox]:
        """Cells covered by others are left out: they are put back by the spans of those."""
        if cell.tag != f"{TABLE}table-cell":
            return []
        box = SpanningBox(
            elements=self.elements(cell, is_cell=True),
            span=number(cell.get(f"{TABLE}number-columns-spanned"), 1, most=MAX_SPAN),
            height=number(cell.get(f"{TABLE}number-rows-spanned"), 1),
        )
        return [box] * number(cell.get(f"{TABLE}number-columns-repeated"), 1, most=MAX_SPAN)


def _rows(table: _Element) -> Iterator[_Element]:
    for node in table:
        if node.tag == f"{TABLE}table-row":
            if node.get(f"{TABLE}visibility", "visible") == "visible":
                yield node
        elif node.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(node)
