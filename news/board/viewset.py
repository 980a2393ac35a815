"""The listing in the admin of all boards that one manages, its place in the menu, and the ways to one board."""

import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import Button
from wagtail.models import Page

from news.board.listing import lines_of, managed_by, manages_any, pages_of
from news.execution.access import may_manage
from plans.models import OrderPage, PlanPage
from search.pagination import paginate

logger = logging.getLogger(__name__)

SIZE = 10
LONGEST = 200


class ListingView(WagtailAdminTemplateMixin, View):
    """Plans and documents with their numbers, for who may change any; a refusal is logged."""

    page_title = _("Исполнение")
    header_icon = "tasks"
    template_name = "news/board/listing.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who manages nothing."""
        if not manages_any(request.user):
            logger.warning("refused: user %s manages no plans", request.user.pk)
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the start page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a batch."""
        words = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST]
        batch = paginate(request, managed_by(request.user, words), SIZE)
        over = {each.pk for each in batch if each.is_over}
        lines = lines_of(pages_of(list(batch)), over)
        return self.render_to_response(self.get_context_data(batch=batch, lines=lines, words=words))


class ExecutionViewSet(ViewSet):
    """How plans are carried out."""

    name = "execution_listing"
    url_prefix = "execution"
    icon = "tasks"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the listing."""
        return [path("", ListingView.as_view(), name="index")]


class ExecutionItem(MenuItem):
    """For who may change a plan or a document."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether there is one."""
        return manages_any(request.user)


def menu_item() -> MenuItem:
    """Return the listing's place in the menu."""
    address = reverse_lazy("execution_listing:index")
    return ExecutionItem(_("Исполнение"), address, name="execution", icon_name="tasks", order=205)


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a plan or a document in the admin to its board."""
    is_of_plan = page.specific_class in (PlanPage, OrderPage)
    if is_of_plan and page.live and page.url and may_manage(user, page):
        yield Button(_("Исполнение"), f"{page.url}execution/", icon_name="tasks", priority=70)
