"""Tags that the admin offers for pictures and files: those of what the user may choose."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin import filters
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.tags import autocomplete as offered_by_wagtail
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views import chooser
from wagtail.log_actions import get_active_log_context

from home.reach.rights import choosable

MOST_OFFERED = 10


def install() -> None:
    """Let lists of pictures and files offer the most used tags of what the user may choose, not of everybody's."""
    for module in (filters, chooser):
        module.popular_tags_for_model = popular_tags


def popular_tags(model: type[Model], count: int = MOST_OFFERED) -> QuerySet[Tag]:
    """Return the most used tags of a model's rows that the admin's user may choose."""
    user = get_active_log_context().user
    if user is None:
        return Tag.objects.none()
    items = Count("taggit_taggeditem_items", filter=_items(user, model, "taggit_taggeditem_items__"))
    return (
        Tag.objects.annotate(item_count=items)
        .filter(item_count__gt=0)
        .order_by("-item_count", "name")[:count]
    )


def tags_of(user: Any) -> QuerySet[Tag]:
    """Return the tags of pictures and files that the user may choose."""
    seen = _items(user, get_image_model()) | _items(user, get_document_model())
    return Tag.objects.filter(pk__in=TaggedItem.objects.filter(seen).values("tag"))


def _items(user: Any, model: type[Model], prefix: str = "") -> Q:
    kind, chosen = ContentType.objects.get_for_model(model), choosable(model, user).values("pk")
    return Q((f"{prefix}content_type", kind), (f"{prefix}object_id__in", chosen))


@require_admin_access
def autocomplete_of_model(request: HttpRequest, app_name: str, model_name: str) -> HttpResponse:
    """Return the same for pictures' and files' tags; hashtags are everybody's, Wagtail offers them."""
    if (app_name, model_name) == (Tag._meta.app_label, Tag._meta.model_name):
        return autocomplete(request)
    return offered_by_wagtail(request, app_name, model_name)


@require_admin_access
def autocomplete(request: HttpRequest) -> JsonResponse:
    """Return at most ten names that begin so; in the place of Wagtail's, which offers everybody's."""
    term = request.GET.get("term", "")
    found = tags_of(request.user).filter(name__istartswith=term) if term else Tag.objects.none()
    return JsonResponse(
        list(found.order_by("name").values_list("name", flat=True)[:MOST_OFFERED]), safe=False
    )
