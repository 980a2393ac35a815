"""What a regulation or an announcement arranges: when and where the event is, who coordinates it, how it ends."""

import re
from collections.abc import Iterator
from dataclasses import replace

from plans.deadlines import Deadline
from plans.importing.parsed import Event, ParsedDocument
from plans.importing.parsing.clause_deadlines import Dating, dated_phrases
from plans.importing.parsing.due_phrases import due_phrases
from plans.importing.parsing.event_report import read_report
from plans.importing.parsing.passages import Passage, passages_of

_PROSE = ("announcement", "letter")
_HELD = re.compile(
    r"\b(?:провод(?:ит|ят)ся|пройд[её]т|пройдут|проход[ия]т|состо[ия]тся|стартует)\b"
    r"|\b(?:сроки?|дата|даты|период|время)\s(?:и\sместо\s)?(?:проведени|реализаци)\w*",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:срок|дат[аы]\b|время|когда)", re.IGNORECASE)
# What else than the event itself has days: applications, reports, juries, awards.
_OTHER = re.compile(
    r"заяв|при[её]м|принима|отч[её]т|регистрац|итог|результат|награжд|размещ|экспертиз|жюри|консультац|вступа|конкурсн\w+ работ",
    re.IGNORECASE,
)
_DATED = ("exact_day", "range", "months", "multi", "recurring")
_PLACE_LABEL = re.compile(
    r"\bмест[оа]\s(?:проведения|встречи|сбора)(?:\s[\w«»-]+){0,5}?\s?[:–—-]\s?(?P<place>[^;]{3,250})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\bпо\sадресу:?\s(?P<place>(?!\S*@|http|электронн)[^;]{5,250})", re.IGNORECASE)
_IN = re.compile(r"(?<!\w)(?=(?:в|во|на)\s)", re.IGNORECASE)
_IN_PLACE = re.compile(
    r"(?:в|во|на)\s(?!(?:рамках|целях|соответстви|форм|режим|период|течени|срок|номинаци|связи|честь|сроки|день|дни)|\d)"
    r"[^;]{0,60}?(?:школ|СОШ|ООШ|лице[йея]|гимнази|М[БАК]О?У|ГБО?У|дворц|дворец|доме?\b|центр|зал[еы]?\b|стадион|парк|площад|библиотек"
    r"|музе|театр|клуб|организаци|учреждени|детск\w+ сад|город[еа]|сел[еа]\b|район[еа]|област|сайт|страниц|платформ|территори"
    r"|базе|кабинет)",
    re.IGNORECASE,
)
_WHO = r"\s?(?P<who>\S.{2,400})"
_IS = r"(?:явля[ею]тся|назнача[ею]тся|назначен\w*|выступа[ею]т|определ[её]н\w*|[:–—]|-(?=\s))"
_DOES = r"(?:возлага[ею]тся\sна|возложен\w?\sна|осуществля(?:ет|ют)(?:ся)?|обеспечива[ею]т|провод[ия]т)"
_COORDINATORS = tuple(
    re.compile(pattern + _WHO, re.IGNORECASE)
    for pattern in (
        rf"\bкоординаци\w+[^.;:]{{0,160}}?\b{_DOES}",
        rf"\bкоординатор\w*(?!\w)[^.;:–—]{{0,120}}?\s?{_IS}",
        rf"\b(?:оператор|организатор)(?:ом|ами|ы)?(?!\w)[^.;:–—]{{0,120}}?\s?{_IS}",
        rf"\b(?:организаци|подготовк|проведени)\w+(?:\sи\s\w+)?\s[^.;:]{{0,120}}?\b{_DOES}",
        rf"\bответственн\w+\sза\s(?:организаци|подготовк|проведени)\w+[^.;:–—]{{0,120}}?\s?{_IS}",
        r"\bконтактн\w+\sлиц\w+(?:\sпо\s\w+){0,2}\s?[:–—-]",
    )
)
_LEADERSHIP = re.compile(r"\b(?:общее\s)?руководство\b[^,.;]*", re.IGNORECASE)
_ORGANISERS = re.compile(r"\W*(?:учредители и\s)?организатор", re.IGNORECASE)
_SUMMING_UP = re.compile(r"\b(?:итог|награжд|поощр|победител)", re.IGNORECASE)
_CONTACT = re.compile(r"(?:контакт|телефон|тел\.)", re.IGNORECASE)
_IS_SUMMED_UP = re.compile(
    r"\bитоги\b[^.]{0,80}\bподвод|\bподведение\sитогов\b[^.]{0,60}\b(?:состо|провод|осуществля)|\b(?:победител|приз[её]р|участник|лауреат)\w*[^.]{0,120}\b(?:награжда|вруча|получа|отмеча)"
    r"|\bпо итогам\b[^.]{0,120}\b(?:награжда|выявля|определя)",
    re.IGNORECASE,
)


