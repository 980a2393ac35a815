"""The sizes in which pictures are shown; every one is made when a page is published, none by a visitor's GET."""

from typing import Any

from wagtail.images.models import AbstractImage, Filter

# A card's crop (3:2) for small and for dense screens.
CARD_SIZES = ("fill-480x320|format-webp|webpquality-78", "fill-960x640|format-webp|webpquality-72")
# The whole picture, for the viewer.
WHOLE_SIZE = "max-1600x1600|format-webp|webpquality-80"


def card_sizes(picture: AbstractImage) -> list[dict[str, Any]]:
    """Return `{file, width, height}` of the card's sizes, the smallest first; missing ones are made."""
    return [_size(rendition) for rendition in renditions(picture, *CARD_SIZES)]


def renditions(picture: AbstractImage, *specs: str) -> list[Any]:
    """Return the picture's renditions of these sizes, in order; missing ones are made."""
    made = picture.get_renditions(*specs)
    return [made[Filter(spec).spec] for spec in specs]


def _size(rendition: Any) -> dict[str, Any]:
    return {"file": rendition.file.name, "width": rendition.width, "height": rendition.height}
