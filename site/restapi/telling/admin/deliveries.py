"""The log of deliveries: what was sent where, how it went, and the button that sends it again."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet

from restapi.models import Delivery, Webhook
from restapi.telling.delivering import send_now


class AgainColumn(Column):
    """The button that sends a delivery again."""

    cell_template_name = "restapi/webhooks/again.html"

    def get_cell_context_data(self, instance: Delivery, parent_context: Any) -> Any:
        """Add the form's address and token."""
        context = super().get_cell_context_data(instance, parent_context)
        context["action"] = reverse("restapi_deliveries:again", args=[instance.pk])
        context["request"] = parent_context["request"]
        return context


class DeliveryIndexView(generic.IndexView):
    """Deliveries, the newest first."""

    list_filter = ["webhook", "state"]

    @cached_property
    def columns(self) -> list[Column]:
        """What was sent, to whom, and how the last try went."""
        return [
            Column("change", label=gettext_lazy("Kind of change")),
            Column("webhook", label=gettext_lazy("Webhook")),
            Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
            Column("tries", label=gettext_lazy("Tries")),
            DateColumn("tried_at", label=gettext_lazy("Last try")),
            Column("status_code", label=gettext_lazy("Status code")),
            Column("duration", label=gettext_lazy("Duration, ms")),
            Column("error", label=gettext_lazy("Error")),
            AgainColumn("again", label=""),
        ]

    def get_base_queryset(self) -> QuerySet[Delivery]:
        """Return the deliveries with all that a row shows, in one query."""
        deliveries: QuerySet[Delivery] = super().get_base_queryset().select_related("webhook", "change")
        return deliveries


class AgainView(PermissionCheckedMixin, View):
    """Sends a delivery again, while the administrator waits: some seconds at most."""

    http_method_names = ["post"]
    permission_required = "change"
    model = Webhook

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send it and say how it went."""
        delivery = get_object_or_404(Delivery.objects.select_related("webhook", "change"), pk=pk)
        send_now(delivery)
        if delivery.state == Delivery.State.DELIVERED:
            messages.success(request, _("Delivered: HTTP %(status)d.") % {"status": delivery.status_code})
        else:
            messages.error(request, _("Not delivered. %(error)s") % {"error": delivery.error})
        return redirect(f"{reverse('restapi_deliveries:index')}?webhook={delivery.webhook_id}")


class DeliveryViewSet(ModelViewSet):
    """The log; nobody writes in it. Who may see webhooks may see it (`register_permission_policy`)."""

    model = Delivery
    name = "restapi_deliveries"
    url_prefix = "webhooks/deliveries"
    icon = "list-ul"
    add_to_reference_index = False
    index_view_class = DeliveryIndexView
    list_per_page = 50
    form_fields: list[str] = []

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """There is only the listing."""
        common = super().get_common_view_kwargs(**kwargs)
        lacking = ("add", "edit", "delete", "copy", "history", "usage")
        return {
            name: value
            for name, value in common.items()
            if name not in {f"{each}_url_name" for each in lacking}
        }

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the listing and the sending again."""
        again = self.construct_view(AgainView)
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/again/", again, name="again"),
        ]

    def register_admin_url_finder(self) -> None:
        """A row has no page of its own."""

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Nobody is given rights to the log: they come with those to webhooks."""
        return Permission.objects.none()
