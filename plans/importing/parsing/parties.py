"""Responsible parties of one table cell: organisations, groups and persons, often glued by spaces only."""

import re
from collections.abc import Iterator

from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.party_lines import ADJECTIVE, HEADS, LINKS, goes_on
from plans.importing.parsing.people import NAME

MAX_LENGTH = 3000
_TOKEN = re.compile(rf"(?P<name>{NAME})|(?P<quoted>«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\")|\S+?(?=[«\"])|\S+")
_ABBREVIATION = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Z\d()-]+[,;]?\Z")
_LABEL = re.compile(r"\s*(?:отв\.|ответственн[а-я]+\s?[:–-])[\s:–-]*", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"[А-ЯЁ]{1,5}(?:[БАК]Д?ОУ|[БАК]У|[БАК]УДО)[,;]?\Z")
_STARTS = re.compile(
    r"(?:[А-ЯЁ][а-яё-]*(?:ые|ие|ая|яя|ое|ее|ый|ий)"
    r"|(?:Министерств|Агентств|Предприяти|Учреждени|Управлени|Отделени|Объединени)(?:о|е|а|я)"
    r"|(?:Организаци|Администраци|Академи|Гимнази|Ассоциаци|Станци|Комисси)[яи]"
    r"|(?:Департамент|Отдел|Комитет|Центр|Фонд|Институт|Университет|Техникум|Совет|Союз|Округ|Район|Дворец|Дом|Орган"
    r"|Муниципалитет|Педагог|Методист|Специалист|Партн[её]р|Провайдер|Директор|Куратор|Волонт[её]р|Логопед)[ыаи]?"
    r"|(?:Служб|Школ|Библиотек|Глав)[аы]|(?:Колледж|Руководител|Учител|Воспитател|Заместител|Представител|Лице|Музе)[йьия]"
    r"|Оргкомитет|Зам\.?[а-я]*|Родители|Обучающиеся|Классн[а-яё]+)[,;]?\Z"
)
_ORGANISATIONS_OF = re.compile(
    r"(?:организаций|учреждений|образованием|образования|области|района|школ|города|самоуправления|[А-ЯЁ]{2,4})\Z"
)
_OF_KIND = {"СПО", "ВО", "ВПО", "ДПО", "ДО", "НПО", "ОВЗ", "РФ"}  # say which organisations, begin no name
_REGION = re.compile(r"(?:области|края|района|округа|республики)\Z")
_TEACHERS = re.compile(r"(?:учител|преподавател)[а-я]+", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:химии|биологии|физики|математики|истории|географии|информатики|литературы|музыки|технологии|труда|физкультуры|изо|обж|обзр"
    r"|обществознания|экологии|астрономии|(?:русского|английского|немецкого|французского|родного|иностранн\w+) языка?)\Z",
    re.IGNORECASE,
)
_NOUN_LIKE = re.compile(
    r"(?:заведующ|управляющ|вожат|дежурн|учащ|обучающ|рабоч|служащ|ведущ|уполномоченн|ответственн)[а-яё]+\Z",
    re.IGNORECASE,
)
_SHARED_HEAD = re.compile(r"([А-ЯЁ][а-яё]+?)(ы|и|а): (.+)")


def split_parties(text: str) -> tuple[list[str], list[str]]:
    """Return the parties of a cell, and words that belong to none of them and need a look."""
    text = _LABEL.sub("", text)
    parties: list[str] = []
    stray: list[str] = []
    if len(text) > MAX_LENGTH:  # no list of parties is so long
        return [squashed(text)], stray
    for chunk in _chunks(text):
        for party in _glued(chunk):
            party, loose = _without_stray(_trimmed(party))
            stray.extend(loose)
            if party:
                parties.append(party)
    return list(dict.fromkeys(_with_shared_words(parties))), stray


