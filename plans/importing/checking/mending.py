"""Corrections of a parsed document, each a new document: an editor's, made while the source stands beside it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from plans.deadlines import Deadline, parse_deadline
from plans.importing.elements import Place
from plans.importing.parsed import Clause, Item, ParsedDocument, ParseWarning, Plan, Section
from plans.importing.parsing.clause_deadlines import doubt_deadlines, with_deadlines
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.event import with_event
from plans.importing.parsing.plan_items import deadline_doubt
from search.hashtags import extract_hashtags

Node = Plan | Section | Item | Clause
_PATH = re.compile(
    r"(?:plans|sections|items|clauses|parts)\.\d{1,4}(?:\.(?:sections|items|clauses)\.\d{1,4})*\Z"
)


_BLANK = Item("", "")


class NoSuchNode(LookupError):
    """A path that leads to nothing in the document."""


def node_at(document: ParsedDocument, path: str) -> Node:
    """Return the part at a path such as `plans.0.sections.1.items.3`; raises NoSuchNode."""
    node: Any = document
    for name, index in _steps(path):
        children = getattr(node, name, ())
        if index >= len(children):
            raise NoSuchNode(path)
        node = children[index]
    if not isinstance(node, Node):
        raise NoSuchNode(path)
    return node


def fingerprint(node: Node) -> str:
    """Return a mark by which a part is known again: rows move, and a page shown before may mean another one."""
    words = (
        getattr(node, "number", ""),
        getattr(node, "title", ""),
        getattr(node, "text", ""),
        str(node.origin),
    )
    return sha256("\0".join(words).encode()).hexdigest()[:16]


def with_node(document: ParsedDocument, path: str, node: Node) -> ParsedDocument:
    """Return the document with another node at the path."""
    return _changed(document, _steps(path), lambda _old: (node,))


def item_at(document: ParsedDocument, path: str) -> Item:
    """Return the item of a plan at the path; raises NoSuchNode for anything else."""
    node = node_at(document, path)
    if not isinstance(node, Item):
        raise NoSuchNode(path)
    return node


def with_blank_item(document: ParsedDocument, path: str) -> tuple[ParsedDocument, str]:
    """Return the document with an empty item for what the importer has missed, and the item's path.

    It stands behind the item at the path, at the end of the section, or in a new section of the plan.
    """
    node, blank = node_at(document, path), Item("", "")
    if isinstance(node, Item):
        before, _dot, index = path.rpartition(".")
        return _changed(document, _steps(path), lambda item: (item, blank)), f"{before}.{int(index) + 1}"
    if isinstance(node, Section):
        longer: Node = replace(node, items=(*node.items, blank))
        return with_node(document, path, longer), f"{path}.items.{len(node.items)}"
    if isinstance(node, Plan):
        longer = replace(node, sections=(*node.sections, Section("", "", (blank,))))
        return with_node(document, path, longer), f"{path}.sections.{len(node.sections)}.items.0"
    raise NoSuchNode(path)


def with_item_left_out(document: ParsedDocument, path: str, *, is_left_out: bool) -> ParsedDocument:
    """Return the document with the item left out, or taken back."""
    return with_node(document, path, replace(item_at(document, path), is_left_out=is_left_out))


def with_item_as_read(document: ParsedDocument, path: str, first: ParsedDocument) -> ParsedDocument:
    """Return the document with the item as it was read at first, its doubts too."""
    item = item_at(document, path)
    read = next((each for each in _all_items(first) if item.origin and each.origin == item.origin), item)
    document = without_doubts_at(with_node(document, path, read), item.origin)
    return replace(document, warnings=(*document.warnings, *doubts_at(first, item.origin)))


def with_item_changed(document: ParsedDocument, path: str, **texts: str) -> ParsedDocument:
    """Return the document with an item's texts as given: what they mean is understood anew, doubts about it too.

    `texts` are number, title, deadline, responsible (a party a line), place, participants, expected_results.
    """
    item = item_at(document, path)
    mended = _item_with(item, texts, context_year_at(document, path))
    document = _with_hashtags_of(with_node(document, path, mended), item, mended)
    return _with_doubts_of(document, item, mended)


def context_year_at(document: ParsedDocument, path: str) -> str | None:
    """Return the year by which deadlines at the path are understood."""
    plan = node_at(document, ".".join(path.split(".")[:2]))
    own = plan.context_year if isinstance(plan, Plan) else None
    return own or document.school_year


def with_year(plan: Plan, year: str | None, school_year: str | None) -> Plan:
    """Return the plan with its deadlines understood by another year."""
    sections = tuple(
        replace(section, items=tuple(_in_year(item, year or school_year) for item in section.items))
        for section in plan.sections
    )
    return replace(plan, context_year=year, sections=sections)


def doubts_at(document: ParsedDocument, origin: Place | None) -> list[ParseWarning]:
    """Return the doubts about anything in one row or paragraph."""
    return [warning for warning in document.warnings if _is_in(warning.place, origin)]


def without_doubts_at(document: ParsedDocument, origin: Place | None) -> ParsedDocument:
    """Return the document without the doubts about one row or paragraph: somebody has looked."""
    left = tuple(warning for warning in document.warnings if not _is_in(warning.place, origin))
    return replace(document, warnings=left)


def without_doubt(document: ParsedDocument, code: str, where: str) -> ParsedDocument:
    """Return the document without one doubt."""
    left = (warning for warning in document.warnings if (warning.code, warning.where) != (code, where))
    return replace(document, warnings=tuple(left))


def understood_anew(document: ParsedDocument, before: ParsedDocument) -> ParsedDocument:
    """Return the document with the deadlines of its clauses and its event as its words tell them now.

    A doubt that was settled stays so; `before` is the document as it was before the correction.
    """
    document = with_event(with_deadlines(document))
    known, now = _doubts_about_deadlines(before), _doubts_about_deadlines(document)
    kept = (warning for warning in document.warnings if warning in now or warning not in known)
    new = (warning for warning in now if warning not in known)
    return replace(document, warnings=(*kept, *new))


def confirmed(document: ParsedDocument) -> ParsedDocument:
    """Return the document without the items that were left out or that nobody has filled in, and without their tags."""
    kept = {tag for item in _all_items(document) if not item.is_left_out for tag in item.hashtags}
    gone = {tag for item in _all_items(document) if item.is_left_out for tag in item.hashtags} - kept
    plans = (
        replace(
            plan, sections=tuple(replace(section, items=_kept(section.items)) for section in plan.sections)
        )
        for plan in document.plans
    )
    hashtags = tuple(tag for tag in document.hashtags if tag not in gone)
    return replace(document, plans=tuple(plans), hashtags=hashtags)


def _doubts_about_deadlines(document: ParsedDocument) -> tuple[ParseWarning, ...]:
    doubts = Doubts()
    doubt_deadlines(document, doubts)
    return doubts.warnings


def _kept(items: tuple[Item, ...]) -> tuple[Item, ...]:
    wanted = (item for item in items if not item.is_left_out and item != replace(_BLANK, origin=item.origin))
    return tuple(replace(item, items=_kept(item.items)) for item in wanted)


def _all_items(document: ParsedDocument) -> Iterator[Item]:
    for plan in document.plans:
        for section in plan.sections:
            for item in section.items:
                yield from (item, *item.items)


def _steps(path: str) -> list[tuple[str, int]]:
    if not _PATH.match(path):
        raise NoSuchNode(path)
    parts = path.split(".")
    return list(zip(parts[::2], map(int, parts[1::2]), strict=True))


def _changed(node: Any, steps: list[tuple[str, int]], change: Callable[[Any], tuple[Any, ...]]) -> Any:
    """Return the node with the child at the end of the steps replaced by what the change makes of it."""
    (name, index), *rest = steps
    children = getattr(node, name, ())
    if index >= len(children):
        raise NoSuchNode(name)
    child = children[index]
    changed = (_changed(child, rest, change),) if rest else change(child)
    return replace(node, **{name: (*children[:index], *changed, *children[index + 1 :])})


def _item_with(item: Item, texts: dict[str, str], year: str | None) -> Item:
    deadline, parties = texts["deadline"].strip(), texts["responsible"].splitlines()
    return replace(
        item,
        number=texts["number"].strip(),
        title=texts["title"].strip(),
        deadline=_understood(deadline, item.deadline, year),
        responsible=tuple(party.strip() for party in parties if party.strip()),
        responsible_text=texts["responsible"].strip(),
        place=texts["place"].strip(),
        participants=texts["participants"].strip(),
        expected_results=texts["expected_results"].strip(),
        hashtags=tuple(
            extract_hashtags("\n".join([*texts.values(), *(text for _header, text in item.extra)]))
        ),
    )


def _understood(text: str, before: Deadline | None, year: str | None) -> Deadline | None:
    """Return what a deadline means; one that nobody has touched means what it meant, its month may be the plan's."""
    if before and before.text == text:
        return before
    return parse_deadline(text, year) if text else None


