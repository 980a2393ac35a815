"""`@querystring`: what can be asked; `@querystring-search`: the search asked by a list of criteria, as collections do."""

import json
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, QueryDict
from pydantic import BaseModel, ConfigDict

from restapi.http.bodies import parsed, understood
from restapi.http.parameters import Parameter, Parameters
from restapi.schemas.answers import Found
from restapi.schemas.lists import Querystring
from restapi.searching.batching import BATCH
from restapi.searching.ordering import NAMES
from restapi.searching.querystring import INDEXES, Index, Operation, Place, said_as_parameters
from restapi.searching.results import Search
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url, site_of
from restapi.vocabularies.registry import vocabulary_named

# Vocabularies that are short everywhere stand in the answer itself.
SHORT = ("types", "review_states")
# So often may a client have encoded its query.
MOST_ENCODINGS = 3


class Criterion(BaseModel):
    """One condition: index, operation, value."""

    i: str
    o: str
    v: Any = None


class Criteria(BaseModel):
    """A search as collections keep it; `sort_order_boolean` is what some clients keep beside the order."""

    model_config = ConfigDict(extra="forbid")

    query: list[Criterion] = []
    b_start: int | str | None = None
    b_size: int | str | None = None
    sort_on: str | None = None
    sort_order: str | None = None
    sort_order_boolean: bool | None = None
    limit: int | None = None
    fullobjects: bool | int | str | None = None
    metadata_fields: str | list[str] | None = None
    facets: str | list[str] | None = None

    def parameters(self, place: Place, batch: Parameters) -> Parameters:
        """Return the same as parameters of `@search`; a batch that the address asks for goes before the query's."""
        said = said_as_parameters(self.query, place)
        for name in (
            "b_start",
            "b_size",
            "sort_on",
            "sort_order",
            "fullobjects",
            "metadata_fields",
            "facets",
        ):
            value = getattr(self, name)
            if value not in (None, "", []):
                said.setlist(name, [str(each) for each in (value if isinstance(value, list) else [value])])
            if name in batch:
                said.setlist(name, batch.all(name))
        return Parameters(said)


@service("querystring", answers=Querystring, is_lean=True)
def querystring(call: Call) -> dict[str, Any]:
    """Return the indexes with their operations, and those by which can be sorted."""
    indexes = {name: _index(name, index, call.request) for name, index in INDEXES.items()}
    sortable = {name: index for name, index in indexes.items() if index["sortable"]}
    return {
        "@id": service_url(call.page, "querystring", call.request),
        "indexes": indexes,
        "sortable_indexes": sortable | {name: _order(name) for name in sorted(NAMES) if name not in sortable},
    }


@service(
    "querystring-search",
    query=[Parameter.text("query", "The criteria as JSON, as the body of a POST has them."), *BATCH],
    answers=Found,
    is_lean=True,
)
def search_by_address(call: Call) -> dict[str, Any]:
    """Return what the criteria in the address choose under the page."""
    criteria = understood(Criteria, _decoded(call.parameters.text("query") or "{}"))
    return _answer(call, criteria, call.request.GET)


@service("querystring-search", "POST", query=BATCH, body=Criteria, answers=Found, is_open=True, is_lean=True)
def search_by_body(call: Call) -> dict[str, Any]:
    """Return what the criteria choose under the page; the links of the answer carry them on."""
    criteria = call.read(Criteria)
    kept = criteria.model_dump(exclude_none=True, exclude={"b_start", "b_size"})
    query = QueryDict(mutable=True)
    query["query"] = json.dumps(kept, ensure_ascii=False)
    return _answer(call, criteria, query)


def _answer(call: Call, criteria: Criteria, query: QueryDict) -> dict[str, Any]:
    place = Place(call.page, site_of(call.request).root_page)
    parameters = criteria.parameters(place, call.parameters)
    url = service_url(call.page, "querystring-search", call.request)
    limit = criteria.limit if criteria.limit and criteria.limit > 0 else None
    return Search(call.page, call.request, parameters).answer(url, query, limit)


def _decoded(text: str) -> Any:
    """Return the JSON of an address; some clients encode it twice, some send only the list of criteria."""
    for _encoding in range(MOST_ENCODINGS):
        if text.lstrip()[:1] in ("{", "[", '"'):
            break
        text = unquote(text)
    body = parsed(text.encode())
    if isinstance(body, str):
        body = parsed(body.encode())
    return {"query": body} if isinstance(body, list) else body


def _index(name: str, index: Index, request: HttpRequest) -> dict[str, Any]:
    words = vocabulary_named(index.vocabulary) if index.vocabulary else None
    terms = words.terms(request) if words and words.name in SHORT else []
    return {
        "title": str(index.title),
        "description": "",
        "enabled": True,
        "group": str(index.group),
        "sortable": name in NAMES,
        "operations": [operation.full_name for operation in index.operations],
        "operators": {operation.full_name: _operator(operation) for operation in index.operations},
        "values": {term.token: {"title": term.title} for term in terms},
        "vocabulary": words.name if words else None,
        "fetch_vocabulary": words is not None and words.name not in SHORT,
    }


def _operator(operation: Operation) -> dict[str, Any]:
    return {
        "title": str(operation.title),
        "description": "",
        "operation": operation.full_name,
        "widget": operation.widget,
    }


def _order(name: str) -> dict[str, Any]:
    """Return what is only sorted by."""
    return {
        "title": name,
        "description": "",
        "enabled": False,
        "group": "",
        "sortable": True,
        "operations": [],
        "operators": {},
        "values": {},
        "vocabulary": None,
        "fetch_vocabulary": False,
    }
