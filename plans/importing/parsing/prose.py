"""Letters, announcements and reports: texts without a form, of which only a title can be told."""

import re

from plans.importing.elements import Paragraph
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.places import is_authority

_EVENT = re.compile(
    r"(?:\b[А-ЯЁ][а-яё-]{2,30}(?:ая|ый|ий|ое) )?(?:акци[яию]|конкурс|фестиваль|марафон|флешмоб"
    r"|конференци[яию]|олимпиад[аы]|викторин[аы]|проект)"
    r" «[^«»]{3,120}(?:»|\Z)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:внимание|уважаем|дорогие|\d|с \d|в период)|.*[.!;,:]\Z", re.IGNORECASE | re.DOTALL
)
_SENDER = re.compile(
    r"(?P<who>[А-ЯЁ][^.!?]{3,150}?) (?:информирует|сообщает|направляет|просит|доводит|приглашает|напоминает|предлагает)\b"
)
_SUBJECT = re.compile(r"[«\"]?(?:О|Об) [а-яё]+[а-яё -]*[^.!?]*\Z")
_MAX_TITLE = 200
_LINES_OF_TITLE = 4


def prose_title(lines: list[Paragraph]) -> str | None:
    """Return the first line where it can be a title, else the event that the text names; None rather than a guess."""
    if not lines:
        return None
    subject = next(
        (line.text for line in lines[:15] if _SUBJECT.match(line.text) and len(line.text) <= _MAX_TITLE), None
    )
    if subject:
        return squashed(subject)
    first = _whole_first(lines)
    if not _NO_TITLE.match(first) and len(first) <= _MAX_TITLE:
        return squashed(first)
    if len(lines) > 1 and first.strip().startswith(("«", '"')) and first.strip(" .!").endswith(("»", '"')):
        return squashed(first)
    match = _EVENT.search(squashed(" ".join(line.text[:400] for line in lines[:12])))
    return match[0] if match else None


def _whole_first(lines: list[Paragraph]) -> str:
    """The first line with the lines that go on with it in a small letter."""
    text = lines[0].text
    for line in lines[1:_LINES_OF_TITLE]:
        if not line.text[0].islower() or line.after_gap or re.search(r"[.!?;:]\Z", text):
            break
        text = f"{text} {line.text}"
    return text


def sender(lines: list[Paragraph]) -> str | None:
    """Return the authority that informs, asks or invites in one of the first sentences."""
    for line in lines[:10]:
        match = _SENDER.match(line.text[:400])
        if match and is_authority(match["who"]):
            return squashed(match["who"])
    return None
