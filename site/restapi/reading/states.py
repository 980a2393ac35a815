"""`review_state` under the names of Plone's workflows."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from restapi.tree.places import is_public
from search.models import CatalogEntry

PUBLISHED = "published"  # everybody sees it; everything in the catalog is so
PENDING = "pending"  # not published yet and in moderation
PRIVATE = "private"  # a draft, taken back, or for some only
STATES = {PUBLISHED: _("Published"), PENDING: _("Pending review"), PRIVATE: _("Not public")}


def review_state(page: Page, entry: CatalogEntry | None = None) -> str:
    """Return the state of a page, whatever newer drafts it has; its entry, if it was read, tells that it is public."""
    if entry or is_public(page):
        return PUBLISHED
    return PENDING if not page.live and page.workflow_in_progress else PRIVATE


def ids_in_moderation(page_ids: Iterable[int]) -> set[int]:
    """Return those of the pages that are in moderation."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page_id) for page_id in page_ids],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return {int(object_id) for object_id in states.values_list("object_id", flat=True)}
