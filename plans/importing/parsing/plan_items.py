"""Items of a plan from the put-together rows of its table."""

import re

from django.utils.translation.trans_null import gettext_noop as _

from plans.deadlines import Deadline, parse_deadline
from plans.deadlines.words import tokens_of
from plans.importing.elements import Place
from plans.importing.parsed import Item, Section
from plans.importing.parsing.bare_days import deadline_in_month, month_of, time_of_title
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import Columns
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.headers import (
    DEADLINE,
    EXTRA,
    NUMBER,
    PARTICIPANTS,
    PLACE,
    RESPONSIBLE,
    RESULTS,
    TITLE,
    has_time_and_party,
)
from plans.importing.parsing.parties import split_parties
from plans.importing.parsing.raw_rows import RawItem, RawSection
from search.hashtags import extract_hashtags

_SECTION_NUMBER = re.compile(r"(?P<number>[IVXІ]{1,5}|\d{1,2}(?:\.\d{1,2})*)(?:[.)]|\s(?=[А-ЯЁ]))")
_MOST_WORDS = 15
_JOINED_HYPHEN = re.compile(r"(?<=[а-яё])-\n(?=[а-яё])")
_WITH_PLACE = re.compile(r"мест[оа]", re.IGNORECASE)


class ItemBuilder:
    """Builds the items of one table; the year of its dates comes from the plan."""

    def __init__(
        self, columns: Columns, context_year: str | None, doubts: Doubts, context_month: str = ""
    ) -> None:
        self.columns = columns
        self.context_year = context_year
        self.context_month = context_month
        self.month = context_month
        self.section_time = ""
        self.doubts = doubts

    def sections(self, raw: list[RawSection]) -> tuple[Section, ...]:
        return tuple(self._section(section) for section in raw)

    def _section(self, raw: RawSection) -> Section:
        self.month = month_of(raw.title) or self.context_month
        self.section_time = time_of_title(raw.title)
        match = _SECTION_NUMBER.match(raw.title)
        return Section(
            match["number"] if match else "",
            raw.title,
            tuple(self._item(item) for item in raw.items),
            raw.place,
        )

    def _item(self, raw: RawItem) -> Item:
        number = self._number(raw)
        title = self._text(raw, TITLE)
        where = f"{number} {title}".strip()
        deadline_text, place = self._time_and_place(raw)
        responsible = self._lines(raw, RESPONSIBLE)
        if self._has_party_beside_time:
            responsible, place = "\n".join(filter(None, [responsible, place])), ""
        parties, stray = split_parties(responsible)
        if stray:
            place_of_parties = self._place(raw, RESPONSIBLE)
            self.doubts.add(
                "stray_words", _("В графе ответственных есть лишние слова."), where, place_of_parties
            )
        if not title:
            self.doubts.add("no_title", _("У пункта нет названия."), where, self._place(raw, TITLE))
        if raw.joined:
            self.doubts.add(
                "joined_row", _("Строка была разорвана концом страницы и соединена."), where, raw.place
            )
        return Item(
            number=number,
            title=title,
            deadline=self._deadline(deadline_text, raw, where),
            responsible=tuple(parties),
            responsible_text=squashed(responsible),
            participants=self._text(raw, PARTICIPANTS),
            place="; ".join(filter(None, [place, self._text(raw, PLACE)])),
            expected_results=self._text(raw, RESULTS),
            extra=self._extra(raw),
            hashtags=tuple(extract_hashtags("\n".join(raw.cells))),
            items=tuple(self._item(item) for item in raw.items),
            origin=raw.place,
        )

    def _number(self, raw: RawItem) -> str:
        if len(raw.cells) > len(self.columns.roles):
            return raw.cells[-1]
        return self._text(raw, NUMBER)

    def _time_and_place(self, raw: RawItem) -> tuple[str, str]:
        """Columns of time, joined; «Дата, место» has both in one cell."""
        texts = [squashed(raw.cells[place]) for place in self.columns.at(DEADLINE)]
        text = " – ".join(filter(None, texts))
        if self._has_party_beside_time or any(map(_WITH_PLACE.search, self._headers(DEADLINE))):
            return parted_time(text)
        return text, ""

    @property
    def _has_party_beside_time(self) -> bool:
        return any(map(has_time_and_party, self._headers(DEADLINE)))

    def _headers(self, role: str) -> list[str]:
        return [self.columns.headers[place] for place in self.columns.at(role)]

    def _deadline(self, text: str, raw: RawItem, where: str) -> Deadline | None:
        text = text if re.search(r"\w", text) else ""  # a dash says that there is none
        text = text or self._time_of_section()
        deadline = deadline_in_month(text, self.month, self.context_year) if text else None
        doubt = deadline_doubt(deadline, is_group=bool(raw.items))
        if doubt:
            about = f"{where}: {text}" if text else where
            self.doubts.add(*doubt, about, self._place(raw, DEADLINE))
        return deadline

    def _time_of_section(self) -> str:
        """Below «СЕНТЯБРЬ», in a plan without a column for time, everything is in September."""
        return "" if self.columns.at(DEADLINE) else self.section_time

    def _place(self, raw: RawItem, role: str) -> Place | None:
        columns = self.columns.at(role)
        return raw.place.in_column(columns[0]) if raw.place and columns else raw.place

    def _extra(self, raw: RawItem) -> tuple[tuple[str, str], ...]:
        """Columns without a role of their own are kept under their headers."""
        return tuple(
            (self.columns.headers[place], squashed(raw.cells[place]))
            for place in self.columns.at(EXTRA)
            if raw.cells[place]
        )

    def _text(self, raw: RawItem, role: str) -> str:
        return squashed(self._lines(raw, role))

    def _lines(self, raw: RawItem, role: str) -> str:
        text = "\n".join(raw.cells[place] for place in self.columns.at(role) if raw.cells[place])
        return _JOINED_HYPHEN.sub("-", text)


def deadline_doubt(deadline: Deadline | None, *, is_group: bool = False) -> tuple[str, str] | None:
    """Return the code and the sentence of what is doubtful in an item's deadline; a group of items needs none."""
    if deadline is None:
        return None if is_group else ("no_deadline", _("У пункта нет срока."))
    if deadline.kind is None:
        return "unknown_deadline", _("Срок не распознан.")
    return ("doubtful_deadline", deadline.note) if deadline.note else None


def parted_time(text: str) -> tuple[str, str]:
    """Return the longest beginning or end of a cell that is only about time, and the rest: a place or a party."""
    words = text.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        for time, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            found = " ".join(time).strip(" ,;.–-")
            if _is_time(found):
                return found, " ".join(rest).strip(" ,;–-")
    return text, ""


def _is_time(text: str) -> bool:
    is_known = not any(token.kind == "other" for token in tokens_of(text))
    return is_known and parse_deadline(text).kind is not None
