"""Which vocabularies there are. An app registers one of its own in its module `restapi.py`:

@vocabulary("organisations", _("Organisations"))
def organisations(request: HttpRequest) -> list[Term]:
    "Return the public organisations by name."
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.models import get_page_models


@dataclass(frozen=True)
class Term:
    """One word: what is sent and kept, and what people read."""

    token: str
    title: str


Terms = Callable[[HttpRequest], Iterable[Term]]


@dataclass(frozen=True)
class Vocabulary:
    """A list of terms in the order in which they are offered; only what everybody may know stands in it."""

    name: str
    title: str | Promise
    terms: Terms


REGISTERED: dict[str, Vocabulary] = {}
# Other names of a vocabulary, such as Plone's, which its clients ask for.
ALSO_CALLED: dict[str, str] = {}


def vocabulary(name: str, title: str | Promise, also: Iterable[str] = ()) -> Callable[[Terms], Terms]:
    """Register a function that returns the terms of a vocabulary."""

    def register(terms: Terms) -> Terms:
        REGISTERED[name] = Vocabulary(name, title, terms)
        ALSO_CALLED.update(dict.fromkeys(also, name))
        return terms

    return register


def vocabularies() -> list[Vocabulary]:
    """Return all vocabularies: the registered ones, then the choices of page types' fields."""
    return [*REGISTERED.values(), *_choices()]


def vocabulary_named(name: str) -> Vocabulary | None:
    """Return a vocabulary by its name or another one that it has; None where there is none."""
    name = ALSO_CALLED.get(name, name)
    return next((each for each in vocabularies() if each.name == name), None)


def _choices() -> Iterator[Vocabulary]:
    """Yield the choices of every field that a page type shows, by name: `home.OrganisationPage.kind`."""
    for model in get_page_models():
        shown = {getattr(field, "name", field) for field in getattr(model, "api_fields", ())}
        for field in model._meta.concrete_fields:
            if field.name in shown and field.choices:
                title = f"{model._meta.verbose_name}: {field.verbose_name}"
                yield Vocabulary(f"{model._meta.label}.{field.name}", title, _terms_of(field))


def _terms_of(field: Field[Any, Any]) -> Terms:
    def terms(request: HttpRequest) -> list[Term]:
        return [Term(str(value), str(title)) for value, title in field.flatchoices if value not in ("", None)]

    return terms
