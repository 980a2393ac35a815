"""The kind of a document by what it calls itself."""

import re

# The first that fits decides: a «план-график («дорожная карта»)» calls itself a roadmap in the end.
_KINDS = (
    ("instructions", re.compile(r"перечень\s+(?:\w+\s+)?поручений\b")),
    ("protocol", re.compile(r"(?:выписка из )?протокола?\b")),
    ("roadmap", re.compile(r".*\bдорожн(?:ая|ой|ую) карт", re.DOTALL)),
    ("order", re.compile(r"приказ\b")),
    ("directive", re.compile(r"(?:распоряжение|постановление)\b")),
    ("regulation", re.compile(r"положение\b|порядок (?:проведения|организации)|регламент\b")),
    ("schedule", re.compile(r"(?:[\w-]+\s+){0,2}(?:план-график|график|календарь)\b")),
    (
        "plan",
        re.compile(
            r"(?:[\w-]+\s+){0,4}(?:план|комплекс мер|медиаплан|циклограмма)\b|мероприятия\b|программа мероприятий"
        ),
    ),
    (
        "report",
        re.compile(
            r"(?:[\w-]+\s+){0,2}(?:фото)?отч[её]т\b|информация о (?:проведении|проведённ|проведенн)|итоги\b"
        ),
    ),
    ("announcement", re.compile(r"объявлени[ея]\b|внимание\b|анонс\b|приглаша")),
    (
        "letter",
        re.compile(
            r"(?:информационное )?письмо(?=\W*(?:\Z|№|n\b|от\b|об?\b|мин|департамент|управлени|комитет|отдел|рособр"
            r"|федеральн|правительств|администраци))|уважаем(?:ые|ый|ая)\b"
        ),
    ),
)
PLAN_KINDS = ("plan", "schedule", "roadmap", "instructions")
_SPEAKS = re.compile(
    r"\b(?:направля(?:ем|ет|ю)|проси[тм]|прошу|информиру(?:ем|ет)|сообща(?:ем|ет)|напомина(?:ем|ет)|предлага(?:ем|ет))\b",
    re.IGNORECASE,
)
_RESOLUTION = re.compile(r"\bприказываю\b", re.IGNORECASE)
_DIRECTIVE = re.compile(r"\b(?:распоряжаюсь|постановляю|постановляет|обязываю)\b", re.IGNORECASE)


def kind_of_title(title: str) -> str | None:
    """Return the kind that a title names, None where it names none."""
    text = title[:400].casefold().strip(' «"*')
    return next((kind for kind, pattern in _KINDS if pattern.match(text)), None)


def kind_of_text(lines: list[str]) -> str | None:
    """Return the kind of a document by its words of resolution, its own kind word, and the forms of its parts."""
    if any(_RESOLUTION.search(line) for line in lines):
        return "order"
    if any(_DIRECTIVE.search(line) for line in lines):
        return "directive"
    heads = [line for line in lines[:25] if len(line) < 300]
    for line in heads:
        kind = kind_of_title(line)
        if kind in ("order", "directive", "protocol", "instructions", "regulation") and _is_head(line):
            return kind
    titles = (line for line in heads if not is_sentence(line))
    return _by_parts(lines) or next((kind for kind in map(kind_of_title, titles) if kind), None)


def is_sentence(text: str) -> bool:
    """«Министерство направляет план …» speaks of a plan, it is none's title."""
    return bool(_SPEAKS.search(text[:200]))


def has_own_form(lines: list[str]) -> bool:
    """Tell a text with the words or parts that only an order, minutes or a regulation has."""
    is_resolved = any(_RESOLUTION.search(line) or _DIRECTIVE.search(line) for line in lines)
    is_order = any(
        line.casefold().strip(" .") in ("приказ", "распоряжение", "постановление") for line in lines[:15]
    )
    return is_resolved or is_order or _by_parts(lines) in ("protocol", "regulation")


def _is_head(line: str) -> bool:
    """«ПРИКАЗ», «Протокол №1», «Приказ от …», «Положение о …»: not a sentence that begins with such a word."""
    return bool(re.match(r"\W*\w+\W*(?:\Z|№|от\b|о\b|об\b|поручений|[А-ЯЁ]|совещания|заседания|\n)", line))


def _by_parts(lines: list[str]) -> str | None:
    starts = [line.casefold().lstrip("0123456789. ") for line in lines]
    if any(s.startswith(("слушали", "постановили", "решили")) for s in starts) and any(
        "повестк" in s for s in starts
    ):
        return "protocol"
    if any(re.match(r"\d*\.*\s*общие положения", line.casefold()) for line in lines[:40]):
        return "regulation"
    if any("настоящее положение" in s for s in starts[:40]):
        return "regulation"
    is_addressed = any(
        re.match(r"(?:руководителям|директорам|начальникам|главам|заведующим)\b", s) for s in starts[:15]
    )
    if any(s.startswith("уважаем") for s in starts[:15]) or (
        is_addressed and any(map(_SPEAKS.search, starts))
    ):
        return "letter"
    return None


_HAS_HAPPENED = re.compile(
    r"\b(?:прош(?:[её]л|ла|ло|ли)|состоял(?:ся|ась|ось|ись)|проводил(?:ся|ась|ось|ись)"
    r"|принял[аио]? участие|прошедш|[а-яё]{3,}[аяеиы]л(?:а|и|ись|ась)\b|пров[её]л\b)"
)
_WILL_HAPPEN = re.compile(r"\b(?:приглаша|состоится|пройд[её]т|объявля|проводится|внимание!)", re.IGNORECASE)


def kind_of_prose(text: str) -> str | None:
    """Return report or announcement for a short text that tells of an event, by the time of its verbs."""
    happened, will_happen = len(_HAS_HAPPENED.findall(text)), len(_WILL_HAPPEN.findall(text))
    if happened == will_happen:
        return None
    return "report" if happened > will_happen else "announcement"
