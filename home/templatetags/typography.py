"""Titles set with care: what belongs together does not break over two lines."""

import re

from django import template
from django.template.defaultfilters import stringfilter

register = template.Library()

NBSP = "\u00a0"

# A short word that opens a phrase, «№» or an initial stays with what follows; a unit stays with its number.
_SHORT_WORDS = "а|в|во|да|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у|я"
_SHORT_WORD = re.compile(rf"(?<![\w-])((?i:{_SHORT_WORDS})|№|[А-ЯЁ]\.) (?=\S)")
_UNIT = re.compile(r"(?<=\d) (?=(?:г|гг|ч|руб|км|м|кг|лет|год|года|класс\w*|%|дн\w*|чел\.|экз\.)(?![\w-]))")
_DASH = re.compile(r" ([–—]) ")


@register.filter
@stringfilter
def set_line(text: str) -> str:
    """Return the line with no-break spaces; plain text in, plain text out."""
    return _DASH.sub(rf"{NBSP}\1 ", _UNIT.sub(NBSP, _SHORT_WORD.sub(rf"\1{NBSP}", text)))
