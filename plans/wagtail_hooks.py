"""The press officer's listing of plan items: all plans' items in one table, by deadline."""

from django.contrib.admin import RelatedOnlyFieldListFilter, display
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import page_permission_policy
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from plans.choosers import plan_item_chooser
from plans.models import PlanItem
from search.listings import ExportingIndexView, FoldingSearchHandler, ListOnlyPermissionHelper

# Filters that offer only what occurs among the rows the user may see.
OF_OWN_ROWS = [(name, RelatedOnlyFieldListFilter) for name in ("section__page", "organisations")]


class PlanItemAdmin(ModelAdmin):
    """Items of the plans that the user may change; each leads to its plan's editor and to its place on the site."""

    model = PlanItem
    menu_icon = "list-ol"
    menu_label = _("Пункты планов")
    menu_order = 210
    index_view_class = ExportingIndexView
    permission_helper_class = ListOnlyPermissionHelper
    search_handler_class = FoldingSearchHandler
    list_display = ("heading", "plan", "deadline", "start", "end", "parties_line", "reports_count", "on_site")
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
    list_filter = ("deadline_kind", "start", "section__page__school_year", *OF_OWN_ROWS)
    list_select_related = ("section__page",)
    search_fields = ("title", "responsible", "number", "section__page__title")
    ordering = ("start", "section__page", "section__sort_order", "sort_order")
    export_filename = "plan-items"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanItem]:
        """Return the items of plans whose pages the user may change or publish."""
        allowed = page_permission_policy.instances_user_has_any_permission_for(
            request.user, {"change", "publish"}
        )
        items = PlanItem.objects.filter(section__page__in=allowed.values("pk"))
        return items.annotate(reports_total=Count("reports")).order_by(*self.ordering)

    @display(description=_("мероприятие"), ordering="title")
    def heading(self, item: PlanItem) -> str:
        """Number and title, shortened."""
        return Truncator(str(item)).chars(120)

    @display(description=_("план"), ordering="section__page__title")
    def plan(self, item: PlanItem) -> str:
        """A link to the editor of the plan."""
        page = item.section.page
        title = Truncator(page.title).chars(60)
        return format_html('<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[page.pk]), title)

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
        return Truncator(", ".join(item.parties)).chars(90)

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
