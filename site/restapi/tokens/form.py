"""The form for a new token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import APIToken, Page
from wagtail.permissions import policy_registry
from wagtail.users.views.api_tokens import APITokenForm

from restapi.access.scopes import scope_words
from restapi.models import TokenTerms

LIFETIMES = [(30, _("a month")), (90, _("three months")), (183, _("half a year")), (365, _("a year"))]


class SectionField(forms.ModelChoiceField):
    """A page that the maker of the token sees; the title of another one is not shown with the mistake."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what was chosen, or nothing if it may not be."""
        try:
            self.clean(data)
        except forms.ValidationError:
            return None
        return data


class TokenForm(APITokenForm):
    """Whose token it is, and its terms."""

    scopes = forms.MultipleChoiceField(
        choices=lambda: list(scope_words().items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What it may do"),
        help_text=_("Every token reads what is public. It never may more than its user."),
    )
    lifetime = forms.TypedChoiceField(choices=LIFETIMES, initial=365, coerce=int, label=_("Valid for"))
    section = SectionField(
        queryset=Page.objects.none(),
        required=False,
        widget=AdminPageChooser,
        label=_("Section"),
        help_text=_("Only this page and what is below it: drafts and writing elsewhere are refused."),
    )

    def __init__(self, *args: Any, maker: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].initial = maker.pk
        self.fields["section"].queryset = policy_registry.get_by_type(Page).explorable_instances(maker)

    def give_terms(self, token: APIToken) -> TokenTerms:
        """Give the token what was chosen."""
        chosen = self.cleaned_data
        return TokenTerms.objects.create(
            token=token,
            scopes=chosen["scopes"],
            expires_at=timezone.now() + timedelta(days=chosen["lifetime"]),
            section=chosen["section"],
        )
