"""The state of a task, for one organisation or for all: pure arithmetic of days, no database.

A report counts on the day of its event, so that who held it in time and wrote of it later has done it in time.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plans.deadlines import Occasion

# An occasion is «soon» when so many days are left.
SOON = datetime.timedelta(days=7)


class Look(NamedTuple):
    """How a state is shown: a word and a sign, so that no colour is needed, and the colour's name in the style sheet."""

    word: str | Promise
    sign: str
    colour: str


class State(Enum):
    """How far a task is."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    IN_PROGRESS = "in_progress"
    NOT_BEGUN = "not_begun"
    DONE_LATE = "done_late"
    DONE = "done"
    CONTINUOUS = "continuous"
    UNDATED = "undated"
    CANCELLED = "cancelled"

    @property
    def word(self) -> str:
        """The state in words."""
        return str(_LOOKS[self].word)

    @property
    def sign(self) -> str:
        """The sign that stands for it in a narrow cell."""
        return _LOOKS[self].sign

    @property
    def colour(self) -> str:
        """`done`, `soon`, `late` or `none`: a token of the style sheet."""
        return _LOOKS[self].colour

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self in (State.DONE, State.DONE_LATE)

    @property
    def is_counted(self) -> bool:
        """Whether it can be done or not: what goes on for ever or is cancelled is neither."""
        return self not in (State.CONTINUOUS, State.UNDATED, State.CANCELLED)

    @property
    def is_asked(self) -> bool:
        """Whether figures count it among what is asked; what names no days is, as it can be done."""
        return self not in (State.CONTINUOUS, State.CANCELLED)


_LOOKS = {
    State.OVERDUE: Look(_("просрочено"), "!", "late"),
    State.DUE_SOON: Look(_("скоро срок"), "◷", "soon"),
    State.IN_PROGRESS: Look(_("идёт"), "▸", "soon"),
    State.NOT_BEGUN: Look(_("не начато"), "·", "none"),
    State.DONE_LATE: Look(_("сделано с опозданием"), "✓!", "done"),
    State.DONE: Look(_("сделано"), "✓", "done"),
    State.CONTINUOUS: Look(_("постоянно"), "∞", "none"),
    State.UNDATED: Look(_("без срока"), "–", "none"),
    State.CANCELLED: Look(_("отменено"), "×", "none"),
}
# What a group of states comes to: the first of these that is among them.
_WORST_FIRST = (State.OVERDUE, State.DUE_SOON, State.IN_PROGRESS)


@dataclass(frozen=True)
class Standing:
    """How a task stands: its state, how many times of all it is done, and which of its occasions no report answers."""

    state: State
    done: int = 0
    times: int = 0
    late: int = 0
    overdue: int = 0
    """How many times it should have been done by now and was not."""
    missing: tuple[Occasion, ...] = ()


def standing(
    occasions: Sequence[Occasion],
    days: Iterable[datetime.date],
    today: datetime.date,
    *,
    is_continuous: bool = False,
) -> Standing:
    """Return how a task stands that is to be done on these occasions and was done on these days.

    A day answers the occasion in which it lies; else, late, the last one before it that nothing answers; else, early, the
    next one. What has no occasion is done once it is done at all, or goes on for ever.
    """
    days = sorted(days)
    if not occasions:
        if is_continuous:
            return Standing(State.CONTINUOUS, len(days))
        return Standing(State.DONE if days else State.UNDATED, len(days), len(days))
    slots = sorted(
        (occasion for occasion in occasions for _time in range(occasion.times)), key=lambda slot: slot.last
    )
    free = dict(enumerate(slots))
    rest = [day for day in days if not _take(free, _containing(free, day))]
    late = 0
    for day in rest:
        before = [number for number, slot in free.items() if slot.last < day]
        late += bool(before)
        _take(free, max(before) if before else next(iter(free), None))
    missing = tuple(free.values())
    overdue = sum(slot.last < today for slot in missing)
    state = _state(slots, missing, overdue, late, today)
    return Standing(state, len(slots) - len(missing), len(slots), late, overdue, missing)


def together(standings: Iterable[Standing]) -> State:
    """Return what the states of several organisations come to: the most urgent one, done only if all have done it."""
    states = [each.state for each in standings if each.state is not State.CANCELLED]
    if not states:
        return State.UNDATED
    urgent = next((state for state in _WORST_FIRST if state in states), None)
    if urgent:
        return urgent
    counted = [state for state in states if state.is_counted]
    if not counted:
        return State.CONTINUOUS if State.CONTINUOUS in states else State.UNDATED
    if all(state.is_done for state in counted) and State.UNDATED not in states:
        return State.DONE_LATE if State.DONE_LATE in counted else State.DONE
    return State.IN_PROGRESS if any(state.is_done for state in counted) else State.NOT_BEGUN


def _state(
    slots: list[Occasion], missing: tuple[Occasion, ...], overdue: int, late: int, today: datetime.date
) -> State:
    if not missing:
        return State.DONE_LATE if late else State.DONE
    if overdue:
        return State.OVERDUE
    following = min(missing, key=lambda slot: slot.last)
    has_begun = following.first is None or following.first <= today
    if has_begun and following.last - today <= SOON:
        return State.DUE_SOON
    # What may be done as early as one likes has begun with its first answer only.
    return (
        State.IN_PROGRESS if len(missing) < len(slots) or (following.first and has_begun) else State.NOT_BEGUN
    )


def _containing(free: dict[int, Occasion], day: datetime.date) -> int | None:
    return next((number for number, slot in free.items() if (slot.first or day) <= day <= slot.last), None)


def _take(free: dict[int, Occasion], number: int | None) -> bool:
    return number is not None and free.pop(number, None) is not None
