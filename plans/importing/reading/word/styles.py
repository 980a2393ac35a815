"""Styles of a Word file: what a paragraph or a run inherits from its style and from those it is based on."""

from collections.abc import Iterator

from lxml.etree import _Element

from plans.importing.reading.word.package import W, integer_of, is_on, value_of

_HEADINGS = ("heading ", "title", "заголовок", "название")
_BODY_LEVEL = 9


class Styles:
    """The styles by their ids."""

    def __init__(self, root: _Element | None) -> None:
        nodes = [] if root is None else root.findall(f"{W}style")
        self._nodes = {node.get(f"{W}styleId") or "": node for node in nodes}
        defaults = [node for node in nodes if node.get(f"{W}default") in ("1", "true")]
        self._defaults = {node.get(f"{W}type") or "": node.get(f"{W}styleId") or "" for node in defaults}

    def of_paragraph(self, paragraph: _Element) -> str:
        """Return the id of a paragraph's style."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return value_of(style, self._defaults.get("paragraph", ""))

    def chain(self, style: str) -> Iterator[_Element]:
        """Yield a style and those it is based on."""
        met: set[str] = set()
        while style in self._nodes and style not in met:
            met.add(style)
            node = self._nodes[style]
            yield node
            style = value_of(node.find(f"{W}basedOn"))

    def numbering(self, style: str) -> tuple[_Element | None, str]:
        """Return the numbering that a style has or inherits, and the id of the style that has it."""
        for node in self.chain(style):
            found = node.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return found, node.get(f"{W}styleId") or ""
        return None, ""

    def is_heading(self, paragraph: _Element) -> bool:
        """Tell a heading by its style or its level in the outline."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return integer_of(own, _BODY_LEVEL) < _BODY_LEVEL
        style = self.of_paragraph(paragraph)
        if style.lower().startswith(("heading", "title")):
            return True
        return any(_is_heading_style(node) for node in self.chain(style))

    def is_contents(self, paragraph: _Element) -> bool:
        """Tell a line of the table of contents, which Word has made from the headings."""
        return any(
            value_of(node.find(f"{W}name")).lower().startswith(("toc ", "оглавление "))
            for node in self.chain(self.of_paragraph(paragraph))
        )

    def is_hidden(self, style: str) -> bool:
        """Tell whether a style hides its text."""
        for node in self.chain(style):
            switch = node.find(f"{W}rPr/{W}vanish")
            if switch is not None:
                return is_on(switch)
        return False


def _is_heading_style(node: _Element) -> bool:
    if value_of(node.find(f"{W}name")).lower().startswith(_HEADINGS):
        return True
    return integer_of(node.find(f"{W}pPr/{W}outlineLvl"), _BODY_LEVEL) < _BODY_LEVEL
