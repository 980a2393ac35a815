"""All plans and documents that one manages, each with how it is carried out: the nearest deadline first, what has lapsed last."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.models import HomePage
from news.board.figures import Figures
from news.execution.execution import Execution, TaskExecution, executions_of
from plans.models import OrderIndexPage, OrderPage, PlanItem, PlanPage
from plans.models.lapsing import lapsed_orders, plan_has_lapsed
from search.listings import changeable_pages
from search.text import fold

# A document that waits for reports, or of an event.
_ASKING = Q(report_until__isnull=False) | Q(event_date__isnull=False) | ~Q(report_from="")

# Below which pages plans stand, and which rights on those are one's to manage them.
HOLDERS = (Page, HomePage, OrderIndexPage, OrderPage, PlanPage)
CODENAMES = ("change_page", "publish_page")


@dataclass(frozen=True)
class Managed:
    """A public plan or document that one manages, before it is known how it is carried out."""

    pk: int
    title: str
    next_day: datetime.date | None
    """The nearest deadline that is named, from today on."""
    is_over: bool
    """Whether it is not in force any more."""


@dataclass(frozen=True)
class Line:
    """A plan or a document in a listing."""

    execution: Execution
    is_over: bool = False

    @property
    def page(self) -> PlanPage | OrderPage:
        """The plan or the document."""
        return self.execution.page

    @cached_property
    def figures(self) -> Figures:
        """Its numbers."""
        return Figures(self.execution.counts)

    @cached_property
    def next(self) -> TaskExecution | None:
        """What is due next, of what is not cancelled."""
        ahead = [each for each in self.execution.tasks if each.next_day and not each.task.is_cancelled]
        return min(ahead, key=lambda each: each.next_day or datetime.date.max, default=None)

    @cached_property
    def next_figures(self) -> Figures | None:
        """How many have done what is due next."""
        return Figures(self.next.counts) if self.next else None


def manages_any(user: Any) -> bool:
    """Whether plans and documents may stand where the user may change pages; asks the database nothing of its own."""
    if not user.is_active or user.is_superuser:
        return bool(user.is_active)
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    return any(
        right.permission.codename in CODENAMES and right.page.specific_class in HOLDERS for right in rights
    )


def managed_by(user: Any, words: str = "") -> list[Managed]:
    """Return the public plans, and documents that ask for something, whose titles have the words."""
    today = timezone.localdate()
    until = Coalesce(F("report_until"), F("event_date"))
    lapsed = lapsed_orders(OrderPage.objects.all(), today).values("pk")
    documents = changeable_pages(user, OrderPage).filter(_ASKING, live=True)
    documents = documents.annotate(next_day=until, is_over=_either(Q(pk__in=lapsed)))
    found = [
        Managed(pk, title, day if day and day >= today else None, is_over)
        for pages in (_plans(user), documents)
        for pk, title, day, is_over in pages.values_list("pk", "title", "next_day", "is_over")
    ]
    wanted = fold(words).split()
    chosen = [each for each in found if all(word in fold(each.title) for word in wanted)]
    return sorted(chosen, key=lambda each: (each.is_over, each.next_day or datetime.date.max, -each.pk))


def pages_of(managed: Sequence[Managed]) -> list[PlanPage | OrderPage]:
    """Return the pages."""
    pks = [each.pk for each in managed]
    pages: dict[int, Any] = {**PlanPage.objects.in_bulk(pks), **OrderPage.objects.in_bulk(pks)}
    return [pages[pk] for pk in pks if pk in pages]


def nearest_plans(user: Any, most: int) -> list[PlanPage]:
    """Return public plans in force that the user may change, the nearest deadline first."""
    return list(_plans(user).filter(is_over=False).order_by(F("next_day").asc(nulls_last=True), "-pk")[:most])


def lines_of(pages: Sequence[PlanPage | OrderPage], over: Collection[int] = ()) -> list[Line]:
    """Return how the pages are carried out; any number of plans costs as many queries as one.

    `over` are the ids of those that are not in force any more.
    """
    return [Line(found, found.page.pk in over) for found in executions_of(pages)]


def _plans(user: Any) -> QuerySet[Any]:
    """Return public plans, each with the nearest last day from today on that an item names."""
    today = timezone.localdate()
    ahead = PlanItem.objects.filter(section__page=OuterRef("pk"), end__gte=today, is_cancelled=False)
    nearest = Subquery(ahead.order_by("end").values("end")[:1])
    is_over = _either(plan_has_lapsed("", OrderPage.objects.all(), today))
    return changeable_pages(user, PlanPage).filter(live=True).annotate(next_day=nearest, is_over=is_over)


def _either(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, BooleanField())
