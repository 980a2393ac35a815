"""Which state of a page a client has seen, and whether that is still its state: `ETag` and `If-Match`.

A tag is `"<version>-<hash of what was sent>"`. Whoever writes says with `If-Match` which version they have read. Only
that part is compared, and `W/` is allowed: proxies that compress an answer put it there.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from restapi.access.grants import grant_of
from restapi.http.problems import Problem, not_found

LENGTH = 16
READING = ("GET", "HEAD", "OPTIONS")
# Services that hand out credentials.
LOGINS = ("@login", "@login-renew", "@logout")

# Columns that change with other pages, or with a lock: that speaks for itself.
NOT_ITS_STATE = {"path", "depth", "numchild", "locked", "locked_at", "locked_by_id"}
# Columns that tell of drafts: the public's version must not.
OF_DRAFTS = {
    "draft_title",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
}
COLUMNS = [field.attname for field in Page._meta.concrete_fields if field.attname not in NOT_ITS_STATE]
PUBLIC_COLUMNS = [column for column in COLUMNS if column not in OF_DRAFTS]


def page_version(page: Page) -> str:
    """Return the version of a page as the database has it now, drafts and moderation included; "" if it is gone."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=str(page.pk)
    ).order_by("-pk")
    moderation = {
        f"moderation_{column}": states.values(column)[:1] for column in ("pk", "status", "current_task_state")
    }
    row = Page.objects.filter(pk=page.pk).annotate(**moderation).values_list(*COLUMNS, *moderation).first()
    return short_hash(row) if row else ""


def public_version(page: Page) -> str:
    """Return the version of a live page as the public sees it."""
    return short_hash(getattr(page, column) for column in PUBLIC_COLUMNS)


def entity_tag(version: str, body: bytes) -> str:
    """Return the value of `ETag` for a body that was made of a version of a page."""
    return f'"{version}-{hashlib.sha256(body).hexdigest()[:LENGTH]}"'


def put_tag(request: HttpRequest, response: HttpResponse, page: Page) -> HttpResponse:
    """Give an answer the tag of the page as it is now; the next write can send it as `If-Match`.

    Who may not know of drafts is given the version of what is public.
    """
    version = page_version(page) if _knows_drafts(request, page) else public_version(page)
    if version:
        response.headers["ETag"] = entity_tag(version, response.content)
    return response


def unless_changed(request: HttpRequest, page: Page, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer to a write about a page; raises Problem 412 where `If-Match` names another version.

    Question and write are one transaction. A login has its own: what counts failures must outlast a refusal.
    """
    if request.method in READING or "If-Match" not in request.headers or hands_out_credentials(request):
        return answer()
    if not _knows_drafts(
        request, page
    ):  # nothing to overwrite: they are refused by their rights, in its words
        return answer()
    with transaction.atomic():
        refuse_if_changed(request, page)
        return answer()


def refuse_if_changed(request: HttpRequest, page: Page) -> None:
    """Raise Problem 412 where `If-Match` names other versions than the page's; for the start of a transaction.

    The page's row stays locked until the transaction ends, so that of two writers with one version the second is
    refused. A reader without rights has seen the public's version: it counts while there is no draft.
    """
    header = request.headers.get("If-Match")
    if header is None:
        return
    stored = Page.objects.select_for_update(of=("self",)).filter(pk=page.pk).first()
    if stored is None:
        raise not_found()
    seen = {tag.removeprefix("W/").strip('"').partition("-")[0] for tag in parse_etags(header)}
    current = {"*", page_version(stored)}
    if not stored.has_unpublished_changes and not stored.workflow_in_progress:
        current.add(public_version(stored))
    if seen.isdisjoint(current):
        raise Problem(412, _("The page was changed after you had read it: read it again."))


def _knows_drafts(request: HttpRequest, page: Page) -> bool:
    return grant_of(request).reads_drafts(page)


def hands_out_credentials(request: HttpRequest) -> bool:
    """Whether a request is about a login, which is neither kept nor taken back."""
    return request.path.rstrip("/").endswith(LOGINS)


def short_hash(values: Iterable[Any]) -> str:
    """Return a few letters that differ where the values do."""
    return hashlib.sha256(repr(list(values)).encode()).hexdigest()[:LENGTH]
