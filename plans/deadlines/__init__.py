"""Deadlines of plans: a phrase as written («03-12.02.2022», «1 раз в месяц») understood as dates or a recurrence."""

from plans.deadlines.grammar import parse_deadline
from plans.deadlines.period import Deadline, Period

__all__ = ["Deadline", "Period", "parse_deadline"]
