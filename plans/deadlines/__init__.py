"""Deadlines of plans: a phrase as written («03-12.02.2022», «1 раз в месяц») understood as dates or a recurrence."""

from plans.deadlines.grammar import parse_deadline
from plans.deadlines.occasions import Occasion, occasions_of
from plans.deadlines.occurrences import Occurrences, occurrences_of
from plans.deadlines.period import Deadline, Period
from plans.deadlines.years import YearContext

__all__ = [
    "Deadline",
    "Occasion",
    "Occurrences",
    "Period",
    "YearContext",
    "occasions_of",
    "occurrences_of",
    "parse_deadline",
]
