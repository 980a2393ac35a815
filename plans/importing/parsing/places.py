"""Names of cities and authorities, brought to the form in which they are named."""

import re
from collections import Counter
from itertools import pairwise

_CITY_LINE = re.compile(
    r"(?:г\.|город|пос\.|пос[её]лок|пгт\.?|с\.|село|ст\.|ст-ца|станица"
    r"|п\.|рп|р\.п\.|д\.|деревня|х\.|хутор)\s?(?P<city>[А-ЯЁ][\w-]+(?:[ -](?:на-)?[А-ЯЁ][\w-]+)?)\W*\Z"
)
_BARE_CITY = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁа-яё]+)*(?: [А-ЯЁ][а-яё]{2,})?\Z")
_CITY_OF = re.compile(r"(?:\bгород(?P<form>а|е)?|г\.)\s?(?P<city>[А-ЯЁ][а-яё]+(?:-[А-Яа-яё]+)*)")
_CITY_INSIDE = re.compile(
    r"(?<![\w])(?:г|с|п|ст|д|пос|пгт|рп|р\.п)\.?\s?(?P<city>[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?)(?=\s|\Z)"
)
_UNCHANGED = re.compile(r"(?:[оеёиу]во|[её]во|о|и|у|е)\Z")
_AUTHORITIES = {
    "министерства": "Министерство", "департамента": "Департамент", "управления": "Управление", "отдела": "Отдел",
    "комитета": "Комитет", "администрации": "Администрация", "правительства": "Правительство", "губернатора": "Губернатор",
    "отделом": "Отдел", "управлением": "Управление", "департаментом": "Департамент", "комитетом": "Комитет",
    "министра": "Министр", "главы": "Глава", "агентства": "Агентство", "службы": "Служба",
}  # fmt: skip
_AUTHORITY = re.compile(
    r"(?:министерств|департамент|управлени|комитет|отдел\b|администраци|правительств|губернатор|служб|агентств|учреждени"
    r"|МБОУ|МАОУ|МКОУ|ГБОУ|МБДОУ|МАДОУ|МКДОУ|ГКОУ|школ|гимнази|лице[йя]|детский сад|центр|институт|университет|колледж|техникум)",
    re.IGNORECASE,
)
_HEAD_OF = re.compile(
    r"(?:заведующ\w+|начальник|руководитель|директор|министр|заместитель \w+|и\.о\. \w+)\s+(?P<body>(?:[а-яё]+)\b.*)",
    re.IGNORECASE,
)


def city_line(text: str) -> str | None:
    """Return the city of a line that names only it («г. Тамбов»)."""
    match = _CITY_LINE.match(text.strip())
    return match["city"] if match else None


def bare_city(text: str) -> str | None:
    """Return the city of a line beside the requisites that is one name («Москва», «Нижний Новгород»)."""
    match = _BARE_CITY.match(text.strip(" ."))
    return match[0] if match and not is_authority(text) else None


def city_in_requisites(text: str) -> str | None:
    """Return the city between a date and a number («12.01.2023 г. с. Луговое № 7»)."""
    match = _CITY_INSIDE.search(text)
    return match["city"] if match else None


def mentioned_city(texts: list[str]) -> str | None:
    """Return the city that the texts mention most («города Пензы» gives «Пенза»)."""
    found: Counter[str] = Counter()
    for text in texts:
        for match in _CITY_OF.finditer(text):
            if match["city"].endswith(("ого", "его")):  # «Лугового» may be Луговой, Луговое or Луговая
                continue
            is_nominative = match[0].startswith("город ")
            found[match["city"] if is_nominative else nominative_city(match["city"])] += 1
    return found.most_common(1)[0][0] if found else None


def nominative_city(genitive: str) -> str:
    """Return a city's name from its genitive; a name that does not change stays."""
    if _UNCHANGED.search(genitive) and not re.search(r"[мртзн]и\Z", genitive):
        return genitive
    if re.search(r"[мртзн]и\Z", genitive):
        return genitive[:-1] + ("ь" if len(genitive) < 9 else "и")
    if genitive.endswith("ы"):
        return genitive[:-1] + "а"
    return genitive[:-1] if genitive.endswith("а") else genitive


def is_authority(text: str) -> bool:
    """Tell a line that names an authority or organisation."""
    return bool(_AUTHORITY.search(text)) and not re.search(r"[.;:]\Z|\Aпо ", text)


def named_authority(text: str) -> str | None:
    """Return the authority of a phrase in the genitive («Распоряжение Правительства РФ»), in its own form."""
    words = text.split()
    for index, word in enumerate(words):
        name = _AUTHORITIES.get(word.casefold().strip(",."))
        if name:
            return " ".join([name, *words[index + 1 :]]).strip(" ,.")
    return None


def authority_of_position(position: str) -> str | None:
    """«Заведующий отделом образования …» leads «Отдел образования …»; a governor is an authority himself."""
    if re.match(r"(?:губернатор|глава|мэр)\b", position, re.IGNORECASE):
        return position
    match = _HEAD_OF.match(position)
    return named_authority(match["body"]) if match else None


def readable_case(text: str, source: str) -> str:
    """«МИНИСТЕРСТВО … ТАМБОВСКОЙ ОБЛАСТИ» in small letters, proper names as the rest of the document writes them."""
    if not text.isupper():
        return text
    proper = {match.casefold(): match for match in re.findall(r"(?<=[а-яё,] )[А-ЯЁ][а-яё-]+", source)}
    words = text.casefold().split()
    after_kind = {
        word
        for before, word in pairwise(words)
        if re.match(r"(?:города?|г\.|села|пос[её]лка|станицы|республики|[-–—])\Z", before)
    }
    words = [word.capitalize() if word in after_kind else word for word in words]
    found = [
        proper.get(word) or _region_case(word, words[place + 1 : place + 2])
        for place, word in enumerate(words)
    ]
    sentence = " ".join(found)
    return sentence[:1].upper() + sentence[1:]


def _region_case(word: str, following: list[str]) -> str:
    is_region = word.endswith(("ской", "ского", "ская", "ский", "цкого", "цкой"))
    if is_region and following and re.match(r"(?:област|кра|район|округ|республик|город)", following[0]):
        return word.capitalize()
    return word.upper() if re.match(r"(?:м|г)[абк]+д?оу\Z|сош\Z|рф\Z", word) else word
