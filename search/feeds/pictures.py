"""Pictures of feeds: the card's larger size, made when the page was published, with its length in bytes."""

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.core.files.storage import default_storage

from search.addresses import Origins, absolute
from search.characters import writable
from search.models import CatalogEntry

# A size's file never changes under its name.
REMEMBERED_FOR = 30 * 24 * 60 * 60
CACHE_PREFIX = "search.feeds.length:"


@dataclass(frozen=True)
class Picture:
    """A picture as a reader's program fetches it; `alt` is its description."""

    url: str
    mime_type: str
    length: int
    width: int
    height: int
    alt: str


def pictures_of(entries: Iterable[CatalogEntry], origins: Origins) -> dict[int, Picture]:
    """Return the picture of each entry that has one, by the entry's id; none whose file is gone."""
    largest = {entry: entry.pictures[-1] for entry in entries if entry.pictures}
    lengths = _lengths({size["file"] for size in largest.values()})
    return {
        entry.pk: Picture(
            url=absolute(size["url"], origins.of(entry.tree_path)),
            mime_type=media_type(size["file"]),
            length=lengths[size["file"]],
            width=size["width"],
            height=size["height"],
            alt=writable(entry.picture_alt),
        )
        for entry, size in largest.items()
        if size["file"] in lengths
    }


def media_type(name: str) -> str:
    """Return the type of a picture's file by its name."""
    return "image/webp" if name.endswith(".webp") else mimetypes.guess_type(name)[0] or "image/jpeg"


def _lengths(names: set[str]) -> dict[str, int]:
    """Return how long the files are; a storage may be far away, so each is asked once."""
    keys = {f"{CACHE_PREFIX}{name}": name for name in names}
    known = {keys[key]: length for key, length in cache.get_many(keys).items()}
    found = {name: length for name in names - known.keys() if (length := _length(name)) is not None}
    cache.set_many({f"{CACHE_PREFIX}{name}": length for name, length in found.items()}, REMEMBERED_FOR)
    return known | found


def _length(name: str) -> int | None:
    try:
        return int(default_storage.size(name))
    except FileNotFoundError:
        return None
