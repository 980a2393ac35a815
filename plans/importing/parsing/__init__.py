"""The second step of the importer: paragraphs and tables become the parts of an official document."""

from plans.importing.elements import Element, placed
from plans.importing.parsed import ParsedDocument
from plans.importing.parsing.document import DocumentParser

__all__ = ["parse_document"]


def parse_document(elements: list[Element], name: str = "") -> ParsedDocument:
    """Return what a document says; what it does not say stays empty, every doubt is a warning."""
    return DocumentParser(placed(elements), name).parse()
