"""PDF files with words in them: ruled tables become tables, everything else paragraphs, no row is guessed.

`pdfplumber` gives the places of characters and rules, which pdfminer.six alone does not put together to cells.
"""

import io
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

import pdfplumber
from django.utils.translation.trans_null import gettext_noop as _
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from plans.importing.elements import Element, Paragraph
from plans.importing.reading.characters import in_russian
from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.pdf.lines import Line
from plans.importing.reading.pdf.pages import PdfPage, page_of, without_running_lines
from plans.importing.reading.pdf.paragraphs import Measure, Paragraphs, in_reading_order, measure_of
from plans.importing.reading.pdf.rows import elements_of
from plans.importing.reading.pdf.tables import PdfTable
from plans.importing.reading.pdf.wrapping import Wrapping

MAX_PAGES = 200
_UNKNOWN = "(cid:"
_MANY = 0.1  # of the words


def read_pdf(data: bytes) -> list[Element]:
    """Return the elements of a PDF file given as bytes."""
    try:
        pages = without_running_lines(list(_pages(data)))
    except (PdfminerException, MalformedPDFException, PSException) as error:
        raise UnreadableDocument(_reason(error)) from error
    _refuse_unreadable(pages)
    return [*in_russian(list(_elements(pages))), *_lost_pages(pages)]


def _pages(data: bytes) -> Iterator[PdfPage]:
    with pdfplumber.open(io.BytesIO(data)) as file:
        if len(list(islice(PDFPage.create_pages(file.doc), MAX_PAGES + 1))) > MAX_PAGES:
            raise UnreadableDocument(_("В файле больше 200 страниц: разделите его на части."))
        for number, page in enumerate(file.pages, start=1):
            yield page_of(page, number)
            page.close()


def _reason(error: Exception) -> str:
    cause = error.args[0] if error.args else None
    if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
        return _("Файл PDF защищён паролем: снимите защиту и сохраните его снова.")
    return _("Файл повреждён: прочитать его не удалось.")


def _refuse_unreadable(pages: list[PdfPage]) -> None:
    words = [word.text for page in pages for line in page.all_lines for word in line.words]
    if not words:
        raise UnreadableDocument(
            _("В файле только картинки страниц: это скан. Распознайте текст или пришлите файл Word.")
        )
    if sum(_UNKNOWN in word for word in words) > _MANY * len(words):
        raise UnreadableDocument(
            _("Буквы в этом файле PDF нельзя прочитать: сохраните документ заново или пришлите файл Word.")
        )


def _lost_pages(pages: list[PdfPage]) -> list[Element]:
    """Name the pages that are pictures between pages of text."""
    lost = [str(page.number) for page in pages if page.has_picture and not page.all_lines]
    if not lost:
        return []
    return [Paragraph(f"Страницы без текста, только с картинкой: {', '.join(lost)}.", is_note=True)]


def _elements(pages: list[PdfPage]) -> Iterator[Element]:
    """Tables that stand at the end of one page and the beginning of the next are one."""
    wrapping = Wrapping(
        [line for page in pages for line in page.all_lines],
        [column for page in pages for table in page.tables for column in table.columns],
    )
    measures = _measures(pages)
    paragraphs = Paragraphs(wrapping)
    parts: list[PdfTable] = []
    is_broken = False
    for page in pages:
        paragraphs.begin_page(is_broken)
        is_broken = page.ends_early
        is_first = True
        for block in _blocks(page):
            if isinstance(block, PdfTable):
                yield from paragraphs.close()
                if parts and not (is_first and parts[-1].goes_on_in(block)):
                    yield from elements_of(parts, wrapping)
                    parts = []
                parts.append(block)
            else:
                yield from elements_of(parts, wrapping) if parts else ()
                parts = []
                paragraphs.add(block, measures[_size(page)])
            is_first = False
    yield from elements_of(parts, wrapping) if parts else ()
    yield from paragraphs.close()


def _blocks(page: PdfPage) -> Iterator[Line | PdfTable]:
    lines: list[Line] = []
    for item in page.items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        yield from in_reading_order(lines)
        lines = []
        yield item
    yield from in_reading_order(lines)


def _measures(pages: list[PdfPage]) -> dict[tuple[int, int], Measure]:
    """Return the measures by the sizes of pages."""
    lines: dict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    for page in pages:
        if page.lines:
            lines[_size(page)].append(page.lines)
    return {size: measure_of(group, size[0]) for size, group in lines.items()}


def _size(page: PdfPage) -> tuple[int, int]:
    return round(page.width), round(page.height)
