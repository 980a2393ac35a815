"""Wagtail's views of tokens, with the terms of each."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import APIToken, Site
from wagtail.users.views import api_tokens

from restapi.access.scopes import scope_words
from restapi.models import TokenTerms
from restapi.tokens.form import TokenForm


class TokenIndexView(api_tokens.IndexView):
    """Each token with what it may do, where and until when."""

    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's columns, the terms after the user."""
        title, name, user, created, last_used, revoked = super().columns
        terms = [
            Column("scopes", label=_("What it may do"), accessor=self._scopes),
            Column("section", label=_("Section"), accessor=self._section),
            Column("expires_at", label=_("Valid until"), accessor=self._expiry),
        ]
        moments = [DateColumn(each.name, label=each.label) for each in (created, last_used, revoked)]
        return [title, name, user, *terms, *moments]

    def get_queryset(self) -> QuerySet[APIToken]:
        """Return the tokens with their terms, in one query."""
        tokens: QuerySet[APIToken] = super().get_queryset().select_related("terms__section")
        return tokens

    @cached_property
    def _words(self) -> dict[str, str]:
        return scope_words()

    def _scopes(self, token: APIToken) -> str:
        terms = _terms(token)
        if terms is None:
            return str(_("all that the user may"))
        return ", ".join(self._words.get(scope, scope) for scope in terms.scopes) or str(_("read the public"))

    def _section(self, token: APIToken) -> str:
        terms = _terms(token)
        if terms is None or not terms.is_sectioned:
            return str(_("everywhere"))
        return terms.section.title if terms.section else str(_("nowhere: the section was deleted"))

    def _expiry(self, token: APIToken) -> str:
        terms = _terms(token)
        return f"{timezone.localtime(terms.expires_at):%d.%m.%Y}" if terms else str(_("without an end"))


class TokenCreateView(api_tokens.CreateView):
    """Makes a token with its terms, and shows it once."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who makes the token."""
        return {**super().get_form_kwargs(), "maker": self.request.user}

    def form_valid(self, form: TokenForm) -> TemplateResponse:
        """Make the token and its terms, both or none."""
        with transaction.atomic():
            response: TemplateResponse = super().form_valid(form)
            form.give_terms(self.object)
        response.template_name = "restapi/tokens/created.html"
        return response

    def get_created_context(self, plaintext: str) -> dict[str, Any]:
        """Add the address of the site, for an example."""
        site = Site.find_for_request(self.request)
        address = site.root_url if site else self.request.build_absolute_uri("/").rstrip("/")
        return {**super().get_created_context(plaintext), "address": f"{address}/"}


class TokenViewSet(api_tokens.APITokenViewSet):
    """In place of Wagtail's own, under the same names and addresses."""

    menu_label = _("API tokens")
    index_view_class = TokenIndexView
    add_view_class = TokenCreateView

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form for a new token; a token that is there can be renamed only."""
        return super().get_form_class(for_update=True) if for_update else TokenForm


def _terms(token: APIToken) -> TokenTerms | None:
    return getattr(token, "terms", None)
