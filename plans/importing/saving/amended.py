"""Which document of the site a new one changes or replaces, as its own words say: «внести изменения в приказ от … № …»."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plans.deadlines import parse_deadline
from plans.importing.parsed import Clause, ParsedDocument
from plans.importing.updating.identity import number_key
from plans.kinds import DocumentKind
from plans.models import OrderIndexPage, OrderPage
from plans.models.lapsing import AmendsHow
from search.text import one_line

_KINDS = {"приказ": DocumentKind.ORDER, "распоряжение": DocumentKind.DIRECTIVE}
# «пункт 2 приказа» is a part of one, and not meant.
_REFERENCE = (
    r" (?P<kind>приказ|распоряжение) [^.;№]{0,160}?\bот (?P<date>\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} [а-яё]+ \d{4})"
    r" ?(?:г\.|года)? ?№ ?(?P<number>[\w./-]*\w)"
)
_WAYS = (
    (AmendsHow.CHANGES, re.compile(rf"изменени(?:я|й|е) (?:и дополнени\w+ )?в{_REFERENCE}", re.IGNORECASE)),
    (AmendsHow.REPLACES, re.compile(rf"утратившими? силу{_REFERENCE}", re.IGNORECASE)),
)


class Amended(NamedTuple):
    """A document of the site, and what is done with it."""

    document: OrderPage
    how: AmendsHow


def amended_by(document: ParsedDocument, section: OrderIndexPage) -> Amended | None:
    """Return the public document of the section that a new one changes or replaces; None where several fit, or none."""
    public = OrderPage.objects.child_of(section).live()
    found = {
        Amended(page, how)
        for how, kind, day, number in _named(document)
        for page in public.filter(kind=kind, date=day)
        if number_key(page.number) == number_key(number)
    }
    return found.pop() if len(found) == 1 else None


def _named(document: ParsedDocument) -> Iterator[tuple[AmendsHow, str, object, str]]:
    for text in filter(None, [document.title, document.preamble, *_texts(document.all_clauses)]):
        for how, words in _WAYS:
            for match in words.finditer(one_line(text)):
                day = parse_deadline(match["date"]).start
                if day:
                    yield how, _KINDS[match["kind"].lower()], day, match["number"]


def _texts(clauses: tuple[Clause, ...]) -> Iterator[str]:
    for clause in clauses:
        yield clause.text
        yield from _texts(clause.clauses)
