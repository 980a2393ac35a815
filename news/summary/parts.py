"""The parts of a summary as its page shows them: each begins there, and a long one is read through at `?part=`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from news.summary import tables
from news.summary.rows import Section, Summary
from news.summary.tables import Table

ITEMS = "items"
# Up to so many rows a part is shown whole; of a longer one as many items, or as many rows of what is counted from them.
WHOLE, BEGINNING = 30, 10
BATCH = 50
_TABLES: dict[str, tuple[str | Promise, Callable[[Summary], Table]]] = {
    "silent": (_("Не отчитались"), tables.silent),
    "organisations": (_("По организациям"), tables.organisations),
    "partners": (_("Партнёры"), tables.partners),
    "links": (_("Видео и публикации"), tables.links),
}


@dataclass(frozen=True)
class Part:
    """A part with its rows, or some of them; `name` is what addresses call it, and the id of its heading."""

    name: str
    heading: str | Promise
    size: int
    """How many rows there are in all."""
    rows: tuple[Section, ...] | Table
    """The items in their sections, or what is counted from them."""

    @property
    def has_items(self) -> bool:
        """Whether its rows are the plan's own items."""
        return not isinstance(self.rows, Table)

    @property
    def number(self) -> int:
        """How many rows are here."""
        return (
            len(self.rows.rows)
            if isinstance(self.rows, Table)
            else sum(len(section.items) for section in self.rows)
        )

    @property
    def beginning(self) -> "Part":
        """What the page shows of it beside the other parts."""
        is_short = self.size <= WHOLE or self.has_items
        return self.cut(0, WHOLE if is_short else BEGINNING)

    def cut(self, start: int, stop: int) -> "Part":
        """Return it with the rows from one number to before another, counted from 0."""
        if isinstance(self.rows, Table):
            return replace(self, rows=replace(self.rows, rows=self.rows.rows[start:stop]))
        return replace(self, rows=tuple(_cut(self.rows, start, stop)))


def parts_of(summary: Summary) -> dict[str, Part]:
    """Return all parts, those without rows too, by their names, in order."""
    parts = [Part(ITEMS, _("По пунктам"), len(summary.items), summary.sections)]
    for name, (heading, made) in _TABLES.items():
        table = made(summary)
        parts.append(Part(name, heading, len(table.rows), table))
    return {part.name: part for part in parts}


def _cut(sections: Iterable[Section], start: int, stop: int) -> Iterator[Section]:
    """Yield what is left of the sections, below the headings that stand above them."""
    headings: list[Section] = []
    first = 0
    for section in sections:
        if not section.items:
            headings.append(section)
            continue
        items = section.items[max(start - first, 0) : max(stop - first, 0)]
        first += len(section.items)
        if items:
            yield from headings
            yield replace(section, items=items)
        headings = []
