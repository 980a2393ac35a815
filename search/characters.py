"""What feeds, calendars and JSON can hold: any text, without the characters that their formats forbid."""

import re

# XML 1.0, section 2.2: no control characters but tab and line ends, no halves of surrogate pairs, no U+FFFE and U+FFFF.
# RFC 5545 forbids the control characters too, RFC 8259 the lone halves; U+007F to U+009F are no text anywhere.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def writable(text: str) -> str:
    """Return the text without what no format can hold; line ends become `\\n`."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
