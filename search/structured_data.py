"""What search engines read of a page: schema.org in JSON-LD. A page says what it is, the catalog the rest."""

import json
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from search.characters import writable
from search.models import CatalogEntry, Hashtag

Node = dict[str, Any]

# What could end the script element or begin a comment in it, and line ends of JavaScript that JSON does not know.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page_graph(
    page: Page, entry: CatalogEntry, picture: Node | None, above: Iterable[Page], site: Site
) -> list[Node]:
    """Return the nodes of a public page and of the way to it; of a home page, of the site.

    A page type's own `structured_data` says `@type` and what belongs to it; the rest comes from the catalog. The author
    of an article that names none is the site.
    """
    address = site.root_url + entry.url
    node = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": entry.title,
        "description": entry.lead,
        "inLanguage": "ru",
        "datePublished": entry.published_at.isoformat(),
        "dateModified": entry.modified_at.isoformat(),
        "image": picture,
        "publisher": _publisher(site),
        "isPartOf": {"@id": _site_id(site)},
        **getattr(page, "structured_data", {}),
    }
    if node["@type"] == "NewsArticle":
        node["author"] = node.get("author") or node["publisher"]
    if page.pk == site.root_page_id:
        return [node, _website(site)]
    steps = [(each.title, each.full_url) for each in above]
    return [node, _way([*steps, (entry.title, address)])]


def hashtag_graph(hashtag: Hashtag, picture: Node | None, site: Site) -> list[Node]:
    """Return the nodes of a hashtag's page and of the way to it."""
    way = [*_way_to_hashtags(site), (hashtag.written, site.root_url + hashtag.get_absolute_url())]
    return [{**_collection(way[-1], site), "description": hashtag.description, "image": picture}, _way(way)]


def hashtags_graph(site: Site) -> list[Node]:
    """Return the nodes of the list of all hashtags and of the way to it."""
    way = _way_to_hashtags(site)
    return [_collection(way[-1], site), _way(way)]


def _way_to_hashtags(site: Site) -> list[tuple[str, str]]:
    return [("Главная", f"{site.root_url}/"), ("Хэштеги", site.root_url + reverse("hashtags"))]


def _collection(place: tuple[str, str], site: Site) -> Node:
    name, address = place
    return {
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": name,
        "inLanguage": "ru",
        "isPartOf": {"@id": _site_id(site)},
    }


def json_ld(graph: list[Node]) -> SafeString:
    """Return the script element of a graph; nothing in it can end the element."""
    data = {"@context": "https://schema.org", "@graph": _without_empty(graph)}
    text = json.dumps(data, ensure_ascii=False).translate(_UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def _publisher(site: Site) -> Node:
    return {"@type": "Organization", "name": site.site_name or "Вестник", "url": f"{site.root_url}/"}


def _website(site: Site) -> Node:
    search = f"{site.root_url}{reverse('search')}?q={{query}}"
    return {
        "@type": "WebSite",
        "@id": _site_id(site),
        "url": f"{site.root_url}/",
        "name": site.site_name or "Вестник",
        "inLanguage": "ru",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=query",
        },
    }


def _site_id(site: Site) -> str:
    return f"{site.root_url}/#website"


def _way(steps: list[tuple[str, str]]) -> Node:
    elements = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": elements}


def _without_empty(value: Any) -> Any:
    """Return the value without members that say nothing, and without characters that no format can hold."""
    if isinstance(value, dict):
        members = {name: _without_empty(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(member) for member in value]
    return writable(value) if isinstance(value, str) else value
