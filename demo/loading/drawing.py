"""Draws a picture in all the sizes of the site. Runs in processes of its own, so it knows nothing of Django."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from demo.pictures import draw

QUALITY = 86
# WebP's second of six efforts: half the time of the usual fourth, files 6 % larger; AVIF's quick eighth of ten speeds.
HASTE: dict[str, dict[str, int]] = {"webp": {"method": 2}, "avif": {"speed": 8}, "jpeg": {}}
# The sizes that can be made here; Wagtail itself makes those that are written differently.
SIZE = re.compile(r"(fill|max)-(\d+)x(\d+)\|format-(webp|avif|jpeg)\|(?:webp|avif|jpeg)quality-(\d+)")


@dataclass(frozen=True)
class Drawn:
    """An image file, its size in pixels, and how its name ends."""

    file: bytes
    width: int
    height: int
    ending: str


@dataclass(frozen=True)
class Drawing:
    """A picture as a JPEG, and the files of its sizes by Wagtail's filter spec."""

    original: Drawn
    sizes: dict[str, Drawn]


def drawing(motif: str, seed: int, specs: Iterable[str]) -> Drawing:
    """Return the picture of `motif` with its sizes; raises KeyError for an unknown motif."""
    image = draw(motif, seed)
    sizes = {spec: _sized(image, *found.groups()) for spec in specs if (found := SIZE.fullmatch(spec))}
    return Drawing(_encoded(image, "jpeg", QUALITY), sizes)


def _sized(image: Image.Image, how: str, width: str, height: str, form: str, quality: str) -> Drawn:
    """Return the image as Wagtail's `fill` and `max` make it: never larger than it is."""
    box = min(int(width), image.width), min(int(height), image.height)
    fit = ImageOps.fit if how == "fill" else ImageOps.contain
    sized = image if box == image.size else fit(image, box, Image.Resampling.LANCZOS)
    return _encoded(sized, form, int(quality))


def _encoded(image: Image.Image, form: str, quality: int) -> Drawn:
    file = BytesIO()
    image.save(file, form, quality=quality, **HASTE[form])
    return Drawn(file.getvalue(), *image.size, ending="jpg" if form == "jpeg" else form)
