"""The settings' listing of webhooks; a secret is shown when it is made, and never again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from restapi.models import Webhook
from restapi.telling.admin.form import WebhookForm
from restapi.telling.signing import new_secret


class WebhookIndexView(generic.IndexView):
    """Webhooks, with whether they work; why not, where one was switched off."""

    @cached_property
    def columns(self) -> list[Column]:
        """Title, address, state and reason."""
        return [
            self._get_title_column("title"),
            Column("address", label=gettext_lazy("Address")),
            Column("state", label=gettext_lazy("State")),
            Column("switched_off_why", label=gettext_lazy("Why it was switched off")),
        ]

    def get_list_more_buttons(self, instance: Webhook) -> list[MenuItem]:
        """Add the ways to the log and to another secret."""
        log_of_it = f"{reverse('restapi_deliveries:index')}?webhook={instance.pk}"
        buttons = [
            *super().get_list_more_buttons(instance),
            MenuItem(_("Deliveries"), url=log_of_it, icon_name="list-ul", priority=15),
        ]
        if self.user_has_permission("change"):
            other = reverse("restapi_webhooks:secret", args=[instance.pk])
            buttons.append(MenuItem(_("New secret"), url=other, icon_name="key", priority=16))
        return buttons


class WebhookCreateView(generic.CreateView):
    """Makes a webhook and shows its secret."""

    def save_action(self) -> HttpResponse:
        """Show the secret in place of the listing."""
        return shown_once(self.request, self.object)


class WebhookEditView(generic.EditView):
    """Changes a webhook; why it was switched off stands above the form."""

    template_name = "restapi/webhooks/edit.html"


class SecretView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Asks whether to make another secret; POST makes it, and shows it once."""

    template_name = "restapi/webhooks/new_secret.html"
    permission_required = "change"
    model = Webhook
    header_icon = "key"
    page_title = gettext_lazy("New secret")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask."""
        webhook = get_object_or_404(Webhook, pk=pk)
        response: HttpResponse = self.render_to_response(self.get_context_data(object=webhook))
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it."""
        webhook = get_object_or_404(Webhook, pk=pk)
        webhook.secret = new_secret()
        webhook.save(update_fields=["secret"])
        log(webhook, "wagtail.edit", user=request.user)
        return shown_once(request, webhook)


def shown_once(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    """Return the page with the webhook's secret, which no cache keeps."""
    context = {
        "object": webhook,
        "page_title": _("Secret of the webhook"),
        "header_title": _("Secret of the webhook"),
    }
    response = TemplateResponse(request, "restapi/webhooks/secret.html", context)
    add_never_cache_headers(response)
    return response


class WebhookViewSet(ModelViewSet):
    """Webhooks, for those who have the right to them: administrators."""

    model = Webhook
    name = "restapi_webhooks"
    url_prefix = "webhooks"
    icon = "link-external"
    menu_label = gettext_lazy("Webhooks")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = WebhookIndexView
    add_view_class = WebhookCreateView
    edit_view_class = WebhookEditView
    edit_template_name = "restapi/webhooks/edit.html"

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form, the same for making and changing."""
        return WebhookForm

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the page for another secret."""
        secret = self.construct_view(SecretView)
        return [*super().get_urlpatterns(), path("secret/<int:pk>/", secret, name="secret")]
