"""The vocabularies that every site has."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages
from wagtail.models import get_page_models

from restapi.reading.states import STATES
from restapi.vocabularies.registry import Term, vocabulary
from search.models import Hashtag

PLONE = "plone.app.vocabularies"


@vocabulary("hashtags", _("Hashtags"), also=[f"{PLONE}.Keywords"])
def hashtags(request: HttpRequest) -> list[Term]:
    """Return the hashtags that have a page, the official ones first, then the most used."""
    shown = Hashtag.objects.shown().with_uses().order_by("-is_official", "-uses", "name")
    return [Term(key, name) for key, name in shown.values_list("slug", "name")]


@vocabulary(
    "types",
    _("Types of pages"),
    also=[f"{PLONE}.{name}" for name in ("PortalTypes", "UserFriendlyTypes", "ReallyUserFriendlyTypes")],
)
def types(request: HttpRequest) -> list[Term]:
    """Return the types of pages that can be made, by name."""
    models = [model for model in get_page_models() if model.is_creatable]
    terms = [Term(model._meta.label, str(model._meta.verbose_name)) for model in models]
    return sorted(terms, key=lambda term: term.title.casefold())


@vocabulary("review_states", _("Review states"), also=[f"{PLONE}.WorkflowStates"])
def review_states(request: HttpRequest) -> Iterator[Term]:
    """Return the states of pages, the public one first."""
    return (Term(state, str(title)) for state, title in STATES.items())


@vocabulary(
    "languages",
    _("Languages"),
    also=[f"{PLONE}.{name}" for name in ("AvailableContentLanguages", "SupportedContentLanguages")],
)
def languages(request: HttpRequest) -> Iterator[Term]:
    """Return the languages of the site's content."""
    return (Term(code, str(title)) for code, title in get_content_languages().items())
