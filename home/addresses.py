"""Addresses of pages: transliterated ASCII that survives messengers and print."""

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

LONGEST_SLUG = 60


def slug_for(title: str, fallback: str = "stranica") -> str:
    """Return a slug of whole words, at most LONGEST_SLUG characters, for a title in any script."""
    slug = slugify(string_to_ascii(title))
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return slug or fallback
