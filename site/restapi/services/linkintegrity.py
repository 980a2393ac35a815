"""`@linkintegrity`: which links would lead nowhere if pages were gone, by Wagtail's index of references."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from restapi.http.parameters import Parameter
from restapi.http.problems import bad_parameter
from restapi.reading.drafts import page_rows
from restapi.schemas.lists import LinkedPage
from restapi.searching.indexes import uids_in
from restapi.services.registry import Call, service
from search.models import CatalogEntry

MOST_PAGES, MOST_REFERENCES = 50, 1000
UIDS = Parameter.text("uids", "The pages that may go, by UID.", is_repeated=True)

Row = dict[str, Any]


@service("linkintegrity", query=[UIDS], answers=list[LinkedPage], is_lean=True)
def linkintegrity(call: Call) -> list[Row]:
    """Return the pages with these UIDs, each with the links to it and to what stands below it.

    Only what the asker may see is named: neither other pages nor links that stand in them.
    """
    texts = [text for value in call.parameters.all(UIDS.name) for text in value.split(",")]
    if len(texts) > MOST_PAGES:
        message = _("“%(name)s” takes %(most)s values at most.") % {"name": UIDS.name, "most": MOST_PAGES}
        raise bad_parameter(UIDS.name, "too_many", message)
    asked = list(_seen(call).filter(translation_key__in=uids_in(texts)).order_by("path"))
    if not asked:
        return []
    going = list(_seen(call).filter(_under(asked)).order_by("path").values_list("pk", "path"))
    links = _links(call, dict(going))
    rows = _rows(call, {page.pk for page in asked}.union(*links.values(), links))
    return [
        {
            **_without_uid(rows[page.pk]),
            "items_total": sum(path.startswith(page.path) for _pk, path in going) - 1,
            "breaches": [
                _breach(rows, target, links[target])
                for target, path in going
                if path.startswith(page.path) and target in links
            ],
        }
        for page in asked
    ]


def _seen(call: Call) -> Any:
    """Return the pages that the asker may see."""
    public = CatalogEntry.objects.pages().values("page")
    return Page.objects.filter(Q(pk__in=public) | Q(pk__in=call.grant.drafts().values("pk")))


def _under(pages: Iterable[Page]) -> Q:
    places = Q(pk__in=[])
    for page in pages:
        places |= Q(path__startswith=page.path)
    return places


def _links(call: Call, going: dict[int, str]) -> dict[int, list[int]]:
    """Return by page the pages outside those that go which link to it."""
    of_pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        base_content_type=of_pages, to_content_type=of_pages, to_object_id__in=[str(pk) for pk in going]
    )
    pairs = references.order_by("pk").values_list("object_id", "to_object_id").distinct()[:MOST_REFERENCES]
    found = [(int(source), int(target)) for source, target in pairs if int(source) not in going]
    seen = set(_seen(call).filter(pk__in={source for source, _target in found}).values_list("pk", flat=True))
    links: dict[int, list[int]] = {}
    for source, target in found:
        if source in seen and source not in links.setdefault(target, []):
            links[target].append(source)
    return {target: sources for target, sources in links.items() if sources}


def _rows(call: Call, page_ids: set[int]) -> dict[int, Row]:
    pages = list(Page.objects.filter(pk__in=page_ids))
    rows = page_rows(pages, call.request, ["UID"])
    return {page.pk: row for page, row in zip(pages, rows, strict=True)}


def _without_uid(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "UID"}


def _breach(rows: dict[int, Row], target: int, sources: list[int]) -> Row:
    return {"target": _named(rows[target]), "sources": [_named(rows[source]) for source in sources]}


def _named(row: Row) -> Row:
    return {"@id": row["@id"], "title": row["title"], "uid": row["UID"]}
