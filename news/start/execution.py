"""How the plans of an authority are carried out: the next deadline of each, and how many have reported by then."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page

from news.models import EventReportPage
from plans.models import PlanItem, PlanPage
from search.listings import changeable_pages

MOST = 10


@dataclass(frozen=True)
class Execution:
    """A plan. `item` is what is due next, of `asked` organisations `reported` have; `over` items are past, `answered` of
    them have a report."""

    plan: PlanPage
    item: PlanItem | None = None
    asked: int = 0
    reported: int = 0
    over: int = 0
    answered: int = 0


def plans_of(user: Any) -> list[Execution]:
    """Return the public plans that the user may change, the nearest deadline first, in four queries."""
    today = timezone.localdate()
    plans = list(_plans(user, today))
    items = _next_items(plans)
    reporters = _reporters(items)
    past = _past(plans, today)
    return [
        Execution(
            plan,
            items.get(plan.next_item),
            asked=items[plan.next_item].asked if plan.next_item in items else 0,
            reported=len(reporters.get(plan.next_item, ())),
            **past.get(plan.pk, {}),
        )
        for plan in plans
    ]


def _plans(user: Any, today: datetime.date) -> Any:
    ahead = PlanItem.objects.filter(section__page=OuterRef("pk"), end__gte=today, is_cancelled=False)
    ahead = ahead.order_by("end", "pk")
    plans = changeable_pages(user, PlanPage).filter(live=True)
    plans = plans.annotate(
        next_item=Subquery(ahead.values("pk")[:1]), next_end=Subquery(ahead.values("end")[:1])
    )
    return plans.order_by(F("next_end").asc(nulls_last=True), "-first_published_at", "pk")[:MOST]


def _next_items(plans: list[Any]) -> dict[int, Any]:
    items = PlanItem.objects.filter(pk__in=[plan.next_item for plan in plans if plan.next_item])
    return items.annotate(asked=Count("organisations")).in_bulk()


def _reporters(items: dict[int, Any]) -> dict[int, set[str]]:
    """Return by item the places of the organisations whose reports about it are public."""
    found: dict[int, set[str]] = defaultdict(set)
    reports = EventReportPage.objects.live().filter(plan_item__in=items)
    for item, path in reports.values_list("plan_item", "path"):
        found[item].add(path[: -Page.steplen])
    return found


def _past(plans: list[Any], today: datetime.date) -> dict[int, dict[str, int]]:
    """Return by plan how many of its items are over, and how many of those have a report."""
    public = EventReportPage.objects.live().filter(plan_item=OuterRef("pk"))
    items = PlanItem.objects.filter(section__page__in=plans, end__lt=today, is_cancelled=False)
    rows = items.order_by().values_list("section__page", Exists(public)).annotate(number=Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for plan, is_answered, number in rows:
        counts = found.setdefault(plan, {"over": 0, "answered": 0})
        counts["over"] += number
        counts["answered"] += number if is_answered else 0
    return found