def with_event(document: ParsedDocument) -> ParsedDocument:
    """Return the document with the event that it arranges, None where it arranges none or tells nothing of it."""
    event = _event(document)
    is_told = event.dates if document.kind in _PROSE else event != Event()
    return replace(document, event=event if is_told else None)


def _event(document: ParsedDocument) -> Event:
    passages = passages_of(document)
    dating = Dating.of(document)
    report = read_report(passages, document, dating)
    return replace(
        report,
        dates=_dates(passages, dating),
        place=_place(passages),
        coordinator=_coordinator(passages),
        summing_up=_summing_up(passages),
    )


def _dates(passages: list[Passage], dating: Dating) -> tuple[Deadline, ...]:
    """Where the section of its days says that the event is held, else the first days there, else any sentence."""
    section = [passage for passage in passages if _WHEN.search(passage.heading)]
    first = (_days_in(sentence, dating) for sentence in _sentences(section))
    return next(filter(None, (*_held(section, dating), *first, *_held(passages, dating))), ())


def _held(passages: list[Passage], dating: Dating) -> Iterator[tuple[Deadline, ...]]:
    for passage in passages:
        for sentence in passage.sentences:
            if _HELD.search(sentence):
                yield _days_of(sentence, passage.points, dating)


def _days_of(sentence: str, points: tuple[str, ...], dating: Dating) -> tuple[Deadline, ...]:
    """«… проводится с 1 по 20 марта: …» tells the whole before its stages; «… в два этапа: …» the stages only."""
    whole, _colon, stages = sentence.partition(":")
    if found := _days_in(whole, dating):
        return found
    if _OTHER.search(whole):
        return ()
    pieces = [piece for text in (stages, *points) for piece in text.split(";")]
    return tuple(dict.fromkeys(day for piece in pieces for day in _days_in(piece, dating)))


def _days_in(text: str, dating: Dating) -> tuple[Deadline, ...]:
    found = list(dated_phrases(text, dating))
    if not found or _OTHER.search(text[: found[0][0].start]):
        return ()
    days = [day for phrase, day in found if day.kind in _DATED and phrase.kind not in ("until", "by")]
    return tuple(day for day in days if day.kind != "recurring") or tuple(days)


def _place(passages: list[Passage]) -> str:
    for pattern in (_PLACE_LABEL, _ADDRESS):
        for sentence in _sentences(passages):
            match = pattern.search(sentence)
            if match and (pattern is _PLACE_LABEL or _HELD.search(sentence)):
                return _ended(match["place"])
    held = (_place_in(sentence) for sentence in _sentences(passages) if _HELD.search(sentence))
    return next(filter(None, held), "")


def _place_in(sentence: str) -> str:
    """«… проводится 18 апреля в 11.00 в школе № 5»: what stands behind the days, or between the verb and them."""
    whole = sentence.partition(":")[0]
    days = due_phrases(whole)
    held = _HELD.search(whole)
    if not days or held is None or _OTHER.search(whole[: days[0].start]):
        return ""
    behind, between = _HELD.split(whole[days[-1].end :])[0], whole[held.end() : days[0].start]
    return next(filter(None, map(_first_place, (behind, between))), "")


def _first_place(text: str) -> str:
    for start in _IN.finditer(text):
        if _IN_PLACE.match(text, start.start()):
            return _ended(text[start.start() :])
    return ""


def _coordinator(passages: list[Passage]) -> str:
    """Who coordinates; else who organises, who answers for it, whom to ask. General leadership is not coordination."""
    told = [
        f"{_LEADERSHIP.sub('', sentence)} {_list_of(passage, sentence)}"
        for passage in passages
        for sentence in passage.sentences
    ]
    found = (pattern.search(sentence) for pattern in _COORDINATORS for sentence in told)
    match = next(filter(None, found), None)
    if match:
        return _ended(match["who"])
    named = (passage.text for passage in passages if _ORGANISERS.match(passage.heading))
    return next((_ended(text) for text in named if len(text) <= 300), "")


def _list_of(passage: Passage, sentence: str) -> str:
    """«Организаторы: …» has them in the lines below."""
    if not sentence.endswith(":"):
        return ""
    return ", ".join(point.rstrip(" ;.,") for point in passage.points)


def _summing_up(passages: list[Passage]) -> str:
    section = [
        passage.text
        for passage in passages
        if _SUMMING_UP.search(passage.heading) and not _CONTACT.match(passage.text)
    ]
    told = [sentence for sentence in _sentences(passages) if _IS_SUMMED_UP.search(sentence)]
    return "\n".join(section or told)


def _sentences(passages: list[Passage]) -> Iterator[str]:
    return (sentence for passage in passages for sentence in passage.sentences)


def _ended(text: str) -> str:
    """The text without the sign that ends its sentence or its line of a list."""
    return text.strip().rstrip(" ;,").removesuffix(".").strip()
