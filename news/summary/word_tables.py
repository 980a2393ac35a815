"""Tables of a Word file, written as WordprocessingML (ECMA-376, part 1, section 17.4) in one piece.

python-docx makes a table cell by cell and looks through all of it for each: a thousand rows would take minutes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

# A twentieth of a point, what Word counts in, to a millimetre.
TWIPS = 56.7
SMALL = "Table Text"


@dataclass(frozen=True)
class Words:
    """A paragraph of a cell, which may lead somewhere."""

    text: str
    url: str = ""
    is_bold: bool = False
    is_right: bool = False


@dataclass(frozen=True)
class Row:
    """Cells of paragraphs; a heading spans all columns, a head is repeated on every page."""

    cells: Sequence[Sequence[Words]]
    is_head: bool = False
    is_heading: bool = False


@dataclass
class TableWriter:
    """Adds tables to a document, and the addresses that they lead to."""

    document: Document
    _addresses: dict[str, str] = field(default_factory=dict)

    def add(
        self, widths: Sequence[int], rows: Iterable[Row], style: str = SMALL, *, is_ruled: bool = True
    ) -> None:
        """Add a table behind all that the document has; widths are millimetres."""
        grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        style_id = self.document.styles[style].style_id  # python-docx looks through all styles for one
        written = "".join(self._row(row, widths, style_id) for row in rows)
        table = parse_xml(
            f"<w:tbl {nsdecls('w', 'r')}><w:tblPr>{_TABLE_STYLE if is_ruled else ''}"
            f'<w:tblW w:w="{sum(map(_twips, widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
        )
        self.document.element.body._insert_tbl(table)

    def _row(self, row: Row, widths: Sequence[int], style: str) -> str:
        head = "<w:tblHeader/>" if row.is_head else ""
        spans = [len(widths)] if row.is_heading else [1] * len(row.cells)
        places = [sum(widths)] if row.is_heading else widths
        cells = "".join(
            self._cell(cell, width, span, style)
            for cell, width, span in zip(row.cells, places, spans, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: Sequence[Words], width: int, span: int, style: str) -> str:
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        paragraphs = "".join(self._paragraph(words, style) for words in cell or (Words(""),))
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{spanned}</w:tcPr>{paragraphs}</w:tc>'
        )

    def _paragraph(self, words: Words, style: str) -> str:
        right = '<w:jc w:val="right"/>' if words.is_right else ""
        named = f"<w:pStyle w:val={quoteattr(style)}/>"
        return f"<w:p><w:pPr>{named}{right}</w:pPr>{self._run(words)}</w:p>"

    def _run(self, words: Words) -> str:
        bold = "<w:b/>" if words.is_bold else ""
        linked = '<w:color w:val="0B5C66"/><w:u w:val="single"/>' if words.url else ""
        text = f'<w:t xml:space="preserve">{escape(words.text)}</w:t>'
        run = f"<w:r><w:rPr>{bold}{linked}</w:rPr>{text}</w:r>"
        return f'<w:hyperlink r:id="{self._address(words.url)}">{run}</w:hyperlink>' if words.url else run

    def _address(self, url: str) -> str:
        """Return the name under which the document keeps an address; each is kept once."""
        if url not in self._addresses:
            name = f"rIdAddress{len(self._addresses)}"
            self.document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, url, name, is_external=True)
            self._addresses[url] = name
        return self._addresses[url]


_TABLE_STYLE = '<w:tblStyle w:val="TableGrid"/>'


def _twips(millimetres: int) -> int:
    return round(millimetres * TWIPS)
