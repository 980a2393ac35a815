"""What stands in an answer until `restapi.reading.loading` has read it."""

from dataclasses import dataclass
from typing import Any

from wagtail.images.models import AbstractImage


@dataclass(frozen=True)
class PageSummary:
    """A related page by its id; left out where it is not public."""

    page_id: int


@dataclass(frozen=True)
class PartOfPage:
    """What belongs to another page, such as an item of a plan; left out where that page is not public."""

    page_id: int
    body: dict[str, Any]


@dataclass(frozen=True)
class FileOfCollection:
    """A picture or a file by its collection; left out where that is private and not open to the request."""

    collection_id: int
    body: dict[str, Any]


@dataclass(frozen=True)
class Scales:
    """The sizes in which a picture exists."""

    image: AbstractImage


class LeftOut:
    """What nobody may see: dropped from lists, null elsewhere."""


LEFT_OUT = LeftOut()

# What `fill` has to do something about.
LEAVES = (PageSummary, PartOfPage, FileOfCollection, Scales, LeftOut)
