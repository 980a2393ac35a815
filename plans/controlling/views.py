"""The admin's page on which a document's instructions are chosen to be controlled."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from plans.controlling.addressees import Addressees
from plans.controlling.controlling import controlled, put_under_control
from plans.controlling.instructions import instructions_of
from plans.models import OrderPage

logger = logging.getLogger(__name__)


def may_control(user: Any, document: Page) -> bool:
    """Whether the user may write a plan below the document."""
    return bool(document.permissions_for_user(user).can_add_subpage())


class ControlView(WagtailAdminTemplateMixin, View):
    """Choose instructions; POST puts them under control and leads to the plan's editor."""

    page_title = _("Поставить на контроль")
    header_icon = "tasks"
    template_name = "plans/controlling/choose.html"

    def get(self, request: HttpRequest, page_id: int, status: int = 200) -> HttpResponse:
        """Show what the document instructs."""
        document = self._document(request, page_id)
        instructions = instructions_of(document)
        known = controlled(document, instructions)
        addressees = Addressees(document)
        rows = [(each, each.uid in known, addressees.named(each.addressee)) for each in instructions]
        context = self.get_context_data(document=document, rows=rows, is_unchosen=status == 400)
        return self.render_to_response(context, status=status)

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Put what was chosen under control."""
        document = self._document(request, page_id)
        wanted = set(request.POST.getlist("uid"))
        chosen = [each for each in instructions_of(document) if str(each.uid) in wanted]
        if not chosen:
            return self.get(request, page_id, status=400)
        plan = put_under_control(document, chosen, request.user)
        messages.success(
            request, _g("Черновик плана готов: проверьте ответственных и сроки и опубликуйте его.")
        )
        return redirect("wagtailadmin_pages:edit", plan.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the document."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def _document(self, request: HttpRequest, page_id: int) -> OrderPage:
        """Return the document as its last draft has it; raises PermissionDenied (logged) without the right."""
        document = get_object_or_404(OrderPage, pk=page_id)
        if not may_control(request.user, document):
            logger.warning("refused: user %s may add no plan to page %s", request.user.pk, page_id)
            raise PermissionDenied
        draft: OrderPage = document.get_latest_revision_as_object()
        return draft


def control_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """Return the button of a document's page that leads here."""
    document = page.specific_deferred
    if not isinstance(document, OrderPage) or not may_control(user, page):
        return []
    url = reverse("control_document", args=[page.pk])
    return [Button(_g("Поставить на контроль"), url, icon_name="tasks", priority=18)]


def urls() -> list[URLPattern]:
    """Return the address for Wagtail's admin."""
    return [path("control/<int:page_id>/", ControlView.as_view(), name="control_document")]
