"""A document's rating: as its reports make it now, or, once it has closed, as it was frozen."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from home.models.organisations import by_number
from news.execution.tasks import public_organisations, task_of_document
from news.models import FrozenRating
from news.rating.facts import end_of, facts_of, moscow_day
from news.rating.points import Line, Placed, RatedReport, Row, placed, rated
from news.rating.rule import Kind, Rule
from plans.models import OrderPage, PlanItem, PlanPage


@dataclass(frozen=True)
class Rating:
    """The rows of all who take part, by the rule; `frozen_at` is when that was made final, None where it still moves."""

    rule: Rule
    rows: tuple[Row, ...]
    frozen_at: datetime.datetime | None = None

    @cached_property
    def places(self) -> list[Placed]:
        """Those who have points, in their places."""
        return placed(self.rows)

    @cached_property
    def without_points(self) -> list[Row]:
        """Those who have none: they were asked and have not reported. By title."""
        return sorted((row for row in self.rows if not row.points), key=by_number)

    @property
    def closed_on(self) -> datetime.date | None:
        """On which day it was made final, in Moscow."""
        return moscow_day(self.frozen_at) if self.frozen_at else None

    def of(self, organisation: int) -> Placed | None:
        """Return the place of an organisation, None where it has none."""
        return next((each for each in self.places if each.row.organisation == organisation), None)


def rating_of(document: OrderPage) -> Rating:
    """Return the rating of a document: the frozen one of its closing date if there is one, else as it stands."""
    kept = _kept(document, document.rating_until)
    return _thawed(kept) if kept else count(document)


def count(document: OrderPage) -> Rating:
    """Return the rating as the reports that are public now make it; after the closing date, of those that were in time."""
    known = public_organisations()
    task = task_of_document(document, known)
    rule = Rule.of(document)
    reports: dict[int, list[RatedReport]] = defaultdict(list)
    for facts in facts_of(rule, {task.uid, *_uids_below(document)}):
        reports[facts.organisation].append(rated(rule, facts))
    return Rating(
        rule,
        tuple(
            Row(pk, page.title, " ".join(page.full_name.split()), tuple(reports[pk]))
            for pk, page in known.by_id.items()
            if pk in task.asked or pk in reports
        ),
    )


def _uids_below(document: OrderPage) -> Iterable[uuid.UUID]:
    """Return what reports of a document's items are about; those that are cancelled later have been done all the same."""
    plans = PlanPage.objects.child_of(document).filter(catalog_entries__fragment="")
    return PlanItem.objects.filter(section__page__in=plans).values_list("uid", flat=True)


def is_over(document: OrderPage) -> bool:
    """Whether the closing date has passed, to the end of that day in Moscow."""
    return document.rating_until is not None and timezone.now() >= end_of(document.rating_until)


def freeze(document: OrderPage) -> FrozenRating | None:
    """Keep the rating of a document whose closing date has passed, once; None where it has not."""
    until = document.rating_until
    if until is None or not is_over(document):
        return None
    kept = _kept(document, until)
    if kept:
        return kept
    rating = count(document)
    values = {"rule": rating.rule.as_json, "rows": [_row_as_json(row) for row in rating.rows]}
    return FrozenRating.objects.get_or_create(document=document, until=until, defaults=values)[0]


def unfrozen() -> Iterable[OrderPage]:
    """Return the public documents whose closing date has passed and whose rating is not frozen yet."""
    today = moscow_day(timezone.now())
    over = OrderPage.objects.live().filter(rating_until__lt=today).order_by("rating_until", "pk")
    kept = set(FrozenRating.objects.filter(document__in=over).values_list("document", "until"))
    return [document for document in over if (document.pk, document.rating_until) not in kept]


def _kept(document: OrderPage, until: datetime.date | None) -> FrozenRating | None:
    return FrozenRating.objects.filter(document=document, until=until).first() if until else None


def _row_as_json(row: Row) -> dict[str, Any]:
    return {
        "organisation": row.organisation,
        "title": row.title,
        "full_name": row.full_name,
        "reports": [{"page": report.page, "lines": report.lines} for report in row.reports],
    }


def _thawed(kept: FrozenRating) -> Rating:
    rows = tuple(
        Row(
            row["organisation"],
            row["title"],
            row["full_name"],
            tuple(
                RatedReport(report["page"], tuple(Line(Kind(kind), *rest) for kind, *rest in report["lines"]))
                for report in row["reports"]
            ),
        )
        for row in kept.rows
    )
    return Rating(Rule.from_json(kept.rule), rows, kept.closed_at)
