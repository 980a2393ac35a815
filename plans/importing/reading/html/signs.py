"""What an HTML element says about itself: left out, hidden, a block, a number of Word's, a mark of a note."""

import re

from lxml.etree import _Element

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "html", "legend", "li", "main", "menu", "p", "pre", "section", "summary", "title",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_OUT = {
    "applet", "aside", "audio", "base", "button", "canvas", "col", "colgroup", "datalist", "del", "embed", "footer",
    "frame", "frameset", "head", "iframe", "img", "input", "link", "map", "meta", "nav", "noframes", "noscript",
    "object", "param", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "video", "xml",
}  # fmt: skip
_OUT_ROLES = {"banner", "complementary", "contentinfo", "navigation", "search"}
_OUT_STYLE = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|mso-element:(?:header|footer|comment|field-code)"
)
_OUT_CLASS = re.compile(r"\bmsotoc|\bmsocomment|\bmsoheader|\bmsofooter")
_NOTE_LINK = re.compile(r"#(?:_?(?:ftn|edn)(?:ref)?\d+|sd(?:foot|end)note\d+(?:anc|sym))\Z")
_NOTE_PLACE = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+\Z")
_WORD_NUMBER = re.compile(r"\(?[\w.]*\d[\w.]*[.)]?|\(?[^\W\d_]{1,5}[.)]")


def style_of(node: _Element) -> str:
    """Return the style attribute without spaces, in small letters."""
    return re.sub(r"\s+", "", node.get("style") or "").lower()


def is_out(node: _Element) -> bool:
    """Tell what a reader of the page does not see, or sees on every page of the site."""
    if node.tag in _OUT or node.get("hidden") is not None:
        return True
    if (node.get("role") or "").lower() in _OUT_ROLES or _OUT_STYLE.search(style_of(node)):
        return True
    if node.tag == "div" and node.get("title") in ("header", "footer"):  # LibreOffice's page header
        return True
    return bool(_OUT_CLASS.search((node.get("class") or "").lower())) or _is_note_mark(node)


def _is_note_mark(node: _Element) -> bool:
    return node.tag == "a" and bool(_NOTE_LINK.search(node.get("href") or ""))


def is_note(node: _Element) -> bool:
    """Tell the block with the text of one footnote."""
    return node.tag == "div" and bool(
        _NOTE_PLACE.match(node.get("id") or "") or "mso-element:footnote" in style_of(node).split(";")
    )


def word_label(node: _Element) -> str | None:
    """Return the number that Word has written before a list's paragraph, "-" for its bullets, None for no such."""
    if "mso-list:ignore" not in style_of(node):
        return None
    text = " ".join("".join(node.itertext()).split())
    return f"{text} " if _WORD_NUMBER.fullmatch(text) else "- "


def number_attribute(node: _Element, name: str, default: int) -> int:
    """Return a whole number from an attribute, the default for anything else."""
    value = (node.get(name) or "").strip()
    return int(value) if re.fullmatch(r"-?\d{1,9}", value, re.ASCII) else default
