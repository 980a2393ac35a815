"""`@site`, `@navroot`: the site and its root; `@translations`: the same page in other languages."""

from typing import Any

from django.conf import settings
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from restapi.reading.summaries import summary
from restapi.schemas.lists import Navroot, SiteSettings, Translations
from restapi.services.registry import Call, service
from restapi.tree.addresses import entry_url, page_url, service_url, site_of
from search.models import CatalogEntry


@service("site", answers=SiteSettings, is_lean=True)
def site(call: Call) -> dict[str, Any]:
    """Return what a client must know of the site: its name, its languages, its time zone."""
    asked = site_of(call.request)
    languages = list(get_content_languages())
    return {
        "@id": service_url(call.page, "site", call.request),
        "plone.site_title": asked.site_name or asked.root_page.title,
        "plone.site_logo": None,
        "plone.default_language": asked.root_page.locale.language_code,
        "plone.available_languages": languages,
        "plone.portal_timezone": str(settings.TIME_ZONE),
        "plone.robots_txt": "",
        "plone.allowed_sizes": [],
        "features": {"multilingual": len(languages) > 1, "filter_aliases_by_date": False},
    }


@service("navroot", answers=Navroot, expands=True, is_lean=True)
def navroot(call: Call) -> dict[str, Any]:
    """Return the root of the site that is asked, where it is public."""
    root = CatalogEntry.objects.pages().filter(page=site_of(call.request).root_page_id).first()
    return {
        "@id": service_url(call.page, "navroot", call.request),
        "navroot": summary(root, call.request) if root else None,
    }


@service("translations", answers=Translations, expands=True, is_lean=True)
def translations(call: Call) -> dict[str, Any]:
    """Return the public translations of the page, and the start page of each language."""
    page, root = call.page, site_of(call.request).root_page
    keys = {page.translation_key, root.translation_key}
    entries = CatalogEntry.objects.pages().filter(page__translation_key__in=keys).order_by("tree_path")
    read = list(entries.select_related("page__locale"))
    return {
        "@id": service_url(page, "translations", call.request),
        "items": [
            {"@id": entry_url(entry, call.request), "language": _language(entry.page)}
            for entry in read
            if entry.page.translation_key == page.translation_key and entry.page_id != page.pk
        ],
        "root": {_language(root): page_url(root, call.request)}
        | {
            _language(entry.page): entry_url(entry, call.request)
            for entry in read
            if entry.page.translation_key == root.translation_key
        },
    }


def _language(page: Page) -> str:
    return str(page.locale.language_code)
