"""Pictures in the page: `img` with its sizes, so that nothing jumps and a phone loads what a phone needs."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage

from home.reading import shows_pictures
from search.models import CatalogEntry
from search.pictures import CARD_SIZES, WHOLE_SIZE, renditions

register = template.Library()

# How wide a card's picture stands in the page.
CARD_WIDTH = "(min-width: 72rem) 22rem, (min-width: 40rem) 45vw, 92vw"


@register.simple_tag(takes_context=True)
def card_picture(
    context: Context, entry: CatalogEntry, sizes: str = CARD_WIDTH, loading: str = "lazy"
) -> SafeString:
    """Return the `img` of a catalog entry's picture, "" where it has none; asks the database nothing."""
    return _img(context, entry.pictures, entry.picture_alt, sizes, loading)


@register.simple_tag(takes_context=True)
def thumbnail(context: Context, entry: CatalogEntry) -> SafeString:
    """Return the smallest `img` of a catalog entry's picture, named by the entry's title: it stands alone in a link."""
    return _img(context, entry.pictures[:1], entry.title, "", "lazy")


@register.simple_tag(takes_context=True)
def cropped_picture(
    context: Context, picture: AbstractImage, alt: str = "", sizes: str = CARD_WIDTH, loading: str = "lazy"
) -> SafeString:
    """Return the `img` of a picture in the card's crop, 3:2."""
    return _img(context, _sizes(picture, *CARD_SIZES), alt or picture.default_alt_text, sizes, loading)


@register.simple_tag(takes_context=True)
def whole_picture(
    context: Context, picture: AbstractImage, alt: str = "", loading: str = "lazy"
) -> SafeString:
    """Return the `picture` that stands alone: the whole of it on a wide screen, the card's crop on a phone."""
    made = _sizes(picture, *CARD_SIZES, WHOLE_SIZE)
    crops, whole = made[:-1], made[-1:]
    img = _img(context, whole, alt or picture.default_alt_text, "", loading)
    if not crops or not _are_shown(context):
        return img
    return format_html(
        '<picture><source media="(max-width: 48rem)" srcset="{}" sizes="100vw">{}</picture>',
        ", ".join(map(_candidate, crops)),
        img,
    )


@register.simple_tag(takes_context=True)
def uncropped_picture(
    context: Context, picture: AbstractImage, alt: str = "", loading: str = "lazy"
) -> SafeString:
    """Return the `img` of the whole picture on every screen: a scheme or a poster loses its sense when cropped."""
    return _img(context, _sizes(picture, WHOLE_SIZE), alt, "", loading)


@register.simple_tag
def picture_address(picture: AbstractImage) -> str:
    """Return the address of the whole picture, for the viewer; "" where its file is gone."""
    return _address(picture, WHOLE_SIZE)


def _address(picture: AbstractImage, spec: str) -> str:
    return next((str(size["url"]) for size in _sizes(picture, spec)), "")


def _sizes(picture: AbstractImage, *specs: str) -> list[dict[str, Any]]:
    return [
        {"url": made.url, "width": made.width, "height": made.height} for made in renditions(picture, *specs)
    ]


def _img(context: Context, pictures: list[dict[str, Any]], alt: str, sizes: str, loading: str) -> SafeString:
    """Return an `img`; its first size is the fallback, `sizes` is needed when there is more than one.

    A visitor who switched pictures off reads the description in its place.
    """
    if not pictures:
        return SafeString("")
    if not _are_shown(context):
        return format_html('<span class="described">{}</span>', alt) if alt else SafeString("")
    first = pictures[0]
    choice = (
        format_html(' srcset="{}" sizes="{}"', ", ".join(map(_candidate, pictures)), sizes) if sizes else ""
    )
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}" loading="{}" decoding="async">',
        first["url"],
        choice,
        first["width"],
        first["height"],
        alt,
        loading,
    )


def _are_shown(context: Context) -> bool:
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    return request is None or shows_pictures(request)


def _candidate(size: dict[str, Any]) -> str:
    return f"{size['url']} {size['width']}w"
