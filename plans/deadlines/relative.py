"""Deadlines that name no date: after an event, by another plan, all the year."""

import re

_AFTER_AN_EVENT = re.compile(
    r"\b(?:по (?:окончани|завершени|итогам|результатам|факту)|после (?!\d)|накануне|со дня|с момента"
    r"|в дни? (?!\d)|в день\b|до начала|по истечени|(?:за|через) \d+ )"
)
_DAYS_COUNTED = re.compile(
    r"\b(?:не (?:позднее|позже|ранее)(?: чем)?(?: за| через)?|в течени[еи]|через|за|в срок)"
    r" (?:\w+ )?(?:\w+ )?(?:дн(?:я|ей)|день|час(?:а|ов)?|недел[иью]|месяц(?:а|ев)?|месячника|декад[ыу]|суток)\b"
)
_BY_NEED = re.compile(
    r"\b(?:по мере|по (?:запросу|запросам|согласованию|необходимости|заявкам|заявке|требованию|особому|отдельному|вызову)"
    r"|при (?:необходимости|наличии|поступлении|формировании)|(?:в )?установленны[ейх]+ срок|в (?:указанны|данны)[ейх]+ срок"
    r"|в сроки|в течени[еи] (?:\w+ )?\w{4,}|незамедлительно|немедленно|каникул|до конца|в период|(?:\d|[iv]{1,3}|учебной"
    r"|перв\w+|втор\w+|трет\w+|четверт[оа]\w+)(?: учебной)? четверт)"
)
_BY_PLAN = re.compile(
    r"\b(?:по|согласно|в соответствии со?) (?:[\w«»\"-]+ ){0,6}?(?:план|график|расписани|календар|положени|приказ|распоряжени"
    r"|программ|регламент|циклограмм|дорожн)|^(?:план|график)"
)
_MONTH_NAME = re.compile(
    r"\b(?:январ|феврал|март|апрел|ма[йея]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
)
_AT_LEAST = re.compile(r"\b(?:не реже|не менее|минимум|как минимум)\b")
_ALL_YEAR = re.compile(
    r"\b(?:теч(?:ени[еи]|\.)|протяжени[еи]|весь|за) (?:всего )?(?:(?:текущего|календарного|нового) )?(?:учебн\w+ )?(?:года?|г)\b"
    r"|\bкруглогодично|\bвесь (?:учебный )?год|\bучебный год\b|^в году$|^год$"
)


def is_after_an_event(phrase: str) -> bool:
    """«По окончании …»: a date in such a phrase is the event's, not the deadline."""
    return bool(_AFTER_AN_EVENT.search(phrase))


def is_relative(phrase: str) -> bool:
    """Tell «в течение месяца», «по мере необходимости»: only the reader can know the day."""
    if _DAYS_COUNTED.search(phrase) and not _MONTH_NAME.search(phrase):
        return True
    return bool(_BY_NEED.search(phrase))


def is_by_plan(phrase: str) -> bool:
    """«По отдельному графику»."""
    return bool(_BY_PLAN.search(phrase))


def is_all_year(phrase: str) -> bool:
    """«В течение (учебного) года»."""
    return bool(_ALL_YEAR.search(phrase))


def is_all_the_time(phrase: str) -> bool:
    """«В течение всего периода»."""
    return bool(re.search(r"\b(?:весь|всего|всем) период", phrase))


def is_at_least(phrase: str) -> bool:
    """«Не реже …»."""
    return bool(_AT_LEAST.search(phrase))
