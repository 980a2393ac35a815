"""What a regulation asks to be reported of an event: until when, where to, and what the report must contain."""

import re
from collections.abc import Iterator

from plans.deadlines import Deadline
from plans.importing.parsed import Event, ParsedDocument
from plans.importing.parsing.clause_deadlines import Dating, dated_phrases
from plans.importing.parsing.due_phrases import due_phrases
from plans.importing.parsing.passages import Passage

_REPORT = re.compile(
    r"\b(?:фото)?отч[её]т|\bитогов\w+\s(?:информаци|материал)|\bинформаци\w+\s(?:о|об|по)\s(?:итог\w+\s)?(?:проведени|участи)\w+|\bинформаци\w+\sпо\s(?:прилагаем\w+\s)?форме",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\bотч[её]т", re.IGNORECASE)
_SENT = re.compile(
    r"\b(?:направл|направ[ия]т|предостав|представ|присыла|присла|прислат|сда[её]т|сдают|сдать|отправ|высыла|высла|составл|принима"
    r"|размеща|перед[аёе])\w*",
    re.IGNORECASE,
)
_EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
_ADDRESS = re.compile(
    rf"(?:(?:в|на)\sадрес(?!\w)|на\s(?:электронн\w+\s(?:почт\w+|адрес\w*|ящик)|эл\.\s?почт\w+|e-?mail|почту)|по\s(?:электронн\w+\s)?(?:почте|адресу)"
    rf"|по\sссылке|через\sформу)(?:\s(?:электронной\sпочты|эл\.\s?почты))?\s?:?\s*(?P<to>(?:{_EMAIL}|https?://\S+|[^;.]|\.(?!\s|\Z))+)",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"(?<!\w)в\s(?P<to>(?:муниципальн\w+\s)?(?:отдел|управлени|комитет|департамент|министерств|оргкомитет"
    r"|организационн\w+\sкомитет|методическ\w+\sкабинет|центр|дом\s|дворец|М[БАК]О?У|ГБ|ИМЦ|РМК|ЦДО)[^,;:]{0,160}?)"
    r"(?=,|;|:|\.?\Z|\.\s|\s(?:до|не\sпозднее|в\sсрок|в\sтечени|по\s\w*\s?форме|в\sэлектронн|в\sформате)\w*)",
    re.IGNORECASE,
)
_ANY_EMAIL = re.compile(_EMAIL)
_MUST_CONTAIN = re.compile(
    r"\b(?:содерж|указ[ыа]|включ|отраж|отраз|прилага|прикладыва|представля|предоставля|направ|вход[ия]т|следующ)\w*",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"\bотч[её]т\w*\b[^:]{0,80}?\b(?:содерж(?:ит|ать)|включа(?:ет|ть)(?:\sв\sсебя)?|указыва[ею]тся|указать|прилага[ею]тся)"
    r"\s(?P<list>[^:]+)\Z",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"отч[её]т\w*\s\((?P<list>[^()]*(?:фото|ссыл|участник|видео)[^()]*)\)", re.IGNORECASE
)
_FORM = re.compile(r"\bформа\s(?:\w+\s)?отч[её]та|\bотч[её]т\b", re.IGNORECASE)
_COUNTS_ROWS = re.compile(r"(?:№|N)\s?(?:п\s?/\s?п)?\.?\Z", re.IGNORECASE)
_BETWEEN = re.compile(r",\s(?![^()]*\))|\sи\s(?=(?:\d|фото|ссыл|видео|количеств|числ|перечень|список))")
_DUE = ("until", "by", "labelled", "relative", "days", "period", "recurring")


def read_report(passages: list[Passage], document: ParsedDocument, dating: Dating) -> Event:
    """Return what of an event is about its report."""
    about = [passage for passage in passages if _is_about(passage)]
    return Event(
        report_until=_until(about, dating),
        report_to=_to(about),
        report_contents=_contents(about) or (_columns_of_form(document) if passages else ()),
    )


def _is_about(passage: Passage) -> bool:
    return bool(_SECTION.search(passage.heading) or _REPORT.search(passage.text))


def _asking(passages: list[Passage]) -> Iterator[str]:
    """Yield the sentences that ask for the report; in a section about reports each may."""
    for passage in passages:
        for sentence in passage.sentences:
            if _SENT.search(sentence) and (_SECTION.search(passage.heading) or _REPORT.search(sentence)):
                yield sentence


def _until(passages: list[Passage], dating: Dating) -> Deadline | None:
    found = (pair for sentence in _asking(passages) for pair in dated_phrases(sentence, dating))
    return next((deadline for phrase, deadline in found if phrase.kind in _DUE), None)


def _to(passages: list[Passage]) -> str:
    """«на адрес …», «по ссылке …», «в отдел образования …»; at last the only e-mail that these sentences name."""
    asking = list(_asking(passages))
    for pattern in (_ADDRESS, _RECIPIENT):
        for sentence in asking:
            match = pattern.search(sentence)
            if match:
                return _without_rest(match["to"])
    emails = {email for sentence in asking for email in _ANY_EMAIL.findall(sentence)}
    return emails.pop() if len(emails) == 1 else ""


def _without_rest(text: str) -> str:
    """The address ends where the sentence goes on: «…, в котором указывают», «… до 8 мая», «отчет, …» behind an e-mail."""
    text = re.split(r",?\s(?:в\sкотор|котор|с\sпометкой|с\sтемой|с\sуказанием)", text)[0]
    phrases = [phrase for phrase in due_phrases(text) if phrase.kind in ("until", "relative")]
    text = text[: phrases[0].start] if phrases else text
    email = re.match(rf"{_EMAIL}|https?://\S+", text)
    return (email[0] if email else text).strip(" ,;.")


def _contents(passages: list[Passage]) -> tuple[str, ...]:
    found = (thing for passage in passages for thing in _contents_of(passage))
    return tuple(dict.fromkeys(filter(None, map(_thing, found))))


def _contents_of(passage: Passage) -> list[str]:
    if not _MUST_CONTAIN.search(passage.text):
        return []
    if passage.text.endswith(":") and passage.points:
        return list(passage.points)
    return [thing for sentence in passage.sentences for thing in _listed(sentence)]


def _listed(sentence: str) -> list[str]:
    """«В отчёте указать: …; …», «Отчёт содержит …, … и фотографии», «фотоотчёт (…, …) направить»."""
    before, colon, after = sentence.partition(": ")
    if colon and _REPORT.search(before) and _MUST_CONTAIN.search(before) and not _ANY_EMAIL.search(after):
        return after.split(";") if ";" in after else _BETWEEN.split(after)
    match = _IN_BRACKETS.search(sentence) or _INLINE.search(sentence)
    return _BETWEEN.split(match["list"]) if match else []


def _thing(text: str) -> str:
    text = text.strip(" ;,–—-")
    return text if re.search(r"\b(?:др|т\.\s?д|п|шт|чел)\.\Z", text) else text.removesuffix(".")


def _columns_of_form(document: ParsedDocument) -> tuple[str, ...]:
    """A table below «Форма отчёта»: its columns are what is asked for."""
    is_form = False
    for part in document.appendices:
        is_form = is_form or bool(_FORM.search(f"{part.heading} {part.appendix_header}"))
        if is_form and part.table:
            return tuple(cell for cell in part.table[0] if cell and not _COUNTS_ROWS.match(cell))
        is_form = is_form and not part.table
    return ()
