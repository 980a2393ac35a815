"""The press officer's listing of organisations."""

from django.contrib.admin import display
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from home.models import OrganisationPage
from search.listings import ExportingIndexView, FoldingSearchHandler
from search.models import CatalogEntry


class OrganisationAdmin(ModelAdmin):
    """Organisations with their kind, district and how much they have published."""

    model = OrganisationPage
    menu_icon = "group"
    menu_label = _("Организации")
    menu_order = 220
    index_view_class = ExportingIndexView
    search_handler_class = FoldingSearchHandler
    list_display = ("title", "kind", "district", "published", "phone", "email")
    list_export = (
        "title",
        "full_name",
        "kind",
        "district",
        "address",
        "phone",
        "email",
        "website",
        "published",
    )
    list_filter = ("kind", "district", "live")
    search_fields = ("title", "full_name", "other_names", "address")
    ordering = ("title",)
    export_filename = "organisations"

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrganisationPage]:
        """Return the organisations whose pages the user may change or publish."""
        allowed = page_permission_policy.instances_user_has_any_permission_for(
            request.user, {"add", "change", "publish"}
        )
        entries = CatalogEntry.objects.filter(organisation=OuterRef("pk")).order_by().values("organisation")
        count = Subquery(entries.annotate(count=Count("pk")).values("count"))
        return OrganisationPage.objects.filter(pk__in=allowed.values("pk")).annotate(
            published_count=Coalesce(count, 0)
        )

    @display(description=_("публикаций"), ordering="published_count")
    def published(self, organisation: OrganisationPage) -> int:
        """How many public entries the organisation has."""
        return int(organisation.published_count)


modeladmin_register(OrganisationAdmin)
