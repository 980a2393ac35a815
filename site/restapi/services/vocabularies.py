"""`@vocabularies`: the words that a field or a search can choose from."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import Problem, bad_parameter
from restapi.schemas.answers import Link
from restapi.schemas.lists import TermBatch
from restapi.searching.batching import SIZE, START, Batch, envelope
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url
from restapi.vocabularies import everywhere  # noqa: F401 - registers its vocabularies
from restapi.vocabularies.registry import Term, vocabularies, vocabulary_named

# So many terms are given at most, to `b_size=-1` too, which asks for all.
ALL, MOST = "-1", 5000
QUERY = (
    Parameter.text("title", "Only terms whose title holds this."),
    Parameter.text("token", "Only the term with this token."),
    Parameter.text("tokens", "Only the terms with these tokens.", is_repeated=True),
    START,
    Parameter.number(
        "b_size", f"How many terms to give, {SIZE} if not said; -1 for all.", least=-1, most=MOST
    ),
)


@service("vocabularies", answers=list[Link], is_lean=True)
def listing(call: Call) -> list[dict[str, Any]]:
    """Return all vocabularies with their addresses."""
    return [
        {
            "@id": service_url(call.page, f"vocabularies/{each.name}", call.request),
            "title": str(each.title),
        }
        for each in vocabularies()
    ]


@service("vocabularies/{name}", query=QUERY, answers=TermBatch, is_lean=True)
def terms(call: Call) -> dict[str, Any]:
    """Return a batch of a vocabulary's terms, those with a title or tokens if asked so."""
    name = call.segments["name"]
    found = vocabulary_named(name)
    if found is None:
        raise Problem(404, _("There is no vocabulary “%(name)s”.") % {"name": name[:100]})
    chosen = _chosen(found.terms(call.request), call.parameters)
    batch = _batch(call.parameters)
    url = service_url(call.page, f"vocabularies/{name}", call.request)
    body = envelope(url, call.request.GET, batch, len(chosen))
    return {**body, "items": [{"token": term.token, "title": term.title} for term in chosen[batch.rows]]}


def _chosen(all_terms: Iterable[Term], parameters: Parameters) -> list[Term]:
    given = [name for name in ("title", "token", "tokens") if name in parameters]
    if len(given) > 1:
        message = _("Ask by “%(one)s” or by “%(other)s”, not by both.")
        raise bad_parameter(given[1], "too_many", message % {"one": given[0], "other": given[1]})
    if "title" in parameters:
        wanted = _plain(parameters.text("title"))
        return [term for term in all_terms if wanted in _plain(term.title)]
    if given:
        texts = parameters.all(given[0])
        tokens = texts if given == ["token"] else [token for text in texts for token in text.split(",")]
        return [term for term in all_terms if term.token in tokens]
    return list(all_terms)


def _plain(text: str) -> str:
    """Return a text for comparing: letter case, «ё» and a hashtag's sign make no difference."""
    return text.strip().casefold().replace("ё", "е").removeprefix("#")


def _batch(parameters: Parameters) -> Batch:
    if parameters.text("b_size").strip() == ALL:
        return Batch(parameters.number("b_start", 0), MOST)
    return Batch.asked(parameters, MOST)
