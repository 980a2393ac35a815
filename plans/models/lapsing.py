"""When a document or a plan is no longer in force: withdrawn with a reason, or replaced by another document.

It stays on the site and can be read and found; what it asked is asked no more.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField

from home.models import BasePage

if TYPE_CHECKING:
    from plans.models.orders import OrderPage


class AmendsHow(models.TextChoices):
    """What a document does with the one that it names."""

    CHANGES = "changes", _("изменяет")
    REPLACES = "replaces", _("заменяет: прежний утрачивает силу")


@dataclass(frozen=True)
class Lapse:
    """From which day something is not in force and why; `document` is the one above it that has lapsed and takes it along."""

    day: datetime.date
    reason: str = ""
    replaced_by: OrderPage | None = None
    document: OrderPage | None = None

    @property
    def is_over(self) -> bool:
        """Whether that day has come."""
        return self.day <= timezone.localdate()

    def ends(self, end: datetime.date | None) -> bool:
        """Whether what lasts until a day, or has none, is not asked any more."""
        return self.is_over and (end is None or end >= self.day)


class LapsingPage(BasePage):
    """A page that can be withdrawn."""

    withdrawn_on = models.DateField(
        _("утратил силу с"),
        null=True,
        blank=True,
        help_text=_(
            "С этого дня по документу ничего не ждут; сам он остаётся на сайте. Пусто при названной причине — с сегодняшнего."
        ),
    )
    withdrawn_reason = models.TextField(
        _("причина"), blank=True, max_length=1000, help_text=_("Её увидят все: «Приказ от … № … отменён».")
    )

    withdrawal_panel = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("withdrawn_on")]), FieldPanel("withdrawn_reason")],
        heading=_("Утратил силу"),
        classname="collapsed",
    )
    withdrawal_api_fields = [
        APIField("withdrawn_on", writable=True),
        APIField("withdrawn_reason", writable=True),
        APIField("in_force"),
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and ask anew whether it is in force."""
        self.__dict__.pop("lapse", None)
        return super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """A reason without a day is meant from today on: forms check drafts so too."""
        if self.withdrawn_reason.strip() and not self.withdrawn_on:
            self.withdrawn_on = timezone.localdate()
        super().full_clean(*args, **kwargs)

    @property
    def own_lapse(self) -> Lapse | None:
        """That it was withdrawn itself."""
        return Lapse(self.withdrawn_on, self.withdrawn_reason.strip()) if self.withdrawn_on else None

    @cached_property
    def lapse(self) -> Lapse | None:
        """Why it is not in force, or will not be from some day on; the first reason of several."""
        return self.own_lapse

    @property
    def in_force(self) -> bool:
        """Whether it asks anything today."""
        return not (self.lapse and self.lapse.is_over)

    def labelled(self, label: str) -> str:
        """Return what the document calls itself, and that it is not in force any more."""
        return label if self.in_force else _g("%s, утратил силу") % label


def lapsed_orders(orders: QuerySet[OrderPage], today: datetime.date) -> QuerySet[OrderPage]:
    """Return those of the documents that are public and not in force on a day."""
    replacing = replacements(orders.model.objects.filter(amends=OuterRef("pk")))
    in_time = Q(date__lte=today) | Q(date=None)
    return orders.filter(Q(withdrawn_on__lte=today) | Exists(replacing.filter(in_time)), live=True)


def plan_has_lapsed(plan: str, orders: QuerySet[OrderPage], today: datetime.date) -> Q:
    """Whether a plan, or the document right above it, has lapsed; `plan` leads to it: «section__page__», or nothing."""
    withdrawn = {f"{plan}withdrawn_on__isnull": False, f"{plan}withdrawn_on__lte": today}
    path = OuterRef(f"{plan}path")
    above = Substr(path, 1, Length(path) - LapsingPage.steplen)
    return Q(**withdrawn) | Q(Exists(lapsed_orders(orders.filter(path=above), today)))


def replacements(orders: QuerySet[OrderPage]) -> QuerySet[OrderPage]:
    """Return those of the documents that everybody may see, as the catalog knows, and that replace the one that they name."""
    return orders.filter(amends_how=AmendsHow.REPLACES, catalog_entries__fragment="")


def in_force(orders: QuerySet[OrderPage]) -> QuerySet[OrderPage]:
    """Return those of the documents that ask something today."""
    lapsed = lapsed_orders(orders.model.objects.all(), timezone.localdate())
    return orders.exclude(pk__in=lapsed.values("pk"))
