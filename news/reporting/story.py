"""What happened, as plain text in a form and as paragraphs in a page."""

import uuid
from typing import Any

from bs4 import BeautifulSoup
from django.utils.html import escape

PARAGRAPH = "paragraph"
# What a plain text can hold of a paragraph's markup.
PLAIN = {"p", "br"}


def blocks_of(text: str) -> dict[str, Any]:
    """Return the members of a content object that hold a text: empty lines part paragraphs, all in one block."""
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    if not paragraphs:
        return {"blocks": {}, "blocks_layout": {"items": []}}
    html = "".join(f"<p>{escape(part).replace(chr(10), '<br/>')}</p>" for part in paragraphs)
    key = str(uuid.uuid4())
    return {"blocks": {key: {"@type": PARAGRAPH, "value": html}}, "blocks_layout": {"items": [key]}}


def text_of(body: Any) -> str | None:
    """Return a page's text as plain text; None where it holds more than that: headings, links, quotes."""
    parts: list[str] = []
    for block in body:
        if block.block_type != PARAGRAPH:
            return None
        tree = BeautifulSoup(block.value.source, "html.parser")
        if {tag.name for tag in tree.find_all(True)} - PLAIN:
            return None
        for line in tree.find_all("br"):
            line.replace_with("\n")
        parts += [paragraph.get_text() for paragraph in tree.find_all("p")]
    return "\n\n".join(parts)
