"""Plans in the admin: all plans' items in one table, by deadline, and what an editor hears about a saved plan."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin import RelatedOnlyFieldListFilter, display
from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from plans.choosers import plan_item_chooser
from plans.controlling import views as controlling
from plans.importing.checking.viewset import ImportViewSet
from plans.models import PlanItem, PlanPage
from plans.models.items import UNDATED
from search.listings import ListingAdmin, PageRightsPermissionHelper, changeable_pages

# So many items an editor is told of; a plan may have a hundred.
TOLD_ITEMS = 5


class PlanOfItemFilter(RelatedOnlyFieldListFilter):
    """The plans that have items among the rows the user may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("план")


class PlanRights(PageRightsPermissionHelper):
    """Whoever may change a plan lists items."""

    page_model = PlanPage


class PlanItemAdmin(ListingAdmin):
    """Items of the plans that the user may change; each leads to its plan's editor and to its place on the site."""

    model = PlanItem
    menu_icon = "list-ol"
    menu_label = _("Пункты планов")
    menu_order = 210
    permission_helper_class = PlanRights
    list_display = ("heading", "deadline_line", "parties_line", "reports_count", "on_site")
    list_export = (
        "plan_title",
        "section_title",
        "number",
        "title",
        "deadline",
        "start",
        "end",
        "responsible",
        "participants",
        "expected_results",
        "reports_count",
    )
    list_filter = (
        "deadline_kind",
        "end",
        "section__page__school_year",
        ("section__page", PlanOfItemFilter),
        ("organisations", RelatedOnlyFieldListFilter),
    )
    list_select_related = ("section__page",)
    search_fields = ("title", "responsible", "number", "section__page__title")
    ordering = ("due", "section__page", "section__sort_order", "sort_order")
    export_filename = "plan-items"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanItem]:
        """Return the items of plans whose pages the user may change or publish."""
        plans = changeable_pages(request.user, PlanPage)
        items = PlanItem.objects.filter(section__page__in=plans.values("pk"))
        due = Coalesce("end", Value(datetime.date.max))  # what has no end stands last on every database
        return items.annotate(reports_total=Count("reports"), due=due).order_by(*self.ordering)

    @display(description=_("мероприятие"), ordering="title")
    def heading(self, item: PlanItem) -> str:
        """Number and title, shortened; they lead to the editor of the plan."""
        page, title = item.section.page, Truncator(str(item)).chars(80)
        return format_html('<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[page.pk]), title)

    @display(description=_("срок"), ordering="due")
    def deadline_line(self, item: PlanItem) -> str:
        """The deadline's text, shortened."""
        return Truncator(item.deadline).chars(50)

    @display(description=_("план"))
    def plan_title(self, item: PlanItem) -> str:
        """The plan's title, for the export."""
        return str(item.section.page.title)

    @display(description=_("раздел"))
    def section_title(self, item: PlanItem) -> str:
        """The section's title, for the export."""
        return item.section.title

    @display(description=_("ответственные"))
    def parties_line(self, item: PlanItem) -> str:
        """The responsible parties on one line."""
        return Truncator(", ".join(item.parties)).chars(60)

    @display(description=_("отчётов"), ordering="reports_total")
    def reports_count(self, item: PlanItem) -> int:
        """How many reports answer the item, drafts too."""
        return int(item.reports_total)

    @display(description=_("на сайте"))
    def on_site(self, item: PlanItem) -> str:
        """A link to the item's place in its plan, if the plan is published."""
        page = item.section.page
        return format_html('<a href="{}#{}">{}</a>', page.url, item.anchor, _("открыть")) if page.live else ""


modeladmin_register(PlanItemAdmin)


@hooks.register("register_admin_viewset")
def register_plan_item_chooser() -> ViewSet:
    """Let reports choose their plan's item."""
    return plan_item_chooser


@hooks.register("register_admin_viewset")
def register_imports() -> ViewSet:
    """Let editors make pages of files."""
    return ImportViewSet()


hooks.register("register_admin_urls", controlling.urls)
hooks.register("register_page_header_buttons", controlling.control_button)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_deadlines(request: HttpRequest, page: Page) -> None:
    """Name the items whose deadlines say no days to a calendar; a save that nobody has asked for is not commented."""
    if not isinstance(page, PlanPage) or not request.accepts("text/html"):
        return
    dated = [(item, item.meaning) for item in page.items if item.deadline.strip()]
    unknown = [item for item, meaning in dated if not meaning.kind]
    yearless = [
        item for item, meaning in dated if (meaning.kind or "") not in UNDATED and not meaning.periods
    ]
    if unknown:
        messages.warning(request, _g("Срок не понят, в календарь пункт не попадёт: %s") % _names(unknown))
    if yearless:
        text = _g("Год срока не понят — заполните «Год или учебный год»: %s")
        messages.warning(request, text % _names(yearless))


def _names(items: Iterable[PlanItem]) -> str:
    """Return «1.2 Субботник», «3 Конкурс» и ещё 4."""
    names = [f"«{Truncator(item).chars(60)}»" for item in items]
    more = len(names) - TOLD_ITEMS
    told = ", ".join(names[:TOLD_ITEMS])
    return _g("%(items)s и ещё %(more)s") % {"items": told, "more": more} if more > 0 else told
