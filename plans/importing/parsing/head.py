"""The head of a document: number, date, city and authority from the lines over its title."""

import datetime
import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Paragraph
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.kind import kind_of_title
from plans.importing.parsing.places import (
    authority_of_position,
    bare_city,
    city_in_requisites,
    city_line,
    is_authority,
    mentioned_city,
    named_authority,
    readable_case,
)
from plans.importing.parsing.requisites import head_requisites, is_requisite_line, paired_requisites

_BEGINS_AUTHORITY = re.compile(
    r"(?:министерство|департамент|управление|комитет|отдел|администрация|муниципальн\w+ (?:\w+ ){0,3}учреждение)\b",
    re.IGNORECASE,
)


@dataclass
class Head:
    """The requisites while they are being found."""

    number: str | None = None
    date: datetime.date | None = None
    city: str | None = None
    authority: str | None = None

    def complete_from_text(self, signed: list[str], title: str, texts: list[str], doubts: Doubts) -> None:
        """Infer what the head does not print, with a warning: the authority from who signed, the city from the text."""
        if self.authority is None:
            self.authority = next(filter(None, map(authority_of_position, signed)), None)
            if self.authority:
                doubts.add(
                    "authority_inferred", _("Орган определён по должности подписавшего."), self.authority
                )
        if self.authority:
            self.authority = readable_case(self.authority, " ".join(texts))
        if self.city is None:
            self.city = mentioned_city([title]) or mentioned_city(texts)
            if self.city:
                doubts.add("city_inferred", _("Город определён по тексту документа."), self.city)


def read_head(lines: list[Paragraph]) -> Head:
    """Return the requisites printed over the title."""
    number, day = head_requisites(lines)
    city = next(filter(None, (_city(line.text) for line in lines)), None) or _city_below(lines)
    return Head(number, day, city, _printed_authority(lines))


def _city_below(lines: list[Paragraph]) -> str | None:
    """«Москва» in a line of its own below the date and number."""
    for above, line in pairwise(lines):
        if is_requisite_line(above.text) and (city := bare_city(line.text)) and not kind_of_title(line.text):
            return city
    return None


def _city(text: str) -> str | None:
    return city_line(text) or (city_in_requisites(text) if is_requisite_line(text) else None)


def complete_head(head: Head, header: str, lines: list[Paragraph], kind: str | None) -> None:
    """Take what the head lacks from an appendix's header or from a line that names the act with its requisites."""
    act = "" if head.number and head.date else _line_of_act(lines, kind)
    for text in filter(None, (header, act)):
        number, day = paired_requisites(text)
        head.number = head.number or number
        head.date = head.date or day
    if head.authority is None and lines and kind in ("order", "directive"):
        before_date = squashed(lines[0].text).split(" от ")[0]
        head.authority = named_authority(before_date) if kind_of_title(before_date) == kind else None


def _line_of_act(lines: list[Paragraph], kind: str | None) -> str:
    """One of the first lines that names the act with its requisites; a letter or a page's heading may stand over it."""
    for place, line in enumerate(lines[:3]):
        named = kind_of_title(line.text)
        is_own = named in ("order", "directive", "protocol") or (named == kind == "letter")
        text = squashed(line.text)[:500]
        if is_own and (not place or paired_requisites(text)[1]):
            return text
    return ""


def _printed_authority(lines: list[Paragraph]) -> str | None:
    """The first lines over the word for the act, until a line of requisites."""
    found: list[str] = []
    for line in lines:
        text = squashed(line.text)
        if is_requisite_line(text) or kind_of_title(text) or city_line(text):
            if found:
                break
            continue
        if found and (line.after_gap and not _is_more_caps(found[-1], text)):
            break
        approved = re.match(r"(?:приказом|постановлением|распоряжением)\s+(.+)", text, re.IGNORECASE)
        if approved and not found:
            return named_authority(approved[1])
        if found or (is_authority(text) and not text[0].islower()):
            found.append(text)
    authority = _joined(found)
    return authority if 0 < len(authority) < 250 else None


def _is_more_caps(previous: str, text: str) -> bool:
    return previous.isupper() and text.isupper()


def _joined(lines: list[str]) -> str:
    """«АДМИНИСТРАЦИЯ ГОРОДА …» over «УПРАВЛЕНИЕ ОБРАЗОВАНИЯ» are two names, a wrapped line is a part of one."""
    text = ""
    for line in lines:
        text += (", " if text and _BEGINS_AUTHORITY.match(line) else " ") + line
    return text.strip()
