"""The form of a webhook."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import get_page_models

from restapi.conf import option
from restapi.models import Webhook
from restapi.telling.hosts import is_public


def page_types() -> list[tuple[str, str]]:
    """Return label and name of every page type that can be made, by name."""
    models = [model for model in get_page_models() if model.is_creatable]
    return sorted(
        ((model._meta.label, capfirst(model._meta.verbose_name)) for model in models), key=lambda t: t[1]
    )


class WebhookForm(WagtailAdminModelForm):
    """What an administrator says of a webhook; its secret is made, and shown once."""

    types = forms.MultipleChoiceField(
        choices=page_types,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Types"),
        help_text=_("None chosen: all of them."),
    )

    class Meta:
        model = Webhook
        fields = [
            "title",
            "address",
            "is_active",
            "on_created",
            "on_changed",
            "on_removed",
            "section",
            "types",
        ]
        widgets = {"section": AdminPageChooser, "address": forms.URLInput}

    def clean_address(self) -> str:
        """Refuse what would never be sent to; what a name leads to is looked up at every sending."""
        address = str(self.cleaned_data["address"])
        if option("WEBHOOKS_ANYWHERE"):
            return address
        url = urlsplit(address)
        if url.scheme != "https":
            raise ValidationError(_("The address must begin with https://."))
        if url.hostname == "localhost" or _is_private_number(url.hostname or ""):
            raise ValidationError(_("The address leads into a private network."))
        return address

    def clean_types(self) -> list[str]:
        """Return the labels as JSON keeps them."""
        return list(self.cleaned_data["types"])


def _is_private_number(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return False  # a name
