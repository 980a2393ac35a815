"""Plain texts of the records as rich text and as the blocks of streams."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import escape
from wagtail.models import Page

from demo.records import Clause, PageSection, Signature
from home.models import Picture

Block = tuple[str, Any]


def paragraph(text: str) -> Block:
    """Return a block of one paragraph."""
    return "paragraph", f"<p>{escape(text)}</p>"


def paragraphs(texts: Iterable[str]) -> list[Block]:
    """Return one block for several paragraphs, none where there are none."""
    html = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return [("paragraph", html)] if html else []


def picture(image: Picture, alt: str, caption: str) -> Block:
    """Return a block of one picture."""
    image.contextual_alt_text, image.decorative = alt, False
    return "picture", {"image": image, "caption": caption[:250]}


def bullets(texts: Iterable[str]) -> str:
    """Return a list in rich text, "" for an empty one."""
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def link(page: Page, text: str) -> str:
    """Return a link to a page of the site, in rich text."""
    return f'<a linktype="page" id="{page.pk}">{escape(text)}</a>'


def section(record: PageSection) -> list[Block]:
    """Return the blocks of a section of a standard page."""
    heading: list[Block] = [("heading", record.heading)] if record.heading else []
    html = "".join(f"<p>{escape(text)}</p>" for text in record.paragraphs) + bullets(record.bullets)
    return [*heading, ("paragraph", html)] if html else heading


def clause(record: Clause) -> Block:
    """Return a numbered clause; its list and its sub-clauses become the block's lines."""
    return "clause", {
        "number": f"{record.number}.",
        "text": escape(record.text),
        "subclauses": list(_lines(record)),
    }


def signature(record: Signature) -> Block:
    """Return who signed."""
    return "signature", {"role": "signed", "position": record.post, "name": record.name}


def _lines(record: Clause) -> Iterator[dict[str, str]]:
    for text in record.bullets:
        yield {"number": "–", "text": escape(text)}
    for below in record.clauses:
        yield {"number": f"{below.number}.", "text": escape(below.text)}
        yield from _lines(below)