def _chunks(text: str) -> list[str]:
    """Split at commas, semicolons and line ends outside quotes and brackets, and put wrongly split pieces together."""
    chunks: list[str] = []
    has_shared_head = bool(_SHARED_HEAD.match(text))
    for separator, piece in _pieces(_mended_quotes(text)):
        if chunks and not has_shared_head and goes_on(chunks[-1], separator, piece):
            chunks[-1] += (" " if separator[0] == "\n" else separator) + piece
        else:
            chunks.append(piece)
    return chunks


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield pieces, each with the separator before it and the blank behind that."""
    start, separator = 0, ""
    for index in _separators(text):
        piece = squashed(text[start:index])
        if piece:
            yield separator + " " * text[start : start + 1].isspace(), piece
        char = text[index : index + 1]
        separator = char if piece or char != "\n" else separator
        start = index + 1


def _separators(text: str) -> Iterator[int]:
    """Yield the places of commas, semicolons and line ends outside quotes and brackets, and the end.

    «ЦДТ «Радуга», …»: where one sign closes two quotes, a comma follows it.
    """
    quotes = brackets = 0
    for index, char in enumerate(text):
        if char in "«»":
            is_last = char == "»" and text[index + 1 : index + 2] in (",", ";", "\n", "")
            quotes = 0 if is_last else max(quotes + (1 if char == "«" else -1), 0)
        elif char in "()":
            brackets = max(brackets + (1 if char == "(" else -1), 0)
        elif char in ",;\n" and not quotes and not brackets:
            yield index
    yield len(text)


def _mended_quotes(text: str) -> str:
    """«университет» имени И.О. Фамилия»: a quote closed twice is closed where it ends."""
    return re.sub(r"(«[^«»]*)»(\s(?:имени|им\.) [^«»\n]{1,60}»)", r"\1\2", text)


def _glued(chunk: str) -> Iterator[str]:
    """Part what only spaces part: «Министерство … области МБОУ «…» Муниципальные органы …»."""
    words: list[str] = []
    tokens = list(_TOKEN.finditer(chunk))
    for index, match in enumerate(tokens):
        following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        if words and _starts_party(words, match, following):
            yield _sentence(words)
            words = []
        words.append(match[0])
    if words:
        yield _sentence(words)


def _sentence(words: list[str]) -> str:
    return " ".join(words).replace(" ,", ",").replace(" ;", ";")


def _starts_party(words: list[str], match: re.Match[str], following: str) -> bool:
    word, previous = match[0], words[-1]
    if word.startswith("(") or _is_in_brackets(words):
        return False
    if previous.casefold() in LINKS or previous.endswith(("/", "-")) or match["quoted"]:
        return False
    if match["name"]:
        return _is_person(words) or _is_organisation(words)
    if _is_person(words):
        return word not in ("-", "–", "—")
    if word.strip(",;") in _OF_KIND:
        return False
    if _ABBREVIATION.match(word):
        return (
            len(words) > 1 and not _ABBREVIATION.match(previous) and not _is_attribute(words, word, following)
        )
    if HEADS.match(previous) and not HEADS.match(word):  # «Начальник Управления …»
        return False
    if not word[0].isupper() or (_ABBREVIATION.match(previous) and not _STARTS.match(word)):
        return False
    if _ABBREVIATION.match(previous) and len(words) == 1:
        return False
    return bool(_STARTS.match(word))


def _is_in_brackets(words: list[str]) -> bool:
    text = " ".join(words)
    return text.count("(") > text.count(")")


def _is_attribute(words: list[str], abbreviation: str, following: str) -> bool:
    """«специалисты ОО», «Центр тестирования ГТО»: letters that say which, not another organisation."""
    previous = words[-1]
    if previous.endswith(("»", '"')) or _ORGANISATIONS_OF.search(previous):
        return False
    return bool(HEADS.match(words[0])) or not (following or _LEGAL_FORM.match(abbreviation))


def _is_organisation(words: list[str]) -> bool:
    """«МБУ ДО ДЮСШ» before a name; a position before a name belongs to it."""
    if HEADS.match(words[0]):
        return False
    return bool(_LEGAL_FORM.match(words[0]) or re.search(r"(?:»|№ ?\d+)\Z", " ".join(words[-2:])))


def _is_person(words: list[str]) -> bool:
    return bool(re.search(rf"{NAME}\.?\Z", " ".join(words[-4:])))


def _trimmed(party: str) -> str:
    return (
        party.strip(" ,;:–—-").removesuffix(".")
        if not re.search(r"(?:[А-ЯЁ]|др|г|т\.д|т\.п)\.\Z", party)
        else party.strip(" ,;")
    )


def _without_stray(party: str) -> tuple[str, list[str]]:
    """«… области образования»: a lone word after the name of a region belongs to nothing."""
    head, _, last = party.rpartition(" ")
    if (
        last.islower()
        and _REGION.search(head)
        and not _REGION.search(last)
        and re.search(r"[А-ЯЁ]\S+ской \S+\Z", head)
    ):
        return head, [last]
    return party, []


def _with_shared_words(parties: list[str]) -> list[str]:
    """«общеобразовательные, дошкольные образовательные учреждения»; «Департаменты: образования, культуры»."""
    found: list[str] = []
    for index, party in enumerate(parties):
        following = parties[index + 1] if index + 1 < len(parties) else ""
        if (
            ADJECTIVE.match(party)
            and not _NOUN_LIKE.match(party)
            and following
            and not ADJECTIVE.match(following)
            and ADJECTIVE.match(following.split()[0])
        ):
            found.append(f"{party} {following.split()[-1]}")
        else:
            found.append(party)
    return _with_shared_head(_with_subjects(found))


def _with_subjects(parties: list[str]) -> list[str]:
    """«Учителя химии, биологии»: a lone subject shares the word for its teachers."""
    found: list[str] = []
    for party in parties:
        head = _TEACHERS.match(found[-1]) if found else None
        found.append(f"{head[0]} {party}" if head and _SUBJECT.match(party) else party)
    return found


def _with_shared_head(parties: list[str]) -> list[str]:
    match = _SHARED_HEAD.match(parties[0]) if len(parties) > 1 else None
    if match is None or not all(party[0].islower() for party in parties[1:]):
        return parties
    head = match[1] + ("е" if match[1].endswith("ни") else "")
    return [f"{head} {tail}" for tail in (match[3], *parties[1:])]
