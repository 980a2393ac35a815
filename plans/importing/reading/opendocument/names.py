"""Names of OpenDocument's elements and attributes."""

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW = (
    f"{{{_SPACE}{name}:1.0}}" for name in ("office", "text", "table", "style", "drawing")
)
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def number(value: str | None, default: int, most: int = 10_000) -> int:
    """Return a count from an attribute, not more than is sane."""
    return min(int(value), most) if value and value.isdecimal() and len(value) < 10 else default
