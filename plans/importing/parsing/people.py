"""Names with initials, and the signatures made of a position and a name."""

import re
from dataclasses import dataclass

from plans.importing.elements import Paragraph
from plans.importing.parsed import Signatory
from plans.importing.parsing.cleaning import squashed

_SURNAME = r"[А-ЯЁ][а-яёА-ЯЁ]+(?:-[А-ЯЁ][а-яёА-ЯЁ]+)?"
NAME = rf"(?:[А-ЯЁ]\. ?[А-ЯЁ]\. ?{_SURNAME}|{_SURNAME} [А-ЯЁ]\. ?[А-ЯЁ]\.?+(?![А-ЯЁа-яё])(?! [А-ЯЁ]{{2}}))"
_FULL_NAME = rf"{_SURNAME} [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|ич|ична)"
_SIGNED = rf"(?:{NAME}|{_FULL_NAME}|[А-ЯЁ]\. ?{_SURNAME})"
_SIGN = re.compile(r"[/(]\s?подпись\s?[/)]", re.IGNORECASE)
_NAME_LINE = re.compile(rf"(?P<blank>[_\s/]*)(?P<name>{_SIGNED})[\s_/.]*\Z")
_NAME_AT_END = re.compile(
    rf"(?P<position>.+?)(?P<blank>\s*_{{2,}}\s*|\t+| {{1,}})/?(?P<name>{_SIGNED})/?[\s.]*\Z"
)
_POSITION = re.compile(
    r"(?:^|\W)(?:министр|начальник|директор|заведующ|губернатор|глав[аы]|председател|секретар|ректор|руководител|заместител"
    r"|и\. ?о\.|врио|исполняющ|методист|специалист|инспектор|консультант|мэр|президент|советник|проректор|зав\.|зам\.)",
    re.IGNORECASE,
)
_PERSON = re.compile(NAME)
_ORGANISATION = re.compile(
    r"(?:\b(?:М|Г|Ч)[БАК]?Д?ОУ\b|\b[А-Я]{1,4}[БАК]У\b|школ[аы]|управлени|отдел\b|центр|комитет|администраци|учител|педагог|воспитател"
    r"|классн\w+ руковод|библиотекар|вожат|психолог|логопед|куратор|тренер|медсестр|завхоз|родител|советник)",
    re.IGNORECASE,
)
_ENDS_A_TEXT = re.compile(r"[.;:!?]\Z")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]")
_AGREED = re.compile(
    r"(?:лист )?(?:согласован|визы|завизирован|ознакомлен|с приказом ознакомлен)", re.IGNORECASE
)


@dataclass(frozen=True)
class Signature:
    """A signature and the places (first and after the last) of its lines."""

    person: Signatory
    start: int
    end: int
    has_blank: bool


def is_name(text: str) -> bool:
    """Tell a line that holds a name with initials and nothing else."""
    return bool(_NAME_LINE.match(text))


def is_position(text: str) -> bool:
    """Tell a line that names a position."""
    return bool(_POSITION.search(text))


def is_party(text: str) -> bool:
    """Tell a cell that names a person, a position or an organisation."""
    return bool(_PERSON.search(text) or _POSITION.search(text) or _ORGANISATION.search(text))


def find_signatures(lines: list[Paragraph], start: int = 0) -> list[Signature]:
    """Return the signatures among the lines, from a place on; a clause that mentions a name is none."""
    found: list[Signature] = []
    border = start
    for index in range(start, len(lines)):
        signature = _signature_at(lines, index, border)
        if signature:
            found.append(signature)
            border = index + 1
    return found


def _signature_at(lines: list[Paragraph], index: int, border: int) -> Signature | None:
    text = _SIGN.sub("", lines[index].text)
    alone = _NAME_LINE.match(text)
    if alone:
        first = _position_start(lines, index, border)
        position = squashed(" ".join(line.text for line in lines[first:index])).rstrip(" ,:")
        if position and not _POSITION.search(position):
            return None
        if not position and not _PERSON.search(alone["name"]):  # a full name by itself signs nothing
            return None
        return Signature(
            Signatory(position, squashed(alone["name"])), first, index + 1, "_" in alone["blank"]
        )
    match = None if _NUMBERED.match(text) or len(text) > 200 else _NAME_AT_END.match(text)
    if match is None or not _POSITION.match(match["position"]):
        return _with_position_above(lines, index, border, match)
    if "." in match["position"].rstrip(". ")[6:] and "\t" not in text and "_" not in text:
        return None
    position = squashed(match["position"].strip(" _,\t:"))
    first = index - 1 if index > border and _is_cut_position(lines[index - 1].text) else index
    if first < index:
        position = f"{squashed(lines[first].text)} {position}"
    return Signature(Signatory(position, squashed(match["name"])), first, index + 1, "_" in match["blank"])


def _is_cut_position(text: str) -> bool:
    """«Заместитель директора департамента –» over the rest of the position."""
    return bool(_POSITION.match(text) and re.search(r"(?:\s[-–—]|,| и)\Z", text.rstrip())) and len(text) < 160


def _with_position_above(
    lines: list[Paragraph], index: int, border: int, match: re.Match[str] | None
) -> Signature | None:
    """«Начальник управления образования» over «администрации города <tab> И.О. Фамилия»."""
    if match is None or not (match["blank"].strip(" ") or "  " in match["blank"]):
        return None
    first = _position_start(lines, index, border)
    position = squashed(" ".join([*(line.text for line in lines[first:index]), match["position"]])).strip(
        " _,:"
    )
    if not _POSITION.match(position):
        return None
    return Signature(Signatory(position, squashed(match["name"])), first, index + 1, "_" in match["blank"])


def _position_start(lines: list[Paragraph], index: int, border: int) -> int:
    """Go up from the name to the first line of its position."""
    first = index
    while first > border and index - first < 6:
        text = lines[first - 1].text
        if _ENDS_A_TEXT.search(text) or _NUMBERED.match(text) or _AGREED.match(text) or len(text) > 160:
            break
        first -= 1
        if lines[first].after_gap and first < index and _POSITION.match(text):
            break
    while first < index and not _POSITION.match(lines[first].text):
        first += 1
    return first


def parted_by_role(lines: list[Paragraph], found: list[Signature]) -> tuple[list[Signatory], list[Signatory]]:
    """Return those who signed and those who only agreed.

    After a heading «Согласовано» all agree. Without it, whoever signs on a blank line below a signature without
    one agrees: the signed copy is kept with its visas.
    """
    signed: list[Signatory] = []
    agreed: list[Signatory] = []
    heading = next((index for index, line in enumerate(lines) if _AGREED.match(line.text)), len(lines))
    for signature in found:
        is_visa = signature.start > heading or (
            signature.has_blank and bool(signed) and not found[0].has_blank
        )
        (agreed if is_visa else signed).append(signature.person)
    return signed, agreed
