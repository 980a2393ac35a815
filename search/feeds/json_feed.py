"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from search.feeds.channels import Channel, Item


def json_feed(channel: Channel, items: list[Item]) -> bytes:
    """Return the feed as JSON Feed."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page,
        "feed_url": channel.address_of("json"),
        "language": "ru",
        "authors": [{"name": channel.site_name}],
        "items": [_item(item) for item in items],
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def _item(item: Item) -> dict[str, Any]:
    """`_vestnik` tells what the format has no name for: the kind of publication and the day it is about."""
    members = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.summary or item.title,
        "summary": item.summary,
        "date_published": item.published.isoformat(),
        "date_modified": item.modified.isoformat(),
        "authors": [{"name": item.author, "url": item.author_url}] if item.author else [],
        "tags": item.hashtags,
        **_picture(item),
        "_vestnik": {"type": item.type, "date": item.day.isoformat()},
    }
    return {name: value for name, value in members.items() if value}


def _picture(item: Item) -> dict[str, Any]:
    picture = item.picture
    if picture is None:
        return {}
    attachment = {
        "url": picture.url,
        "mime_type": picture.mime_type,
        "title": picture.alt,
        "size_in_bytes": picture.length,
    }
    return {"image": picture.url, "attachments": [attachment]}
