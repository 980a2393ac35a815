"""Files for the tests of reading, made of their smallest parts: Word, OpenDocument, PDF."""

import io
import zipfile
from dataclasses import dataclass, field

from plans.importing.elements import Element, Paragraph, Table

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPACES = (
    f'{_W} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def texts(elements: list[Element]) -> list[str]:
    """Return the texts of the paragraphs."""
    return [element.text for element in elements if isinstance(element, Paragraph)]


def rows(elements: list[Element]) -> list[tuple[str, ...]]:
    """Return the rows of the only table."""
    (table,) = [element for element in elements if isinstance(element, Table)]
    return [row.texts for row in table.rows]


def archive(entries: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return stream.getvalue()


def word_file(body: str, **parts: str) -> bytes:
    """Return a Word file with this body; `parts` are the contents of styles, numbering, footnotes, endnotes."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({f"{name}.xml": name for name in parts}),
    }
    for name, content in parts.items():
        entries[f"word/{name}.xml"] = f"<w:{name} {_SPACES}>{content}</w:{name}>"
    return archive(entries)


def _relations(targets: dict[str, str]) -> str:
    nodes = "".join(
        f'<Relationship Id="r{place}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for place, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{nodes}</Relationships>'


def word_run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word_paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph; `text` may hold runs of its own."""
    content = text if text.startswith("<") else word_run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def word_table(*table_rows: list[str], grid: str = "") -> str:
    """Return a table of cells given by `word_cell`."""
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join('<w:tr>' + ''.join(row) + '</w:tr>' for row in table_rows)}</w:tbl>"


def word_cell(text: str, properties: str = "") -> str:
    content = text if text.startswith("<w:") else word_paragraph(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def odt_file(body: str, styles: str = "", common: str = "") -> bytes:
    """Return an OpenDocument text; `styles` are its automatic ones, `common` those of styles.xml."""
    body = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:automatic-styles>{styles}</office:automatic-styles>{body}"
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<office:document-content {_ODF} xmlns:xlink="http://www.w3.org/1999/xlink">{content}</office:document-content>',
            "styles.xml": f"<office:document-styles {_ODF}><office:styles>{common}</office:styles></office:document-styles>",
        }
    )


@dataclass
class PdfFile:
    """A PDF file of printed words and rules; places are points from the upper left corner of an A4 page."""

    pages: list[str] = field(default_factory=lambda: [""])
    width: int = 595
    height: int = 842

    def text(self, x: float, y: float, words: str, size: float = 12) -> "PdfFile":
        """Print words; every letter is half as wide as high, a space a quarter."""
        escaped = words.encode("cp1251").hex()
        self.pages[-1] += f"BT /F1 {size} Tf 1 0 0 1 {x} {self.height - y} Tm <{escaped}> Tj ET\n"
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "PdfFile":
        self.pages[-1] += f"{x0} {self.height - y0} m {x1} {self.height - y1} l S\n"
        return self

    def table(
        self, top: float, edges: list[int], table_rows: list[list[str]], height: float = 30
    ) -> "PdfFile":
        """Print a ruled table; a cell's lines are parted by line ends."""
        bottom = top + height * len(table_rows)
        for place, row in enumerate(table_rows):
            y = top + place * height
            self.rule(edges[0], y, edges[-1], y)
            for x, cell in zip(edges, row, strict=False):
                for line, words in enumerate(cell.split("\n")):
                    self.text(x + 4, y + 12 + 12 * line, words, 10)
        self.rule(edges[0], bottom, edges[-1], bottom)
        for x in edges:
            self.rule(x, top, x, bottom)
        return self

    def page(self) -> "PdfFile":
        self.pages.append("")
        return self

    def data(self) -> bytes:
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        objects += [_FONT, _DESCRIPTOR, _stream(_TO_UNICODE)]
        kids = []
        for content in self.pages:
            objects.append(_stream(content))
            kids.append(f"{len(objects) + 1} 0 R")
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width} {self.height}] /Contents {len(objects)} 0 R"
                " /Resources << /Font << /F1 3 0 R >> >> >>"
            )
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        return _assembled(objects)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _assembled(objects: list[str]) -> bytes:
    output, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(output))
        output += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return output + f"{trailer}startxref\n{len(output)}\n%%EOF".encode()


_FONT = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Zarechinsk /FirstChar 32 /LastChar 255"
    f" /Widths [250 {'500 ' * 223}] /FontDescriptor 4 0 R /ToUnicode 5 0 R >>"
)
_DESCRIPTOR = "<< /Type /FontDescriptor /FontName /Zarechinsk /Flags 32 /FontBBox [0 -200 500 800] /Ascent 800 /Descent -200 >>"
_LETTERS = [(code, bytes([code]).decode("cp1251")) for code in range(33, 256) if code != 0x98]
_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
    + "\n".join(f"1 beginbfchar\n<{code:02x}> <{ord(letter):04x}>\nendbfchar" for code, letter in _LETTERS)
    + "\nendcmap\nend"
)
