"""The sizes in which pictures are shown; every one is made when a page is published, none by a visitor's GET."""

import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import Page, ReferenceIndex

logger = logging.getLogger(__name__)

# A card's crop (3:2) for small and for dense screens, and for browsers that do not read WebP.
CARD_SIZES = ("fill-480x320|format-webp|webpquality-78", "fill-960x640|format-webp|webpquality-72")
CARD_FALLBACK = "fill-480x320|format-jpeg|jpegquality-76"
# What editors see of a picture that is not public yet; a card needs both of its sizes, so that no list shows it.
PREVIEW_SIZE = CARD_SIZES[0]
# The page's picture in messengers and networks (1.91:1); not all of them read WebP.
SHARE_SIZE = "fill-1200x630|format-jpeg|jpegquality-80"
# The whole picture, for the viewer, in the order in which browsers are offered it. Cards have no AVIF: it would save
# 2 KB of 16 at ten times WebP's work (0.3 s of one core), and every list would name it.
WHOLE_AVIF = "max-1600x1600|format-avif|avifquality-55"
WHOLE_SIZE = "max-1600x1600|format-webp|webpquality-80"
WHOLE_FALLBACK = "max-1600x1600|format-jpeg|jpegquality-80"
WHOLE_SIZES = (WHOLE_AVIF, WHOLE_SIZE, WHOLE_FALLBACK)
SIZES = (CARD_FALLBACK, *CARD_SIZES, *WHOLE_SIZES)


def card_sizes(picture: AbstractImage) -> list[dict[str, Any]]:
    """Return the card's sizes as the catalog keeps them; none at all until those of the card are made.

    Each is `{file, width, height}`: first the JPEG, marked `fallback`, then the card's, the smallest first, then the
    one that previews show, marked `shared`.
    """
    cards = [_size(rendition) for rendition in made(picture, *CARD_SIZES)]
    if len(cards) < len(CARD_SIZES):
        return []
    fallback = [{**_size(rendition), "fallback": True} for rendition in made(picture, CARD_FALLBACK)]
    shared = [{**_size(rendition), "shared": True} for rendition in made(picture, SHARE_SIZE)]
    return [*fallback, *cards, *shared]


def made(picture: AbstractImage, *specs: str) -> list[Any]:
    """Return those of the sizes that exist, in order. It takes one query for a picture, none if they are prefetched."""
    prefetch_related_objects([picture], "renditions")
    known = {(each.filter_spec, each.focal_point_key): each for each in picture.renditions.all()}
    wanted = [(spec, Filter(spec).get_cache_key(picture)) for spec in specs]
    return [known[key] for key in wanted if key in known]


def make(picture: AbstractImage, *specs: str) -> bool:
    """Make the sizes that are missing; returns whether there were any.

    They are made one after another: a great picture is unpacked once at a time. None is made of an original that is
    gone or cannot be read: pages are shown without it, the log says so.
    """
    if len(made(picture, *specs)) == len(specs):
        return False
    try:
        for spec in specs:
            picture.get_rendition(spec)
    except OSError:
        logger.warning("picture %s has no readable original", picture.pk)
        return False
    return True


def pictures_of(page: Page) -> QuerySet[AbstractImage]:
    """Return the pictures that the page shows anywhere: in a field, a gallery, a block."""
    model = get_image_model()
    shown = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(model)
    )
    ids = {int(pk) for pk in shown.values_list("to_object_id", flat=True)}
    pictures: QuerySet[AbstractImage] = model.objects.filter(pk__in=ids).prefetch_related("renditions")
    return pictures


def _size(rendition: Any) -> dict[str, Any]:
    return {"file": rendition.file.name, "width": rendition.width, "height": rendition.height}
