"""Files of pages that are not public: a draft's source is not to be had by guessing its address."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from search.catalog import public_pages


def refuse_hidden(document: AbstractDocument, request: HttpRequest) -> None:
    """Raise Http404 for a file of hidden pages, unless one of the editors asks."""
    if belongs_to_hidden_pages(document) and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404(_("Такого файла нет."))


def belongs_to_hidden_pages(document: AbstractDocument) -> bool:
    """Whether pages use the file, and the public may see none of them."""
    of_pages = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    ids = {int(pk) for pk in of_pages.values_list("object_id", flat=True)}
    return bool(ids) and not public_pages().filter(pk__in=ids).exists()
