"""The summary as a spreadsheet: numbers are numbers, days are days, and no text is ever a formula."""

import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from news.summary import tables
from news.summary.rows import Summary
from news.summary.tables import Cell, Column, Table

# What Excel takes: letters of a cell, letters of an address, links of a sheet.
LONGEST_TEXT, LONGEST_URL, MOST_LINKS = 32_767, 2_079, 65_530
DAY = "dd.mm.yyyy"


def write_spreadsheet(summary: Summary) -> bytes:
    """Return an .xlsx of six sheets; rows go to the disk as they are written, so that memory does not grow with them."""
    file = BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": summary.title, "company": summary.issuer})
        writer = _Writer(book, summary.origin)
        writer.front(summary)
        for table in (
            tables.items(summary),
            tables.organisations(summary),
            tables.partners(summary),
            tables.links(summary),
            tables.silences(summary),
        ):
            writer.sheet(table)
    return file.getvalue()


class _Writer:
    """Writes sheets of one book; paths of the site become addresses of its origin."""

    def __init__(self, book: Workbook, origin: str) -> None:
        self.book, self.origin = book, origin
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.day = book.add_format({"num_format": DAY, "align": "left", "valign": "top"})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.heading = book.add_format({"bold": True, "font_size": 14, "text_wrap": True})
        self.link: Format = book.get_default_url_format()

    def front(self, summary: Summary) -> None:
        """Write the first sheet: what this is, and the figures in all."""
        table = tables.figures(summary)
        sheet = self._sheet(_("Сводка"), table.columns)
        period = summary.period
        facts = [
            (_("Отчёт об исполнении"), Cell(summary.title)),
            (_("Документ"), Cell(summary.requisites)),
            (_("Кем издан"), Cell(summary.issuer)),
            (_("События с"), Cell(period.first)),
            (_("События по"), Cell(period.last)),
            (_("Составлен"), Cell(summary.made)),
        ]
        told = [(label, cell) for label, cell in facts if cell.value]
        for row, (label, cell) in enumerate(told):
            sheet.write_string(row, 0, label, self.head)
            self._write(sheet, row, 1, cell)
        self._rows(sheet, len(told) + 1, table)

    def sheet(self, table: Table) -> None:
        """Write a sheet of one table, whose head stays in sight and whose rows can be chosen from."""
        sheet = self._sheet(str(table.name), table.columns)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        self._rows(sheet, 0, table)

    def _sheet(self, name: str, columns: tuple[Column, ...]) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def _rows(self, sheet: Worksheet, first: int, table: Table) -> None:
        for number, column in enumerate(table.columns):
            sheet.write_string(first, number, str(column.title), self.head)
        for row, cells in enumerate(table.body, first + 1):
            for number, cell in enumerate(cells):
                self._write(sheet, row, number, cell)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        value: Any = cell.value
        if isinstance(value, int):
            sheet.write_number(row, column, value, self.number)
        elif isinstance(value, datetime.date):
            sheet.write_datetime(row, column, value, self.day)
        elif value:
            text = str(value)[:LONGEST_TEXT]
            address = self._address(cell.url)
            if address and row < MOST_LINKS:
                sheet.write_url(row, column, address, self.link, text)
            else:
                sheet.write_string(row, column, text, self.text)

    def _address(self, url: str) -> str:
        """Return an address of the web that Excel takes, "" for any other."""
        address = f"{self.origin}{url}" if url.startswith("/") else url
        is_of_web = address.startswith(("https://", "http://"))
        return address if is_of_web and len(address) <= LONGEST_URL else ""
