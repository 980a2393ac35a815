"""Pictures in the page: `img` with its sizes, so that nothing jumps and a phone loads what a phone needs.

Only sizes that exist are shown; none is made by looking, except by an editor who previews what is not published yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage

from home.reading import shows_pictures
from search.models import CatalogEntry
from search.pictures import (
    CARD_FALLBACK,
    CARD_SIZES,
    PREVIEW_SIZE,
    WHOLE_FALLBACK,
    WHOLE_SIZE,
    WHOLE_SIZES,
    made,
    make,
)

register = template.Library()

# How wide a card's picture stands in the page.
CARD_WIDTH = "(min-width: 72rem) 22rem, (min-width: 40rem) 45vw, 92vw"
PHONE = "(max-width: 48rem)"
# What a browser must be told before it fetches; everyone reads JPEG.
MEDIA_TYPES = {".avif": "image/avif", ".webp": "image/webp"}

Size = dict[str, Any]  # {url, width, height}


@dataclass(frozen=True)
class Source:
    """Sizes of one format for a browser to choose from; `width` says how wide the picture stands in the page."""

    choices: list[Size]
    width: str = ""
    media: str = ""


@register.simple_tag(takes_context=True)
def card_picture(
    context: Context, entry: CatalogEntry, sizes: str = CARD_WIDTH, loading: str = "lazy"
) -> SafeString:
    """Return the picture of a catalog entry, "" where it has none; asks the database nothing."""
    return _picture(
        context, [Source(entry.pictures, sizes)], entry.fallback_picture, entry.picture_alt, loading
    )


@register.simple_tag(takes_context=True)
def thumbnail(context: Context, entry: CatalogEntry) -> SafeString:
    """Return the smallest picture of a catalog entry, named by the entry's title: it stands alone in a link."""
    return _picture(context, [Source(entry.pictures[:1])], entry.fallback_picture, entry.title, "lazy")


@register.simple_tag(takes_context=True)
def cropped_picture(
    context: Context,
    picture: AbstractImage,
    alt: str | None = None,
    sizes: str = CARD_WIDTH,
    loading: str = "lazy",
) -> SafeString:
    """Return a picture in the card's crop, 3:2; with an empty `alt` it only adorns."""
    crops = Source(_sizes(context, picture, *CARD_SIZES), sizes)
    fallback = next(iter(_sizes(context, picture, CARD_FALLBACK)), None)
    return _picture(context, [crops], fallback, _described(picture, alt), loading)


@register.simple_tag(takes_context=True)
def preview(context: Context, picture: AbstractImage, alt: str = "") -> SafeString:
    """Return the smallest `img` of a picture for editors, "" until it is made."""
    return _picture(context, [Source(_sizes(context, picture, PREVIEW_SIZE))], None, alt, "lazy")


@register.simple_tag(takes_context=True)
def whole_picture(
    context: Context, picture: AbstractImage, alt: str | None = None, loading: str = "lazy"
) -> SafeString:
    """Return the `picture` that stands alone: the whole of it on a wide screen, the card's crop on a phone."""
    crops = Source(_sizes(context, picture, *CARD_SIZES), "100vw", PHONE)
    return _picture(context, [crops, *_whole(context, picture)], None, _described(picture, alt), loading)


@register.simple_tag(takes_context=True)
def uncropped_picture(
    context: Context, picture: AbstractImage, alt: str = "", loading: str = "lazy"
) -> SafeString:
    """Return the whole picture on every screen: a scheme or a poster loses its sense when cropped."""
    return _picture(context, _whole(context, picture), None, alt, loading)


@register.simple_tag(takes_context=True)
def shown_photos(context: Context, photos: Iterable[Any]) -> list[Any]:
    """Return the photographs of a gallery that can be shown: their sizes are made, their files are there."""
    return [photo for photo in photos if picture_address(context, photo.picture)]


@register.simple_tag(takes_context=True)
def picture_address(context: Context, picture: AbstractImage) -> str:
    """Return the address of the whole picture, for the viewer; "" where there is none yet."""
    return next((str(size["url"]) for size in _sizes(context, picture, WHOLE_SIZE, WHOLE_FALLBACK)), "")


def _described(picture: AbstractImage, alt: str | None) -> str:
    return str(picture.default_alt_text) if alt is None else alt


def _whole(context: Context, picture: AbstractImage) -> list[Source]:
    return [Source([size]) for size in _sizes(context, picture, *WHOLE_SIZES)]


def _sizes(context: Context, picture: AbstractImage, *specs: str) -> list[Size]:
    request = _request(context)
    if getattr(request, "is_preview", False):
        make(picture, *specs)
    return [{"url": each.url, "width": each.width, "height": each.height} for each in made(picture, *specs)]


def _picture(
    context: Context, sources: Iterable[Source], fallback: Size | None, alt: str, loading: str
) -> SafeString:
    """Return an `img` of the last source that is not for phones only, in a `picture` of all before it.

    The fallback, for browsers that read JPEG only, is the last one where there is one. A visitor who switched
    pictures off reads the description in its place.
    """
    sources = [source for source in sources if source.choices]
    if not sources:
        return SafeString("")
    if not _are_shown(context):
        return format_html('<span class="described">{}</span>', alt) if alt else SafeString("")
    last = Source([fallback]) if fallback else sources.pop()
    img = format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}" loading="{}" decoding="async">',
        last.choices[0]["url"],
        _choice(last) if last.width else "",
        last.choices[0]["width"],
        last.choices[0]["height"],
        alt,
        loading,
    )
    return format_html("<picture>{}{}</picture>", _offered(sources), img) if sources else img


def _offered(sources: Iterable[Source]) -> SafeString:
    return format_html_join("", "<source{}{}{}>", (_attributes(source) for source in sources))


def _attributes(source: Source) -> tuple[SafeString, SafeString, SafeString]:
    kind = MEDIA_TYPES.get(PurePosixPath(source.choices[0]["url"]).suffix)
    return (
        format_html(' media="{}"', source.media) if source.media else SafeString(""),
        format_html(' type="{}"', kind) if kind else SafeString(""),
        _choice(source),
    )


def _choice(source: Source) -> SafeString:
    if not source.width:
        return format_html(' srcset="{}"', source.choices[0]["url"])
    return format_html(' srcset="{}" sizes="{}"', ", ".join(map(_candidate, source.choices)), source.width)


def _candidate(size: Size) -> str:
    return f"{size['url']} {size['width']}w"


def _are_shown(context: Context) -> bool:
    request = _request(context)
    return request is None or shows_pictures(request)


def _request(context: Context) -> HttpRequest | None:
    return getattr(context, "request", None) or context.get("request")
