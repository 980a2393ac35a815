"""A diploma as a PDF: one sheet of A4 on which every line, however long, is made to fit."""

import datetime
from importlib.resources import files
from typing import cast

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, XPos, YPos

from home.templatetags.dates import date_words
from home.templatetags.typography import set_line
from news.rating.facts import moscow_day
from news.rating.points import Placed
from news.rating.rule import points_words
from plans.models import OrderPage
from search.text import one_line

FONTS = files("font_source_serif_pro") / "files"
FAMILY = "Source Serif Pro"
DEGREES = ("", "I", "II", "III")

# The sheet, its double frame and what stands inside, in millimetres.
WIDTH, HEIGHT = 297, 210
FRAMES = ((9, 0.9), (11.5, 0.25))
MARGIN = 27
COLUMN = WIDTH - 2 * MARGIN

# Letters, in points: none is smaller; a line is so many times as high.
SMALLEST, LEADING = 7, 1.25
POINT = 25.4 / 72
# What no sheet could hold.
LONGEST = 900


class _Sheet(FPDF):
    """A landscape sheet whose texts go into boxes, one below the other."""

    def __init__(self) -> None:
        super().__init__(orientation="landscape", unit="mm", format="A4")
        self.set_auto_page_break(False)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.c_margin = 0
        for style, name in (("", "Regular"), ("B", "Bold")):
            self.add_font(FAMILY, style, str(FONTS / f"SourceSerifPro-{name}.ttf"))
        self.add_page()
        for inset, line in FRAMES:
            self.set_line_width(line)
            self.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)

    def box(
        self, text: str, top: float, height: float, size: float, style: str = "", align: Align = Align.C
    ) -> None:
        """Write a text into a box over the sheet's width, in the middle of its height, in letters as large as fit."""
        text = Truncator(set_line(one_line(text))).chars(LONGEST)
        size = next((each for each in _sizes(size) if self._height(text, each, style) <= height), SMALLEST)
        needed = self._height(text, size, style)
        self.set_xy(MARGIN, top + (height - needed) / 2)
        self._write(text, size, style, align)

    def _height(self, text: str, size: float, style: str) -> float:
        self.set_font(FAMILY, style, size)
        height = self.multi_cell(
            COLUMN, _line(size), text, align=Align.C, dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return cast(float, height)

    def _write(self, text: str, size: float, style: str, align: Align) -> None:
        self.set_font(FAMILY, style, size)
        self.multi_cell(COLUMN, _line(size), text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def diploma_of(document: OrderPage, place: Placed, closed_at: datetime.datetime) -> bytes:
    """Return the diploma of a place that has one, as a PDF. The same place gives the same bytes."""
    sheet = _Sheet()
    address = f"{document.full_url}rating/"
    sheet.set_title(_("Диплом: %s") % one_line(place.row.title))
    sheet.set_author(one_line(document.authority))
    sheet.set_subject(address)
    sheet.set_lang("ru-RU")
    sheet.set_creation_date(closed_at)
    sheet.box(document.authority, 18, 20, 14)
    sheet.box(_("ДИПЛОМ"), 39, 20, 46, "B")
    sheet.box(_("%s степени") % DEGREES[place.first], 59, 10, 20)
    sheet.box(_("награждается"), 71, 8, 14)
    sheet.box(place.row.charter_name, 81, 32, 24, "B")
    sheet.box(_("за %s место в рейтинге самых активных участников") % place.label, 115, 8, 15)
    sheet.box(document.title, 124, 26, 17)
    sheet.box(points_words(place.row.points), 151, 8, 13)
    _sign(sheet, document, moscow_day(closed_at))
    sheet.box(_("Рейтинг: %s") % address, 190, 7, 9)
    return bytes(sheet.output())


def _sign(sheet: _Sheet, document: OrderPage, day: datetime.date) -> None:
    """Write the day, and a line for the hand of whoever has signed the document."""
    signed = document.signatories[:1]
    position, name = (signed[0]["position"], signed[0]["name"]) if signed else ("", "")
    line = "_" * 28
    sheet.box(" ".join(filter(None, [one_line(position), line, one_line(name)])), 163, 14, 13)
    sheet.box(date_words(day), 179, 8, 12)


def _sizes(largest: float) -> list[float]:
    """Return the sizes to be tried, the largest first."""
    return [largest - step / 2 for step in range(int((largest - SMALLEST) * 2) + 1)]


def _line(size: float) -> float:
    return size * POINT * LEADING
