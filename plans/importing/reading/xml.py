"""XML of strangers: without document types, entities and the network, and not deeper than a document is."""

from django.utils.translation.trans_null import gettext_noop as _
from lxml import etree

from plans.importing.reading.errors import UnreadableDocument

MAX_DEPTH = 200


def parsed_xml(data: bytes) -> etree._Element:
    """Return the root of an XML part; raise `UnreadableDocument` for one that declares a document type."""
    if b"<!DOCTYPE" in data:
        _refuse()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        _refuse()
    return root


def _refuse() -> None:
    """Word and LibreOffice write no document type, and entities are only declared in one."""
    raise UnreadableDocument(_("В документе есть недопустимые объявления: открывать его небезопасно."))
