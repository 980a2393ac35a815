"""One hashtag for many pages: put on or taken off in new revisions, by each page's own rights."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import DateField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from search.keeper.actions import BULK
from search.keeper.places import places_of, tagged_page_models
from search.listings import FoldingSearchHandler
from search.models import CatalogEntry, Hashtag

logger = logging.getLogger(__name__)

Action = Literal["add", "remove"]
PUBLISHED, DRAFT, UNCHANGED, REFUSED, LOCKED, INVALID = (
    "published",
    "draft",
    "unchanged",
    "refused",
    "locked",
    "invalid",
)


def candidates(user: Any, hashtag: Hashtag, action: Action, chosen: dict[str, Any]) -> QuerySet[Page]:
    """Return the pages that the user may change, the filter leaves and the action would change, the newest first."""
    types = ContentType.objects.get_for_models(*tagged_page_models()).values()
    allowed = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = Page.objects.filter(pk__in=allowed.values("pk"), content_type__in=types)
    pages = _filtered(pages.annotate(day=_day()), chosen)
    having = _having(hashtag)
    pages = pages.filter(pk__in=having) if action == "remove" else pages.exclude(pk__in=having)
    return pages.order_by("-day", "-pk")


def tag_pages(pages: Iterable[Page], hashtag: Hashtag, action: Action, user: Any) -> dict[str, list[Page]]:
    """Put the hashtag on the pages, or take it off; return the pages by what has come of it."""
    done: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages:
        done[_tag_page(page.specific, hashtag, action, user)].append(page)
    return done


def _tag_page(page: Any, hashtag: Hashtag, action: Action, user: Any) -> str:
    rights = page.permissions_for_user(user)
    if not rights.can_edit():
        logger.warning("refused: user %s may not change the hashtags of page %s", user.pk, page.pk)
        return REFUSED
    if rights.page_locked() or page.current_workflow_state or page.alias_of_id:
        return LOCKED
    draft = page.get_latest_revision_as_object()
    has_it = any(tag.pk == hashtag.pk for tag in draft.hashtags.all())
    if has_it == (action == "add"):
        return UNCHANGED
    getattr(draft.hashtags, action)(hashtag)
    try:
        with transaction.atomic():
            return _save(page, draft, {"name": hashtag.name, "action": action}, user)
    except ValidationError:
        return INVALID


def _save(page: Page, draft: Page, said: dict[str, str], user: Any) -> str:
    """Save a revision. It is published where nothing else would be published with it, and the user may do that."""
    is_public = page.live and not page.has_unpublished_changes
    publishes = is_public and page.permissions_for_user(user).can_publish()
    revision = draft.save_revision(user=user, clean=publishes)  # a draft may be unfinished
    log(page, BULK, user=user, data=said, revision=revision, content_changed=True)
    if publishes:
        revision.publish(user=user, log_action=False)
    return PUBLISHED if publishes else DRAFT


def _filtered(pages: QuerySet[Page], chosen: dict[str, Any]) -> QuerySet[Page]:
    """Leave the pages of a type, of an organisation, with words in the title, of a period."""
    if chosen.get("type"):
        pages = pages.filter(content_type=chosen["type"])
    if chosen.get("organisation"):
        home = Page.objects.get(pk=chosen["organisation"])
        own = CatalogEntry.objects.filter(organisation=home)
        pages = pages.filter(Q(path__startswith=home.path) | Q(pk__in=own.values("page")))
    if chosen.get("since"):
        pages = pages.filter(day__gte=chosen["since"])
    if chosen.get("until"):
        pages = pages.filter(day__lte=chosen["until"])
    return FoldingSearchHandler(("title", "draft_title")).search_queryset(pages, chosen.get("words", ""))


def _day() -> Coalesce:
    """The day by which lists order a public page; a draft's is that of its last change."""
    entry = CatalogEntry.objects.filter(page=OuterRef("pk"), fragment="").values("date")[:1]
    changed = TruncDate("latest_revision_created_at")
    return Coalesce(Subquery(entry), changed, output_field=DateField())


def _having(hashtag: Hashtag) -> list[int]:
    """Return the pages whose newest version has the hashtag."""
    places = places_of(hashtag)
    latest = dict(Page.objects.filter(pk__in=places).values_list("pk", "latest_revision_id"))
    return [
        pk
        for pk, place in places.items()
        if (latest.get(pk) in place.revisions if latest.get(pk) else place.row)
    ]
