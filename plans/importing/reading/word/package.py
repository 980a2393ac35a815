"""The parts of a Word file: a zip archive of XML, found by their relations to each other."""

import posixpath

from django.utils.translation.trans_null import gettext_noop as _
from lxml.etree import _Element

from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.xml import parsed_xml
from plans.importing.reading.zip_limits import opened_archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument", b"http://schemas.openxmlformats.org/officeDocument/2006"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
)


class WordFile:
    """The archive of one Word file."""

    def __init__(self, data: bytes) -> None:
        self._archive = opened_archive(data)
        self._names = {name.casefold(): name for name in self._archive.namelist()}
        main = self._target("", "officeDocument") or "word/document.xml"
        self._main = main
        document = self._part(main)
        body = document.find(f"{W}body") if document is not None else None
        if body is None:
            raise UnreadableDocument(_("Файл повреждён: в нём нет текста документа."))
        self.body: _Element = body

    def related(self, kind: str) -> _Element | None:
        """Return the root of a part that the text needs: «styles», «numbering», «footnotes»."""
        name = self._target(self._main, kind)
        return self._part(name) if name else None

    def _target(self, source: str, kind: str) -> str:
        folder, name = posixpath.split(source)
        relations = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if relations is None else relations.iter(_RELATION):
            is_inside = relation.get("TargetMode") != "External"
            if is_inside and relation.get("Type", "").endswith(f"/{kind}"):
                target = relation.get("Target", "")
                return target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        return ""

    def _part(self, name: str) -> _Element | None:
        stored = self._names.get(posixpath.normpath(name).casefold())
        if stored is None:
            return None
        data = self._archive.read(stored)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return parsed_xml(data)


def value_of(node: _Element | None, default: str = "") -> str:
    """Return a property's value, the default where it or its value is missing."""
    return default if node is None else node.get(f"{W}val") or default


def integer_of(node: _Element | None, default: int) -> int:
    """Return a property's number, the default where there is none."""
    value = value_of(node)
    return int(value) if value.isdecimal() and len(value) < 10 else default


def is_on(node: _Element | None) -> bool:
    """Tell whether a switch is there and not switched off."""
    return node is not None and node.get(f"{W}val", "true") not in ("0", "false", "off", "none")
