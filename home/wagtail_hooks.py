"""The admin's menu and the press officer's listings of organisations and hashtags."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.log_actions import LogActionRegistry
from wagtail_modeladmin.helpers import PagePermissionHelper
from wagtail_modeladmin.options import modeladmin_register

from home.enrolling.invitations import INVITED
from home.enrolling.views import urls
from home.letters import account
from home.models import OrganisationPage
from home.pictures import views as pictures
from home.private_files import refuse_hidden
from home.reach import tags
from home.reach.choosers import choosable_pages, replace_endpoints
from search.keeper import registering
from search.listings import ListingAdmin, changeable_pages
from search.models import CatalogEntry


class OrganisationRights(PagePermissionHelper):
    """Whoever may change an organisation lists organisations."""

    def user_can_list(self, user: Any) -> bool:
        """Whether one organisation at least is the user's to change."""
        return bool(user.is_active and changeable_pages(user, OrganisationPage).exists())


class OrganisationAdmin(ListingAdmin):
    """Organisations with their kind, district and how much they have published."""

    model = OrganisationPage
    menu_icon = "group"
    menu_label = _("Организации")
    menu_order = 220
    permission_helper_class = OrganisationRights
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
        entries = CatalogEntry.objects.filter(organisation=OuterRef("pk")).order_by().values("organisation")
        count = Subquery(entries.annotate(count=Count("pk")).values("count"))
        organisations = changeable_pages(request.user, OrganisationPage)
        return organisations.annotate(published_count=Coalesce(count, 0))

    @display(description=_("публикаций"), ordering="published_count")
    def published(self, organisation: OrganisationPage) -> int:
        """How many public entries the organisation has."""
        return int(organisation.published_count)


modeladmin_register(OrganisationAdmin)
registering.register()


@hooks.register("construct_main_menu")
def call_files_files(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's «Документы» are files; documents are something else in this field."""
    for item in items:
        if item.name == "documents":
            item.label = _("Файлы")


@hooks.register("construct_reports_menu")
def hide_page_types(request: HttpRequest, items: list[MenuItem]) -> None:
    """Do not offer the report that is for superusers only."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("construct_wagtail_userbar")
def check_pages_only(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Let Wagtail's checker look at pages, on the site and in their editor.

    A list, or what hangs below a page's address, has no fields in which to mend what it finds.
    """
    is_page = getattr(request, "is_preview", False) or (page and request.path == page.get_url(request))
    if not is_page:
        items[:] = [item for item in items if not isinstance(item, ContentCheckerItem) or item.in_editor]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name what we write into the log."""
    actions.register_action(INVITED, _("Пригласить"), _("Приглашение отправлено"))


tags.install()
account.install()
hooks.register("register_account_settings_panel", account.LettersPanel)
hooks.register("register_admin_urls", urls)
hooks.register("construct_page_chooser_queryset", choosable_pages)
hooks.register("construct_admin_api", replace_endpoints, order=1)  # after Wagtail's own
hooks.register("before_serve_document", refuse_hidden)
hooks.register("register_admin_viewset", pictures.WithdrawnPicturesViewSet)
hooks.register("register_reports_menu_item", pictures.menu_item)
