"""Files of pages that are not public: a draft's source is not to be had by guessing its address."""

import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from home.reach.rights import works_with
from search.catalog import public_pages

logger = logging.getLogger(__name__)


def refuse_hidden(document: AbstractDocument, request: HttpRequest) -> None:
    """Raise Http404 for a file that no public page shows, unless one of its own editors asks; that is logged."""
    if is_public(document) or _is_own(document, request.user):
        return
    logger.warning("refused: user %s does not reach file %s", request.user.pk, document.pk)
    raise Http404(_("Такого файла нет."))


def is_public(document: AbstractDocument) -> bool:
    """Whether the public may have the file: a public page shows it, or it lies among everybody's and no page has it."""
    ids = _page_ids(document)
    if not ids:
        return bool(document.collection.is_root())
    return public_pages().filter(pk__in=ids).exists()


def _is_own(document: AbstractDocument, user: Any) -> bool:
    """Whether the user may choose or change the file, or works with a page that has it."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(document))
    if policy.user_has_any_permission_for_instance(user, {"choose", "change"}, document):
        return True
    return any(works_with(user, page) for page in Page.objects.filter(pk__in=_page_ids(document)))


def _page_ids(document: AbstractDocument) -> set[int]:
    of_pages = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return {int(pk) for pk in of_pages.values_list("object_id", flat=True)}
