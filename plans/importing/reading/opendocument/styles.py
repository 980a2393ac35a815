"""Styles of an OpenDocument text: what hides its words, what is a heading."""

from collections.abc import Iterator

from lxml.etree import _Element

from plans.importing.reading.opendocument.names import STYLE, TEXT

_HEADINGS = ("Heading", "Title", "Заголовок")


class OdtStyles:
    """The styles of both parts, by their families and names."""

    def __init__(self, roots: list[_Element]) -> None:
        self._nodes = {
            (node.get(f"{STYLE}family"), node.get(f"{STYLE}name")): node
            for root in roots
            for node in root.iter(f"{STYLE}style")
        }

    def is_hidden(self, node: _Element, family: str) -> bool:
        """Tell whether the style of a paragraph or span hides its text."""
        for style in self._chain(node, family):
            properties = style.find(f"{STYLE}text-properties")
            display = None if properties is None else properties.get(f"{TEXT}display")
            if display is not None:
                return bool(display == "none")
        return False

    def is_heading(self, paragraph: _Element) -> bool:
        if paragraph.tag == f"{TEXT}h":
            return True
        names = [paragraph.get(f"{TEXT}style-name") or ""]
        parents = self._chain(paragraph, "paragraph")
        names += [style.get(f"{STYLE}parent-style-name") or "" for style in parents]
        return any(name.startswith(_HEADINGS) for name in names)

    def _chain(self, node: _Element, family: str) -> Iterator[_Element]:
        name = node.get(f"{TEXT}style-name")
        met: set[str | None] = set()
        while (family, name) in self._nodes and name not in met:
            met.add(name)
            style = self._nodes[family, name]
            yield style
            name = style.get(f"{STYLE}parent-style-name")
