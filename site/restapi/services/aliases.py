"""`@aliases`: other addresses that lead to the page. There is no such service without `wagtail.contrib.redirects`."""

from typing import Annotated, Any

from django.apps import apps
from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from restapi.reading.dates import moment
from restapi.schemas.answers import Answer, Batching, Identified
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.services.registry import Call, service
from restapi.tree.addresses import page_url, service_url
from restapi.writing.moments import Moment

MOST = 100

Path = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Alias(Answer):
    """Another address; `manual` unless Wagtail made it when a page got a new one."""

    path: str
    to: str = Field(alias="redirect-to")
    datetime: str | None
    manual: bool


class Aliases(Identified):
    """A batch of other addresses."""

    items: list[Alias]
    items_total: int
    batching: Batching | None = None


class AliasForm(BaseModel):
    """An address to add, since when it is one, and where it leads if not to the page."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    path: Path
    datetime: Moment | None = None
    to: Annotated[str, StringConstraints(max_length=2000)] = Field(default="", alias="redirect-to")


class AliasesForm(BaseModel):
    """Addresses to add."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[AliasForm | Path], Field(min_length=1, max_length=MOST)]


class GoneForm(BaseModel):
    """An address to take away."""

    model_config = ConfigDict(extra="ignore")

    path: Path


class GoneAliasesForm(BaseModel):
    """Addresses to take away."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[GoneForm | Path], Field(min_length=1, max_length=MOST)]


if apps.is_installed("wagtail.contrib.redirects"):
    from wagtail.contrib.redirects.models import Redirect

    from restapi.writing import aliases

    @service("aliases", query=BATCH, answers=Aliases, expands=True)
    def listed(call: Call) -> dict[str, Any]:
        """Return the page's other addresses to those who may edit it; at the site's root all to who keeps them."""
        batch = Batch.asked(call.parameters)
        found = aliases.aliases(call.page, call.request)
        url = service_url(call.page, "aliases", call.request)
        frame = envelope(url, call.request.GET, batch, found.count())
        return {**frame, "items": [_alias(redirect, call.request) for redirect in found[batch.rows]]}

    @service("aliases", "POST", body=AliasesForm)
    def add(call: Call) -> None:
        """Let other addresses lead to the page; 409 for one that leads somewhere already."""
        items = call.read(AliasesForm).items
        forms = [AliasForm(path=item) if isinstance(item, str) else item for item in items]
        found = [aliases.Alias(form.path, form.datetime, form.to) for form in forms]
        aliases.add(call.page, found, call.request)

    @service("aliases", "DELETE", body=GoneAliasesForm)
    def remove(call: Call) -> None:
        """Let addresses lead to the page no more."""
        items = call.read(GoneAliasesForm).items
        paths = [item if isinstance(item, str) else item.path for item in items]
        aliases.remove(call.page, paths, call.request)

    def _alias(redirect: Redirect, request: HttpRequest) -> dict[str, Any]:
        page = redirect.redirect_page
        return {
            "path": redirect.old_path,
            "redirect-to": page_url(page, request) if page else redirect.redirect_link,
            "datetime": moment(redirect.created_at),
            "manual": not redirect.automatically_created,
        }
