"""Web pages, and what office programs save as such: blocks, lists with their numbers, tables with their spans."""

import re
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop as _
from lxml import etree

from plans.importing.elements import Element, Paragraph
from plans.importing.reading.counting import printed
from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.flow import Flow, SpanningBox, spread_over_rows, table_or_contents
from plans.importing.reading.html.signs import (
    BLOCKS,
    HEADINGS,
    is_note,
    is_out,
    number_attribute,
    style_of,
    word_label,
)
from plans.importing.reading.plain.encodings import decoded_markup

_SPACES = re.compile(r"[ \t\r\n\f]+")
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAX_HEIGHT = 10_000
_MAIN_PART = 0.5  # of the page's words must stand in what calls itself its article


def read_html(data: bytes) -> list[Element]:
    """Return the elements of a web page given as bytes."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(decoded_markup(data).encode("utf-8"), parser)
    if root is None:
        raise UnreadableDocument(_("В документе нет текста."))
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument(_("Страница устроена слишком сложно: вставьте её текст в документ Word."))
    walk = _Walk(root)
    return [*walk.elements(_content(root)), *walk.notes]


def _content(root: etree._Element) -> etree._Element:
    """Return the part that says that it is the page's content, else all of the page."""
    body = root.find("body")
    page = root if body is None else body
    words = len("".join(page.itertext()))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = page.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext())) > _MAIN_PART * words:
            return found[0]
    return page


class _Walk:
    def __init__(self, root: etree._Element) -> None:
        self.notes: list[Paragraph] = []
        self._frame_forms = _forms_around_the_page(root)
        self._flow = Flow()
        self._words: list[str] = []
        self._label = ""
        self._is_cell = False

    def elements(self, node: etree._Element, *, is_cell: bool = False) -> list[Element]:
        """Return what stands in the page, in a cell or in a note."""
        outer = self._flow, self._words, self._label, self._is_cell
        self._flow, self._words, self._label, self._is_cell = Flow(), [], "", is_cell
        self._inside(node)
        self._end_paragraph()
        found = self._flow.elements
        self._flow, self._words, self._label, self._is_cell = outer
        return found

    def _inside(self, node: etree._Element) -> None:
        self._add(node.text, node)
        for child in node:
            if isinstance(child.tag, str) and not self._is_out(child):
                self._child(child)
            self._add(child.tail, node)

    def _add(self, text: str | None, node: etree._Element) -> None:
        if text:
            self._words.append(text if node.tag == "pre" else _SPACES.sub(" ", text))

    def _is_out(self, node: etree._Element) -> bool:
        if node.tag == "form":
            return node not in self._frame_forms
        if node.tag == "header":  # of the page; that of an article holds its title
            return next(node.iterancestors("article", "main"), None) is None
        return is_out(node)

    def _child(self, node: etree._Element) -> None:
        label = word_label(node)
        if label is not None:
            self._words.append(label)
        elif "mso-tab-count" in style_of(node):
            self._words.append("\t")
        elif node.tag == "br":
            self._words.append("\n")
        elif node.tag in ("ol", "ul"):
            self._list(node)
        elif is_note(node):
            self._note(node)
        elif node.tag in ("table", "hr") or node.tag in BLOCKS:
            self._block(node)
        else:
            self._inside(node)

    def _block(self, node: etree._Element) -> None:
        self._end_paragraph()
        if node.tag == "table":
            self._flow.add(self._table(node))
        elif node.tag == "hr":
            self._flow.after_gap = True
        else:
            before = len(self._flow.elements)
            self._inside(node)
            is_gap = node.tag == "p" and len(self._flow.elements) == before
            self._end_paragraph(is_heading=node.tag in HEADINGS, is_gap=is_gap)

    def _end_paragraph(self, *, is_heading: bool = False, is_gap: bool = False) -> None:
        """An empty block is a gap only if it takes a line of the page."""
        text = re.sub(r" *\n *", "\n", re.sub(" {2,}", " ", "".join(self._words))).strip(" ")
        self._words = []
        if not text and not is_gap:
            return
        if self._label and text.strip():
            text = text.lstrip()
            text = text if text.startswith(self._label) else f"{self._label} {text}"
            self._label = ""
        self._flow.add_text(text.removesuffix("\n"), is_heading=is_heading)

    def _list(self, node: etree._Element) -> None:
        self._end_paragraph()
        count = number_attribute(node, "start", 1)
        is_plain = "list-style-type:none" in style_of(node) or "list-style:none" in style_of(node)
        for item in node:
            if item.tag != "li" or self._is_out(item):
                if isinstance(item.tag, str) and not self._is_out(item):
                    self._child(item)
                continue
            count = number_attribute(item, "value", count)
            number = printed(count, _LIST_STYLES.get(node.get("type") or "", "decimal"))
            self._label = "" if is_plain else "-" if node.tag == "ul" else f"{number}."
            self._inside(item)
            self._end_paragraph()
            if self._label and self._is_cell:  # the first column of many plans has automatic numbers only
                self._flow.add_text(self._label)
            self._label = ""
            count += 1

    def _note(self, node: etree._Element) -> None:
        texts = [element.text for element in self.elements(node) if isinstance(element, Paragraph)]
        if texts:
            self.notes.append(Paragraph(" ".join(texts), is_note=True))

    def _table(self, table: etree._Element) -> list[Element]:
        rows = [[self._box(cell) for cell in _cells(row)] for row in self._rows(table)]
        titles = [element for node in table.findall("caption") for element in self.elements(node)]
        return [*titles, *table_or_contents(list(spread_over_rows(rows)))]

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        parts = [node for node in table if isinstance(node.tag, str) and not self._is_out(node)]
        for node in sorted(parts, key=lambda part: {"thead": 0, "tfoot": 2}.get(part.tag, 1)):
            if node.tag == "tr":
                yield node
            elif node.tag != "table":
                yield from self._rows(node)

    def _box(self, cell: etree._Element) -> SpanningBox:
        height = number_attribute(cell, "rowspan", 1)
        return SpanningBox(
            elements=[] if self._is_out(cell) else self.elements(cell, is_cell=True),
            span=number_attribute(cell, "colspan", 1),
            height=min(height, _MAX_HEIGHT) if height > 0 else _MAX_HEIGHT,
        )


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells; old pages put a form between a row and its cells."""
    for node in row:
        if node.tag in ("td", "th"):
            yield node
        elif isinstance(node.tag, str) and node.tag not in ("tr", "table"):
            yield from _cells(node)


def _forms_around_the_page(root: etree._Element) -> set[etree._Element]:
    """A form around the whole page is how some sites are made; one in it is a search field or a feedback."""
    words = len("".join(root.itertext()))
    return {form for form in root.iter("form") if len("".join(form.itertext())) > _MAIN_PART * words}
