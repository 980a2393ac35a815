"""The sizes in which pictures are shown; every one is made when a page is published, none by a visitor's GET."""

import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter, SourceImageIOError
from wagtail.models import Page, ReferenceIndex

logger = logging.getLogger(__name__)

# A card's crop (3:2) for small and for dense screens.
CARD_SIZES = ("fill-480x320|format-webp|webpquality-78", "fill-960x640|format-webp|webpquality-72")
# The page's picture in messengers and networks (1.91:1); not all of them read WebP.
SHARE_SIZE = "fill-1200x630|format-jpeg|jpegquality-80"
# The whole picture, for the viewer.
WHOLE_SIZE = "max-1600x1600|format-webp|webpquality-80"
SIZES = (*CARD_SIZES, WHOLE_SIZE)


def card_sizes(picture: AbstractImage) -> list[dict[str, Any]]:
    """Return `{file, width, height}` of the card's sizes, the smallest first, and `shared` of the one that previews show.

    Missing ones are made.
    """
    made = [_size(rendition) for rendition in renditions(picture, *CARD_SIZES, SHARE_SIZE)]
    return [*made[:-1], *({**size, "shared": True} for size in made[-1:])]


def renditions(picture: AbstractImage, *specs: str) -> list[Any]:
    """Return the picture's renditions of these sizes, in order; missing ones are made.

    None at all where the original is gone from the storage: the page is shown without it, the log says so.
    """
    try:
        made = picture.get_renditions(*specs)
    except SourceImageIOError:
        logger.warning("picture %s has no readable original", picture.pk)
        return []
    return [made[Filter(spec).spec] for spec in specs]


def pictures_of(page: Page) -> QuerySet[AbstractImage]:
    """Return the pictures that the page shows anywhere: in a field, a gallery, a block."""
    model = get_image_model()
    shown = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(model)
    )
    ids = {int(pk) for pk in shown.values_list("to_object_id", flat=True)}
    pictures: QuerySet[AbstractImage] = model.objects.filter(pk__in=ids).prefetch_related("renditions")
    return pictures


@task()
def make_sizes(page_id: int) -> None:
    """Make every listed size of every picture of a page, in the background where there is a worker."""
    page = Page.objects.filter(pk=page_id).first()
    for picture in pictures_of(page) if page else []:
        renditions(picture, *SIZES)


def _size(rendition: Any) -> dict[str, Any]:
    return {"file": rendition.file.name, "width": rendition.width, "height": rendition.height}
