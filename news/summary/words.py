"""How a summary puts into words what was done, by whom, and who is silent."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from home.templatetags.numbers import plural
from news.execution.states import State
from search.characters import writable
from search.text import one_line

# More names than these say nothing to a reader of a table's cell; the spreadsheet has them all.
MOST_NAMES = 10
SEPARATOR = "; "


def plain(text: str) -> str:
    """Return a text as one line that every format can hold."""
    return one_line(writable(one_line(text)))


def named(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Return «Школа № 1, Школа № 2 и ещё 3»."""
    shown = ", ".join(names[:most])
    left = len(names) - most
    return _("%(names)s и ещё %(left)d") % {"names": shown, "left": left} if left > 0 else shown


def execution_words(
    state: State,
    *,
    asked: int,
    done: int,
    late: int,
    begun: int,
    overdue: int,
    others: Sequence[str],
    silent: Sequence[str],
) -> str:
    """Return «Исполнено: 12 из 14 организаций, 1 с опозданием; не отчитались: Школа № 3, Школа № 5».

    Of those who are asked `done` have done it all, `late` of them too late, `begun` some of it; `others` were not asked
    and have reported nevertheless. Where nobody with a page is asked, the state says it.
    """
    if state is State.CANCELLED:
        return _("Отменено")
    if not asked:
        word = str(state.word).capitalize()
        return SEPARATOR.join([word, _("сообщили: %s") % named(others)]) if others else word
    parts = [_done(state, done, asked)]
    if late:
        parts[0] += _(", %d с опозданием") % late
    if begun:
        parts.append(_("частично: %d") % begun)
    if overdue:
        parts.append(_("просрочено: %d") % overdue)
    if silent:
        everybody = len(silent) == asked and asked > MOST_NAMES
        parts.append(_("не отчитался никто") if everybody else _("не отчитались: %s") % named(silent))
    if others:
        parts.append(_("сообщили и другие: %s") % named(others))
    return SEPARATOR.join(parts)


def _done(state: State, done: int, asked: int) -> str:
    text = _("Ведётся постоянно, сообщили") if state is State.CONTINUOUS else _("Исполнено")
    organisations = plural(asked, _("организации,организаций,организаций"))
    return _("%(text)s: %(done)d из %(asked)d %(organisations)s") % {
        "text": text,
        "done": done,
        "asked": asked,
        "organisations": organisations,
    }
