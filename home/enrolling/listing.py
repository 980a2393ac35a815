"""A list of organisations as a table in text: what an office's spreadsheet program saves as CSV."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from home.enrolling.forms import EnrolmentForm, kind_called
from search.text import name_key, one_line

# The columns' names, by the form's field; the first is the one to be told of.
COLUMNS = {
    "title": ("Название", "Организация", "Краткое наименование"),
    "kind": ("Вид", "Тип"),
    "full_name": ("Полное наименование", "Полное название"),
    "other_names": ("Другие названия", "Другие наименования"),
    "district": ("Район",),
    "address": ("Адрес",),
    "phone": ("Телефон",),
    "email": ("Электронная почта", "Почта", "E-mail"),
    "website": ("Сайт",),
    "editor_email": ("Почта редактора", "Почта первого редактора", "E-mail редактора"),
    "editor_name": ("Имя редактора", "Редактор"),
}
FIELDS = {name_key(name): field for field, names in COLUMNS.items() for name in names}
DELIMITERS = ";,\t"
# A cell that names several things has each on a line of its own, or with this between them.
SEPARATOR = "|"
LARGEST = 5 * 1024 * 1024
# The form asks for a kind; a row that says none leaves it to `enrol`.
UNSAID_KIND = "school"
# What a cell may have before a spreadsheet takes it for a formula: our own export puts it there.
APOSTROPHE = "'"


class UnreadableList(Exception):
    """The file is no list of organisations; the message is for the person who gave it."""


@dataclass(frozen=True)
class Row:
    """A line of the list: the form's fields that it fills, or why it cannot be read. One alone has no line."""

    line: int | None
    cells: dict[str, str]
    error: str = ""

    def read(self) -> dict[str, str]:
        """Return what the row says, by the form's fields; raises ValueError with what is wrong."""
        if self.error:
            raise ValueError(self.error)
        form = EnrolmentForm({**self.cells, "kind": kind_called(self.cells.get("kind", UNSAID_KIND))})
        if not form.is_valid():
            raise ValueError(" ".join(form.complaints))
        return {name: value for name, value in form.said.items() if name in self.cells}


def read_list(data: bytes) -> list[Row]:
    """Return the rows of a CSV file in UTF-8 or in the Windows code page; raises UnreadableList."""
    if len(data) > LARGEST:
        raise UnreadableList(_("Файл больше %d МБ: это не список организаций.") % (LARGEST // 1024**2))
    text = _decoded(data)
    head = next((line for line in text.splitlines() if line.strip()), "")
    if not head:
        raise UnreadableList(_("Файл пуст."))
    delimiter = max(DELIMITERS, key=lambda each: len(_known(_split(head, each))))
    return list(_rows(text, delimiter))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableList(_("Кодировка файла непонятна. Сохраните его как «CSV UTF-8»."))


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    fields: list[str] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if fields:
                    yield _row(line, fields, cells)
                else:
                    fields = _fields(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableList(
            _("Строка %(line)d не похожа на таблицу: %(error)s.") % {"line": line, "error": error}
        ) from error


def _fields(cells: Sequence[str]) -> list[str]:
    """Return the field of each column; raises UnreadableList for a column that nobody knows."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    unknown = [name for name in names if name_key(name) not in FIELDS]
    fields = [FIELDS.get(name_key(name), "") for name in names]
    known = ", ".join(f"«{names[0]}»" for names in COLUMNS.values())
    if "title" not in fields:
        raise UnreadableList(_("Нет столбца «Название». Столбцы бывают такие: %s.") % known)
    if unknown:
        told = ", ".join(f"«{name}»" for name in unknown)
        raise UnreadableList(
            _("Непонятный столбец: %(told)s. Столбцы бывают такие: %(known)s.")
            % {"told": told, "known": known}
        )
    twice = next((name for name, field in zip(names, fields, strict=True) if fields.count(field) > 1), None)
    if twice:
        raise UnreadableList(_("Столбец «%s» стоит в таблице дважды.") % twice)
    return fields


def _row(line: int, fields: list[str], written: Sequence[str]) -> Row:
    values = [cell.strip().removeprefix(APOSTROPHE) for cell in written]
    if any(values[len(fields) :]):
        return Row(
            line, dict(zip(fields, values, strict=False)), _("В строке больше значений, чем столбцов.")
        )
    filled = {field: value for field, value in zip(fields, values, strict=False) if value}
    names = filled.pop("other_names", "").replace(SEPARATOR, "\n").splitlines()
    cells = {field: one_line(value) for field, value in filled.items()}
    several = "\n".join(filter(None, map(one_line, names)))
    return Row(line, cells | ({"other_names": several} if several else {}))


def _split(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _known(names: list[str]) -> list[str]:
    return [name for name in names if name_key(name) in FIELDS]
