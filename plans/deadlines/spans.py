"""Spans of time read from a deadline: their missing months and years are taken from a neighbour or from the plan."""

from dataclasses import dataclass, replace

from plans.deadlines.period import Period
from plans.deadlines.points import Cursor, Point, half_of_study
from plans.deadlines.years import YearContext


@dataclass(frozen=True)
class Span:
    """From one point to another; the first is None for «до …», the last for «с …»."""

    first: Point | None
    last: Point | None

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for point in (self.first, self.last) if point)

    @property
    def is_single(self) -> bool:
        return self.first is self.last

    @property
    def is_dated(self) -> bool:
        return all(point.year is not None for point in self.points)

    @property
    def precisions(self) -> set[str]:
        return {point.precision for point in self.points}

    @property
    def period(self) -> Period:
        return Period(
            self.first.first_date if self.first else None, self.last.last_date if self.last else None
        )

    def with_points(self, change: dict[int, Point]) -> "Span":
        first = change.get(id(self.first), self.first)
        last = change.get(id(self.last), self.last)
        return Span(first, last)


def read_span(cursor: Cursor) -> Span | None:
    """Read «12 мая», «2-4 октября», «с 1 по 7 марта», «до 10.07.2023», «20.03.2008 | 30.12.2008»."""
    place = cursor.place
    opening = cursor.kind() if cursor.kind() in ("from", "to") else ""
    cursor.place += bool(opening)
    if opening == "to" and cursor.kind() == "end_of" and cursor.kind(1) == "number":  # «до конца 2026 года»
        cursor.place += 1
    first = _point(cursor)
    if first is None:
        cursor.place = place
        return None
    last = _point_after(cursor, opening)
    _skip_clock(cursor, last or first)
    if last:
        return Span(first, last)
    if opening:
        return Span(first, None) if opening == "from" else Span(None, first)
    return Span(first, first)


def _point(cursor: Cursor) -> Point | None:
    return cursor.point() or cursor.bare_day() or cursor.bare_quarter()


def _point_after(cursor: Cursor, opening: str) -> Point | None:
    """The other end after a dash or «по»; «до 1 мая - 5 мая» does not exist, «1 мая по 5 мая» does."""
    place = cursor.place
    if opening == "to" or cursor.kind() not in ("dash", "to", "bar"):
        return None
    while cursor.kind() in ("dash", "to", "bar", "from"):
        cursor.place += 1
    point = _point(cursor)
    if point is None:
        cursor.place = place
    return point


def _skip_clock(cursor: Cursor, point: Point) -> None:
    """«15 марта 10.00-12.00»: a time of day looks like a day and a month."""
    if not point.is_clock_possible:
        return
    while cursor.kind() == "day" or (cursor.kind() == "dash" and cursor.kind(1) == "day"):
        cursor.place += 1


def completed(spans: list[Span], context: YearContext) -> list[Span]:
    """Give every point its month and year as far as they can be known."""
    points = [point for span in spans for point in span.points]
    by_identity: dict[int, Point] = {}
    following: Point | None = None
    for point in reversed(points):
        following = by_identity.setdefault(id(point), _with_neighbour(point, following))
    with_context = [
        span.with_points({id(point): _with_context(by_identity[id(point)], context) for point in span.points})
        for span in spans
    ]
    return [_ordered(span, raw, context) for span, raw in zip(_forward(with_context), spans, strict=True)]


def _with_neighbour(point: Point, following: Point | None) -> Point:
    """«2-4 октября», «сентябрь, февраль 2024 г.»: a month or year written once stands at the end."""
    if following is None:
        return point
    if point.month is None:
        point = replace(point, month=following.month)
    if point.year is not None or following.year is None or point.month is None:
        return point
    return point.in_year(following.year - (point.month > (following.month or 12)))


def _with_context(point: Point, context: YearContext) -> Point:
    if point.year is not None or point.month is None:
        return point
    if point.precision == "half" and context.is_school_year and context.first:
        return half_of_study(1 if point.month == 1 else 2, context.first)
    return point.in_year(context.year_of(point.month))


def _ordered(span: Span, written: Span, context: YearContext) -> Span:
    """«15 августа - 15 сентября» of a year of study, «28 декабря - 10 января» of a calendar year.

    Years that were written stay even if the span then runs backwards.
    """
    first, last = span.first, span.last
    if not first or not last or any(point.year is not None for point in written.points):
        return span
    if first.first_date is None or last.last_date is None or first.first_date <= last.last_date:
        return span
    if first.month == last.month:
        return span
    if context.is_school_year:
        return Span(replace(first, year=(first.year or 0) - 1), last)
    return Span(first, replace(last, year=(last.year or 0) + 1))


def _forward(spans: list[Span]) -> list[Span]:
    """«сентябрь 2023 г., ноябрь»: a later point without a year goes on in the year before it."""
    found: list[Span] = []
    previous: Point | None = None
    for span in spans:
        change = {}
        for point in span.points:
            if point.year is None and previous and previous.year is not None and point.month is not None:
                year = previous.year + (point.month < (previous.month or 1))
                change[id(point)] = point.in_year(year)
            previous = change.get(id(point), point)
        found.append(span.with_points(change))
    return found
