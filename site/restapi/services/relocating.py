"""`@copy` and `@move`: pages come here from another place."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from restapi.schemas.answers import Answer
from restapi.services.registry import Call, service
from restapi.writing import relocating

MOST = 100

Source = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class SourceForm(BaseModel):
    """What is to come: an address, a path or a UID, or a list of them."""

    model_config = ConfigDict(extra="forbid")

    source: Source | Annotated[list[Source], Field(min_length=1, max_length=MOST)]

    @property
    def sources(self) -> list[str]:
        """What is to come, as a list."""
        return [self.source] if isinstance(self.source, str) else self.source


class Relocated(Answer):
    """The old and the new address of a page."""

    source: str
    target: str


@service("copy", "POST", body=SourceForm, answers=list[Relocated])
def copy(call: Call) -> list[dict[str, Any]]:
    """Copy pages with all below them to below this one; a copy is a draft of who may not publish here."""
    return relocating.copy(call.page, call.read(SourceForm).sources, call.request)


@service("move", "POST", body=SourceForm, answers=list[Relocated])
def move(call: Call) -> list[dict[str, Any]]:
    """Move pages with all below them to below this one; a taken address gets a number at its end."""
    return relocating.move(call.page, call.read(SourceForm).sources, call.request)
