"""What is not published, for those who may edit it: `review_state=private`, `review_state=pending`.

The catalog holds only what is public, so this alone searches pages: those that the grant may edit, by few indexes.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from restapi.access.grants import Grant
from restapi.http.parameters import Parameters
from restapi.http.problems import bad_parameter
from restapi.reading.states import PENDING, PRIVATE, PUBLISHED
from restapi.searching import paths
from restapi.searching.indexes import uids_in
from restapi.searching.ordering import is_descending
from search.models import CatalogEntry
from search.queries import CatalogQuerySet
from search.text import query_stems, stems

# What chooses among published things only.
REFUSED = ("Subject", "Subject.query", "Subject.not", "organisation", "year", "on", "facets")
RANGES = ("start", "end", "date", "effective", "created", "modified")
COLUMNS = {
    "created": "latest_revision_created_at",
    "modified": "latest_revision_created_at",
    "date": "latest_revision_created_at",
    "effective": "first_published_at",
    "sortable_title": "draft_title",
    "getObjPositionInParent": "path",
}


def asks_for_unpublished(parameters: Parameters, grant: Grant) -> bool:
    """Whether pages are asked for that are not published, by somebody who could edit any."""
    return not grant.is_anonymous and not {PRIVATE, PENDING}.isdisjoint(parameters.all("review_state"))


def with_unpublished(
    public: CatalogQuerySet, context: Page, root: Page, parameters: Parameters, grant: Grant
) -> QuerySet[Page]:
    """Return the pages in the states that are asked for, in order; raises Problem 400 for what drafts lack.

    `public` is what the same parameters choose in the catalog, for `review_state=published` beside the others.
    """
    _refuse(parameters)
    chosen = Q(pk__in=_unpublished(context, root, parameters, grant).values("pk"))
    if PUBLISHED in parameters.all("review_state"):
        chosen |= Q(pk__in=public.pages().order_by().values("page"))
    return _ordered(Page.objects.filter(chosen), parameters)


def _unpublished(context: Page, root: Page, parameters: Parameters, grant: Grant) -> QuerySet[Page]:
    pages = grant.drafts().filter(path__startswith=context.path)
    pages = pages.filter(_in_places(*paths.asked_places(context, root, parameters)))
    pages = pages.exclude(pk__in=CatalogEntry.objects.pages().values("page"))
    states = {PRIVATE, PENDING}.intersection(parameters.all("review_state"))
    if len(states) == 1:
        pending = Q(pk__in=_ids_in_moderation(), live=False)
        pages = pages.filter(pending) if PENDING in states else pages.exclude(pending)
    if "portal_type" in parameters:
        pages = pages.filter(content_type__in=_content_types(parameters.all("portal_type")))
    if "UID" in parameters:
        pages = pages.filter(translation_key__in=uids_in(parameters.all("UID")))
    if "SearchableText" in parameters:
        wanted = set(query_stems(parameters.text("SearchableText")))
        titles = pages.order_by().values_list("pk", "draft_title")
        pages = pages.filter(pk__in=[pk for pk, title in titles if wanted and wanted <= set(stems(title))])
    found: QuerySet[Page] = pages
    return found


def _in_places(pages: list[Page], depth: int | None) -> Q:
    """Return what stands under one of the pages; `depth` 1 is their children, 0 they themselves."""
    places = Q(pk__in=[])
    for page in pages:
        under = Q(path__startswith=page.path)
        if depth is not None:
            under &= Q(depth__lte=page.depth + depth) & Q(depth__gt=page.depth - (depth == 0))
        places |= under
    return places


def _ids_in_moderation() -> list[int]:
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), status=WorkflowState.STATUS_IN_PROGRESS
    )
    return [int(object_id) for object_id in states.values_list("object_id", flat=True)]


def _content_types(labels: list[str]) -> list[int]:
    types = ContentType.objects.filter(model__in=[label.rpartition(".")[2].lower() for label in labels])
    wanted = {label.lower() for label in labels}
    return [each.pk for each in types if f"{each.app_label}.{each.model}".lower() in wanted]


def _ordered(pages: QuerySet[Page], parameters: Parameters) -> QuerySet[Page]:
    """Return the pages in the order asked for; without a wish, what was changed last comes first."""
    names = parameters.choices("sort_on", {*COLUMNS, "relevance"})
    if not names or names[-1] == "relevance":
        return pages.order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
    column = F(COLUMNS[names[-1]])
    if is_descending(parameters):
        return pages.order_by(column.desc(nulls_last=True), "-pk")
    return pages.order_by(column.asc(nulls_last=True), "pk")


def _refuse(parameters: Parameters) -> None:
    ranges = [name for index in RANGES for name in (index, f"{index}.query", f"{index}.range")]
    for name in (*REFUSED, *ranges):
        if name in parameters:
            message = _("“%(name)s” chooses among published pages only.") % {"name": name}
            raise bad_parameter(name, "published_only", message)
