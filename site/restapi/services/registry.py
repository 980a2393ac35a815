"""The services: what answers `@name` on which pages, and how OpenAPI describes it.

A project's apps register services of their own in a module `restapi.py`, which is found as Django's admin finds
`admin.py`:

    @service("items", on=PlanPage, query=[*BATCH, STATUS], answers=Items)
    def items(call: Call) -> dict[str, Any]:
        "Return a plan's items."
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.http import HttpRequest
from pydantic import BaseModel
from wagtail.models import Page

from restapi.access.grants import Grant, grant_of
from restapi.http.bodies import json_body, understood
from restapi.http.negotiation import JSON
from restapi.http.parameters import Parameter, Parameters

CONTENT = ""  # the address of the page itself

Body = TypeVar("Body", bound=BaseModel)


@dataclass(frozen=True)
class Call:
    """One question to a service: on which page, by whom, with what."""

    page: Page
    request: HttpRequest
    parameters: Parameters
    segments: Mapping[str, str] = field(default_factory=dict)  # what stands in the address behind the name

    @property
    def grant(self) -> Grant:
        """What the one who asks may do."""
        return grant_of(self.request)

    @cached_property
    def body(self) -> Any:
        """The request's JSON; raises Problem 400, 413 or 415."""
        return json_body(self.request)

    def read(self, form: type[Body]) -> Body:
        """Return the request's JSON as a form of it; raises Problem 400 that names every mistake."""
        return understood(form, self.body)


Answer = Callable[[Call], Any]


@dataclass(frozen=True)
class Service:
    """One method of one address. `template` is the address behind `@`: `history/{version}`."""

    template: str
    method: str
    answer: Answer
    model: type[Page] = Page
    query: tuple[Parameter, ...] | None = ()  # None where the service itself knows its parameters
    body: Any = None  # the type of what is sent
    answers: Any = None  # the type of the answer, as Pydantic understands types; None for 204
    status: int = 200
    also: Mapping[int, Any] = field(default_factory=dict)  # other good answers by their status
    needs_body: bool = True
    sends: str = JSON  # the media type of the body
    headers: tuple[Parameter, ...] = ()  # those that it reads beside what all requests have
    answer_headers: tuple[Parameter, ...] = ()  # those of its good answers beside what all answers have
    media_type: str = JSON
    is_open: bool = False  # a POST that needs no credential
    expands: bool = False  # `expand=name` puts the answer into the content object
    is_lean: bool = (
        False  # of its page it needs what the tree has only, and not the fields of the page's type
    )

    @property
    def good_answers(self) -> dict[int, Any]:
        """The types of what is answered when all is well, by status; None for no content."""
        status = 204 if self.answers is None and self.status == 200 else self.status
        return {status: self.answers, **self.also}

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (inspect.getdoc(self.answer) or "").partition("\n")[0]

    def segments(self, address: str) -> dict[str, str] | None:
        """Return the names and values of the template's variables; None where the address does not fit."""
        if "{" not in self.template:
            return {} if self.template == address else None
        wanted, given = self.template.split("/"), address.split("/")
        if len(wanted) != len(given):
            return None
        found = {}
        for name, value in zip(wanted, given, strict=True):
            if name.startswith("{"):
                found[name.strip("{}")] = value
            elif name != value:
                return None
        return found


SERVICES: list[Service] = []


def service(
    template: str,
    method: str = "GET",
    *,
    on: type[Page] = Page,
    query: Iterable[Parameter] | None = (),
    body: Any = None,
    answers: Any = None,
    status: int = 200,
    also: Mapping[int, Any] | None = None,
    needs_body: bool = True,
    sends: str = JSON,
    headers: Iterable[Parameter] = (),
    answer_headers: Iterable[Parameter] = (),
    media_type: str = JSON,
    is_open: bool = False,
    expands: bool = False,
    is_lean: bool = False,
) -> Callable[[Answer], Answer]:
    """Register a function as what answers a method of `@template` on pages of a type.

    It returns what is written as JSON, None for 204, or a response of its own. Query parameters that are not
    declared are refused before it is called.
    """

    def register(answer: Answer) -> Answer:
        asked = None if query is None else tuple(query)
        SERVICES.append(
            Service(
                template=template,
                method=method,
                answer=answer,
                model=on,
                query=asked,
                body=body,
                answers=answers,
                status=status,
                also=also or {},
                needs_body=needs_body,
                sends=sends,
                headers=tuple(headers),
                answer_headers=tuple(answer_headers),
                media_type=media_type,
                is_open=is_open,
                expands=expands,
                is_lean=is_lean,
            )
        )
        return answer

    return register


def expandable(model: type[Page]) -> dict[str, Service]:
    """Return by name the services whose answers the content object of a page type can hold."""
    return {
        service.template: service
        for service in SERVICES
        if service.expands and issubclass(model, service.model)
    }
