"""The summary as a Word file in the official form: title, the plan's table with its execution, figures, signatures."""

from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from home.templatetags.dates import date_words, period_words
from news.summary import tables
from news.summary.pictures import Photo
from news.summary.rows import Item, Summary
from news.summary.tables import Cell, Table
from news.summary.word_tables import SMALL, Row, TableWriter, Words
from search.pictures import CARD_FALLBACK, made

FONT = "Times New Roman"
MARGIN, WIDTH, HEIGHT = 20, 297, 210
ROOM = WIDTH - 2 * MARGIN
# Number, item, deadline, parties, execution, in millimetres.
ITEM_WIDTHS = (15, 77, 35, 50, 80)
PICTURES_IN_ROW, PICTURE_WIDTH = 4, 60
LINE = "_" * 24
LONGEST_PROPERTY = 255


def write_word(summary: Summary) -> bytes:
    """Return a .docx on A4 across."""
    document = _document(summary)
    writer = TableWriter(document)
    _head(document, summary)
    writer.add(ITEM_WIDTHS, _items(summary), style="Normal")
    for table in (
        tables.figures(summary),
        tables.organisations(summary),
        tables.partners(summary),
        tables.links(summary),
        tables.silent(summary),
    ):
        if table.rows:
            document.add_heading(str(table.name), level=2)
            _add(writer, table, summary.origin)
    if summary.photos:
        _pictures(document, summary.photos)
    _signatures(document, writer, summary)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _document(summary: Summary) -> DocumentObject:
    """Return an empty document with the styles of an official one and its pages numbered."""
    document = Document()
    about = document.core_properties
    about.title, about.author = summary.title[:LONGEST_PROPERTY], summary.issuer[:LONGEST_PROPERTY]
    about.comments, about.language = "", "ru-RU"
    document.styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name, size in (("Normal", 12), ("Heading 1", 14), ("Heading 2", 12), (SMALL, 10)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for script in ("w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_after = Pt(0)
    document.styles["Heading 2"].paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    return document


def _head(document: DocumentObject, summary: Summary) -> None:
    title = document.add_heading(_("Отчёт об исполнении"), level=1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _centred(document, summary.title).runs[0].bold = True
    period = period_words(summary.period.first, summary.period.last)
    for line in (
        summary.requisites,
        _("По состоянию на %s") % date_words(summary.made),
        _("События %s. Исполнение пунктов — за всё время.") % period if period else "",
    ):
        if line:
            _centred(document, line)
    document.add_paragraph()


def _centred(document: DocumentObject, text: str) -> Paragraph:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _items(summary: Summary) -> Iterator[Row]:
    titles = ("№", _("Мероприятие"), _("Срок"), _("Ответственные"), _("Исполнение"))
    yield Row([[Words(title, is_bold=True)] for title in titles], is_head=True)
    for section in summary.sections:
        if section.title:
            yield Row([[Words(section.title, is_bold=True)]], is_heading=True)
        for item in section.items:
            yield Row(list(_item(item)))


def _item(item: Item) -> Iterator[list[Words]]:
    yield [Words(item.number)]
    yield [Words(item.title)]
    yield [Words(item.deadline)]
    yield [Words(party) for party in item.parties]
    yield [Words(item.execution), *(Words(note.in_words) for note in item.notes)]


def _add(writer: TableWriter, table: Table, origin: str) -> None:
    letters = sum(column.width for column in table.columns)
    widths = [column.width * ROOM // letters for column in table.columns]
    head = Row([[Words(str(column.title), is_bold=True)] for column in table.columns], is_head=True)
    body = (Row([[_words(cell, origin)] for cell in cells]) for cells in table.body)
    writer.add(widths, [head, *body])


def _words(cell: Cell, origin: str) -> Words:
    return Words(
        cell.text,
        f"{origin}{cell.url}" if cell.url.startswith("/") else cell.url,
        is_right=cell.is_number,
    )


def _pictures(document: DocumentObject, photos: tuple[Photo, ...]) -> None:
    """Add the best pictures with their captions, four beside each other; a file that is gone is left out."""
    document.add_heading(_("Лучшие снимки"), level=2)
    for first in range(0, len(photos), PICTURES_IN_ROW):
        row = photos[first : first + PICTURES_IN_ROW]
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shown = [photo for photo in row if _picture(paragraph, photo)]
        captions = "; ".join(photo.caption or photo.report.title for photo in shown)
        document.add_paragraph(captions, style=SMALL)


def _picture(paragraph: Paragraph, photo: Photo) -> bool:
    (size,) = made(photo.picture, CARD_FALLBACK)
    try:
        with size.file.open() as file:
            shape = paragraph.add_run().add_picture(file, width=Mm(PICTURE_WIDTH))
    except FileNotFoundError:
        return False
    shape._inline.docPr.set("descr", photo.alt)
    paragraph.add_run(" ")
    return True


def _signatures(document: DocumentObject, writer: TableWriter, summary: Summary) -> None:
    document.add_paragraph()
    if summary.issuer:
        document.add_paragraph(summary.issuer).paragraph_format.keep_with_next = True
    rows = [
        Row([[Words(who)], [Words(LINE)], [Words(LINE)]]) for who in (_("Исполнитель"), _("Руководитель"))
    ]
    writer.add((60, 70, 70), rows, style="Normal", is_ruled=False)
    document.add_paragraph()
    document.add_paragraph(_("«____» ____________________ %(year)d г.") % {"year": summary.made.year})
