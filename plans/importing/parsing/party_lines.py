"""Which lines and pieces of a cell of parties are one party: a wrapped name, a position over its person."""

import re

from plans.importing.parsing.people import NAME

LINKS = {
    "-",
    "–",
    "—",
    "и",
    "или",
    "при",
    "имени",
    "им.",
    "г.",
    "города",
    "город",
    "с",
    "по",
    "на",
    "в",
    "/",
    "для",
    "от",
}
HEADS = re.compile(
    r"(?:руководител|директор|представител|специалист|педагог|методист|учител|преподавател|воспитател|советник|куратор|завуч|инструктор|тренер|классн|орган[ыа]\b|родител|оргкомитет|зам\.|заведующ|начальник|администраци)",
    re.I,
)
ADJECTIVE = re.compile(r"[А-ЯЁа-яё-]+(?:ые|ие|ая|ое|ый|ий)\Z")
_ONE_NAME = re.compile(rf"{NAME}\.?\Z")
_ANY_NAME = re.compile(NAME)
_ONE_PERSON = re.compile(
    r"(?:зам(?:\.|еститель)|директор|заведующ(?:ий|ая)|начальник|педагог|методист|учитель|преподаватель|воспитатель|советник"
    r"|библиотекарь|психолог|логопед|соц(?:\.|иальный) педагог|классный руководитель|руководитель|специалист|инструктор"
    r"|тренер|завхоз|секретарь|вожат(?:ый|ая)|старш(?:ий|ая) |музыкальный руководитель|медсестра|инженер|председатель)",
    re.IGNORECASE,
)
_OTHER_PARTY = re.compile(
    r"(?:профком|профсоюз|психолог(?:и|ическая служба)?|библиотекар[ьи]|завхоз|медсестра|медработники?|вожат(?:ый|ая|ые)"
    r"|актив|совет (?!федерации)|волонт[её]ры|обучающиеся|учащиеся|ученики|логопеды?|воспитанники|отряд|соц(?:\.|иальные|иальный)"
    r"|инженер|секретарь|старост[аы]|депутаты|ветераны|юнармейцы|студенты)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:классные руководители|родител|педагог|учител[ья]\b|преподавател[ьи]\b|воспитател[ьи]\b|руководител[ьи]\b)"
)
_BODY = re.compile(r"(?:управление|отдел|комитет|департамент)\b[^,;]*\Z", re.IGNORECASE)
_GENITIVE_START = re.compile(
    r"(?:[а-яё-]+(?:щих|щими|щий|щая|щее|щие|ого|его|ой|ых|их)\b|не (?:явля|име)|котор"
    r"|в том числе|находящ|за исключением|а также)"
)
_ORGANISATIONS_IN_GENITIVE = re.compile(
    r"(?:центр(?:а|ов)|организаций|учреждений|служб|отделов|управлений|школ|комитетов|департаментов|колледжей)\b"
)


def begins_other_party(text: str) -> bool:
    """«профком», «классные руководители» in small letters begin a party even right below another."""
    return bool(_OTHER_PARTY.match(text) or _OTHERS.match(text)) and text[0].islower()


def goes_on(previous: str, separator: str, piece: str) -> bool:
    """Tell a piece that belongs to the piece before it: «СОШ № 1, № 2», the second line of a wrapped name."""
    if re.match(r"(?:№|[А-ЯЁ]\. ?[А-ЯЁ]\.\Z)", piece):  # «СОШ № 1, № 2», initials on a line of their own
        return True
    if separator.startswith("\n"):
        return _continues_line(previous, piece)
    if re.match(r"\d", piece) and re.search(r"\d\Z", previous):
        return True
    if HEADS.search(previous) and _ORGANISATIONS_IN_GENITIVE.match(piece):
        return True
    return piece[0].islower() and bool(_GENITIVE_START.match(piece)) and not HEADS.match(piece)


def _continues_line(previous: str, piece: str) -> bool:
    """A cell's lines are its parties or one wrapped party: a small letter goes on, unless all lines begin with one."""
    if piece[0] in '«("' and not previous.endswith("»"):
        return True
    if _ONE_NAME.match(piece):  # «Педагог-организатор», below it «Серова К.Л.»
        return bool(_ONE_PERSON.match(previous)) and not _ANY_NAME.search(previous)
    if previous.endswith((" и", " в", " на", "-", " по", " с", "/", " для", " при")):
        return True
    if not piece[0].islower() or (HEADS.match(piece) and not _is_genitive(previous, piece)):
        return False
    if _OTHER_PARTY.match(piece):
        return False
    if ADJECTIVE.match(previous.split()[-1]):  # its noun is on the next line
        return True
    first = piece.split()[0]
    return not ADJECTIVE.match(first) and (previous[0].isupper() or first in LINKS)


def _is_genitive(previous: str, piece: str) -> bool:
    """«Отдел образования», below it «администрации района»."""
    return bool(_BODY.match(previous) and re.match(r"администрации\b", piece))
