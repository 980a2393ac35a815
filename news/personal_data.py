"""What in a text may be personal data of children: a list of full names, a phone number. It warns and forbids nothing."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# So many names one after another are a list of people, not a mention of one.
A_LIST = 3

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
# «Иванов Пётр», «Пётр Иванов», «Иванов Пётр Ильич», each where an item of a list begins and ends.
_NAME = re.compile(
    rf"(?:^|[,;:\n•–—]|\d[.)]|\bи\s)\s*(?P<name>{_WORD}[ \t]+{_WORD}(?:[ \t]+{_WORD})?)(?=\s*(?:[,;.()\n–—]|\d|\bи\b|$))"
)
_WITH_PATRONYMIC = re.compile(rf"\b{_WORD}[ \t]+{_WORD}[ \t]+[А-ЯЁ][а-яё]+(?:ич|вна|чна)\b")
_PHONE = re.compile(r"(?<!\d)(?:\+7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")


def warnings(text: str) -> list[str]:
    """Return what is to be said of a text before it is public, each in a sentence; [] where nothing is."""
    said = []
    names = names_in(text)
    if len(names) >= A_LIST:
        example = ", ".join(names[:2])
        said.append(
            _("Похоже на список имён (%(example)s…). Фамилии детей не публикуют: оставьте класс или число.")
            % {"example": example}
        )
    phones = len(_PHONE.findall(text))
    if phones:
        told = ngettext(
            "В тексте номер телефона. Если он личный, уберите его.",
            "В тексте номера телефонов. Если они личные, уберите их.",
            phones,
        )
        said.append(told)
    return said


def names_in(text: str) -> list[str]:
    """Return what looks like full names, each once, in order."""
    found = [match["name"] for match in _NAME.finditer(text)]
    found += [match[0] for match in _WITH_PATRONYMIC.finditer(text)]
    return list(dict.fromkeys(found))
