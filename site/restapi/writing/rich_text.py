"""Rich text as a body brings it, made clean: only what the field's editor can make, links to pages kept as such."""

from typing import Any

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.db_html import DbHTMLConverter

from restapi.writing.references import Writing, public_document_at, visible_page_at


def clean_html(value: Any, features: list[str] | None, writing: Writing) -> str:
    """Return rich text as Wagtail keeps it; `value` is HTML or Plone's `{data, content-type}`. Raises Problem 400."""
    if isinstance(value, dict):
        value = value.get("data", "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise writing.refusal("rich_text", _("This must be a text in HTML."))
    cleaned: str = DbHTMLConverter(features).clean(_with_own_links(value, writing))[0]
    return cleaned


def _with_own_links(html: str, writing: Writing) -> str:
    """Name the site's own pages and files in links by their ids, so that the links survive a move.

    An id that comes in the body would tell the address of what is hidden: links count by their address alone, embeds
    are undone.
    """
    if "<" not in html:
        return html
    tree = BeautifulSoup(html, "html.parser")
    for embed in tree.find_all("embed"):
        embed.decompose()
    for link in tree.find_all("a"):
        address = str(link.get("href", ""))
        if not address:
            link.unwrap()
            continue
        link.attrs = {"href": address}
        page = visible_page_at(address, writing.request)
        if page is not None:
            link.attrs = {"linktype": "page", "id": str(page.pk)}
            continue
        document = public_document_at(address, writing.request)
        if document is not None:
            link.attrs = {"linktype": "document", "id": str(document.pk)}
    return str(tree)
