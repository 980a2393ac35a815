"""What a feed is about, and its newest items, in a form that belongs to none of the formats."""

import datetime
import uuid
from dataclasses import dataclass

from search.addresses import Origins
from search.characters import writable
from search.feeds.pictures import Picture, pictures_of
from search.models import CatalogEntry
from search.queries import CatalogQuerySet

NEWEST = 50


@dataclass(frozen=True)
class Channel:
    """A feed: what it is called, the page it belongs to, its own address without the format's ending."""

    title: str
    description: str
    page: str
    address: str
    entries: CatalogQuerySet
    site_name: str
    query: str = ""

    def address_of(self, ending: str) -> str:
        """Return the feed's own address in one format."""
        question = f"?{self.query}" if self.query else ""
        return f"{self.address}.{ending}{question}"


@dataclass(frozen=True)
class Item:
    """One publication; `day` is the day by which lists order it, `published` when it came out here."""

    uid: uuid.UUID
    type: str
    url: str
    title: str
    summary: str
    author: str
    author_url: str
    hashtags: list[str]
    day: datetime.date
    published: datetime.datetime
    modified: datetime.datetime
    picture: Picture | None

    @property
    def id(self) -> str:
        """The item's identity, which no move or new title changes."""
        return self.uid.urn


def items_of(channel: Channel) -> list[Item]:
    """Return what came out last, whatever day it is about: pages that lists show, without their parts."""
    shown = channel.entries.listed().pages().order_by("-published_at", "-id").cards()
    entries = list(shown[:NEWEST])
    origins = Origins()
    pictures = pictures_of(entries, origins)
    return [_item(entry, origins, pictures.get(entry.pk)) for entry in entries]


def latest_change(items: list[Item]) -> datetime.datetime | None:
    """Return when one of the items was last changed."""
    return max((item.modified for item in items), default=None)


def _item(entry: CatalogEntry, origins: Origins, picture: Picture | None) -> Item:
    author = entry.organisation if entry.organisation and entry.organisation.live else None
    return Item(
        uid=entry.uid,
        type=entry.called,
        url=origins.entry_url(entry),
        title=writable(entry.title),
        summary=writable(entry.lead),
        author=writable(author.title) if author else "",
        author_url=f"{origins.of(author.path)}{author.url}" if author else "",
        hashtags=[tag.name for tag in entry.hashtags.all()],
        day=entry.date,
        published=entry.published_at,
        modified=entry.modified_at,
        picture=picture,
    )
