"""RSS 2.0 and Atom (RFC 4287) by Django's generators, with Media RSS for the pictures."""

import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from search.feeds.channels import Channel, Item, latest_change

MEDIA = {"xmlns:media": "http://search.yahoo.com/mrss/"}

# When a feed without items was last changed.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class _WithPictures(SyndicationFeed):
    """What both formats add to Django's: pictures with their sizes and descriptions, and one date for one content."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when an item was last changed."""
        moment: datetime.datetime = self.feed["changed"] or NEVER
        return moment

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add the picture."""
        super().add_item_elements(handler, item)
        picture = item["picture"]
        if picture is None:
            return
        handler.startElement(
            "media:content",
            AttributesImpl(
                {
                    "url": picture.url,
                    "type": picture.mime_type,
                    "medium": "image",
                    "fileSize": str(picture.length),
                    "width": str(picture.width),
                    "height": str(picture.height),
                }
            ),
        )
        if picture.alt:
            handler.addQuickElement("media:description", picture.alt, {"type": "plain"})
        handler.endElement("media:content")


class Rss(_WithPictures, Rss201rev2Feed):
    """RSS 2.0."""

    def rss_attributes(self) -> dict[str, str]:
        """Add the pictures' name space."""
        return {**super().rss_attributes(), **MEDIA}


class Atom(_WithPictures, Atom1Feed):
    """Atom 1.0."""

    def root_attributes(self) -> dict[str, str]:
        """Add the pictures' name space."""
        return {**super().root_attributes(), **MEDIA}


def rss(channel: Channel, items: list[Item]) -> bytes:
    """Return the feed as RSS 2.0."""
    return _written(Rss, "rss", channel, items)


def atom(channel: Channel, items: list[Item]) -> bytes:
    """Return the feed as Atom."""
    return _written(Atom, "atom", channel, items)


def _written(form: type[_WithPictures], ending: str, channel: Channel, items: list[Item]) -> bytes:
    feed = form(
        title=channel.title,
        link=channel.page,
        description=channel.description,
        subtitle=channel.description,
        language="ru",
        author_name=channel.site_name,
        feed_url=channel.address_of(ending),
        feed_guid=channel.address_of(ending),
        changed=latest_change(items),
    )
    for item in items:
        _add(feed, item)
    text: str = feed.writeString("utf-8")
    return text.encode()


def _add(feed: SyndicationFeed, item: Item) -> None:
    """The summary is read as HTML by every reader's program, so that plain text is escaped once more."""
    picture = item.picture
    enclosures = [Enclosure(picture.url, str(picture.length), picture.mime_type)] if picture else []
    feed.add_item(
        title=item.title,
        link=item.url,
        description=escape(item.summary),
        author_name=item.author or None,
        author_link=item.author_url or None,
        pubdate=item.published,
        updateddate=item.modified,
        unique_id=item.id,
        unique_id_is_permalink=False,
        categories=item.hashtags,
        enclosures=enclosures,
        picture=picture,
    )
