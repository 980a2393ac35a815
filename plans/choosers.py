"""The admin's chooser of plan items: found by words in any letter case, public plans only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.query import PageQuerySet

from plans.models import PlanItem
from plans.models.items import PlanItemQuerySet
from search.catalog import public_pages
from search.listings import LONGEST_NUMBER, FoldingSearchHandler

SEARCHED = ["title", "number", "responsible", "section__page__title"]


def public_items(public: PageQuerySet | None = None) -> PlanItemQuerySet:
    """Return the items of plans that everybody may see and that are in force, the newest plan's first.

    `public` saves asking which pages are public.
    """
    public = public_pages() if public is None else public
    items = PlanItem.objects.in_force().filter(section__page__in=public.values("pk"))
    return items.select_related("section__page").order_by(
        "-section__page__first_published_at", "section__sort_order", "sort_order"
    )


class PlanItemFilterForm(BaseFilterForm):
    """A field for words."""

    q = forms.CharField(
        label=_("Найти"),
        widget=forms.TextInput(attrs={"placeholder": _("Мероприятие, номер, ответственный или план")}),
        required=False,
    )

    def filter(self, objects: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
        """Return the items in which every word occurs."""
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        return FoldingSearchHandler(SEARCHED).search_queryset(objects, self.search_query or "")


class PlanItemColumns:
    """What a chooser shows of an item."""

    filter_form_class = PlanItemFilterForm

    def get_object_list(self) -> QuerySet[PlanItem]:
        """Return what may be chosen."""
        return public_items()

    @property
    def columns(self) -> list[Column]:
        """Title, deadline, plan."""
        return [
            *super().columns,  # type: ignore[misc]
            Column("deadline", label=_("Срок"), accessor="deadline"),
            Column("plan", label=_("План"), accessor="section.page.title"),
        ]


class PlanItemChooseView(PlanItemColumns, ChooseView):
    """The chooser's window."""


class PlanItemChooseResultsView(PlanItemColumns, ChooseResultsView):
    """The chooser's results as one types."""


class PlanItemChosenView(ChosenView):
    """The chosen item; one of a draft or private plan is not found."""

    def get_object(self, pk: Any) -> PlanItem:
        """Return the item; raises PlanItem.DoesNotExist, or Http404 where `pk` is no number."""
        return public_items().get(pk=_number(pk))


class PlanItemChosenMultipleView(ChosenMultipleView):
    """Several chosen items; those of draft or private plans are left out."""

    def get_objects(self, pks: list[str]) -> QuerySet[PlanItem]:
        """Return the items; raises Http404 where one of `pks` is no number."""
        return public_items().filter(pk__in=[_number(pk) for pk in pks])


class PlanItemChooserViewSet(ChooserViewSet):
    """Choose an item of a plan."""

    model = PlanItem
    icon = "list-ol"
    choose_one_text = _("Выбрать пункт плана")
    choose_another_text = _("Выбрать другой пункт")
    choose_view_class = PlanItemChooseView
    choose_results_view_class = PlanItemChooseResultsView
    chosen_view_class = PlanItemChosenView
    chosen_multiple_view_class = PlanItemChosenMultipleView
    per_page = 20


def _number(text: Any) -> int:
    text = str(text)
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise Http404
    return int(text)


plan_item_chooser = PlanItemChooserViewSet("plan_item_chooser")
