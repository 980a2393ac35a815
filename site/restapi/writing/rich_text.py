"""Rich text as a body brings it, made clean: only what the field's editor can make, links to pages kept as such."""

from typing import Any

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.db_html import DbHTMLConverter

from restapi.writing.references import Writing, visible_page_at


def clean_html(value: Any, features: list[str] | None, writing: Writing) -> str:
    """Return rich text as Wagtail keeps it; `value` is HTML or Plone's `{data, content-type}`. Raises Problem 400."""
    if isinstance(value, dict):
        value = value.get("data", "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise writing.refusal("rich_text", _("This must be a text in HTML."))
    cleaned: str = DbHTMLConverter(features).clean(_with_page_links(value, writing))[0]
    return cleaned


def _with_page_links(html: str, writing: Writing) -> str:
    """Name the site's own pages in links by their ids, so that the links survive a move."""
    if "<a" not in html:
        return html
    tree = BeautifulSoup(html, "html.parser")
    for link in tree.find_all("a", href=True):
        page = visible_page_at(str(link["href"]), writing.request)
        if page is not None:
            link.attrs = {"linktype": "page", "id": str(page.pk)}
    return str(tree)