def _with_hashtags_of(document: ParsedDocument, old: Item, new: Item) -> ParsedDocument:
    """Return the document with the tags of a changed item in place of those it had."""
    others = {tag for item in _all_items(document) if item != new for tag in item.hashtags}
    gone = set(old.hashtags) - set(new.hashtags) - others
    kept = [tag for tag in document.hashtags if tag not in gone]
    return replace(document, hashtags=tuple(dict.fromkeys([*kept, *new.hashtags])))


def _with_doubts_of(document: ParsedDocument, old: Item, new: Item) -> ParsedDocument:
    """Forget the doubts about the item as it was; its new deadline may be doubtful again."""
    document = without_doubts_at(document, old.origin)
    doubt = deadline_doubt(new.deadline, is_group=bool(new.items))
    if doubt is None or doubt[0] == "no_deadline":  # an editor who leaves a deadline empty means it
        return document
    doubts = Doubts()
    doubts.add(*doubt, f"{new.number} {new.title}".strip(), new.origin)
    return replace(document, warnings=document.warnings + doubts.warnings)


def _in_year(item: Item, year: str | None) -> Item:
    deadline = parse_deadline(item.deadline.text, year) if item.deadline else None
    if deadline and deadline.kind is None:  # a bare day: its month is the plan's
        deadline = item.deadline
    return replace(item, deadline=deadline, items=tuple(_in_year(each, year) for each in item.items))


def _is_in(place: Place | None, origin: Place | None) -> bool:
    return place is not None and origin is not None and replace(place, column=0) == replace(origin, column=0)
