"""A plan's new edition goes into its page: items that were there stay the same items, whatever their section."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from plans.importing.saving.pages import ITEM_FIELDS
from plans.importing.updating.changes import FieldChange, ItemChange
from plans.importing.updating.merging import UNKNOWN, merged
from plans.importing.updating.pairing import Entry, pairs
from plans.importing.updating.values import comparable, label, words
from plans.models import PlanItem, PlanPage, PlanSection
from plans.models.marks import is_marked_withdrawn, mark_withdrawn, without_mark
from plans.models.rows import reported_items
from search.text import name_key, one_line

Content = dict[str, Any] | None


@dataclass
class PlanMerge:
    """What has become of the items; the lists are those of `Changes`."""

    plan: str
    moved: list[ItemChange] = field(default_factory=list)
    changed: list[ItemChange] = field(default_factory=list)
    renumbered: list[ItemChange] = field(default_factory=list)
    added: list[ItemChange] = field(default_factory=list)
    vanished: list[ItemChange] = field(default_factory=list)
    kept: list[ItemChange] = field(default_factory=list)
    fields: list[FieldChange] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    withdrawn: list[uuid.UUID] = field(default_factory=list)

    def change_of(self, item: PlanItem, fields: Iterable[FieldChange] = ()) -> ItemChange:
        """Return the entry of an item."""
        return ItemChange(self.plan, item.number, one_line(item.title), tuple(fields))

    def note(self, item: PlanItem, changes: dict[str, FieldChange]) -> None:
        """Put an item that was there before into the list it belongs to."""
        if changes:
            found = self.moved if "deadline" in changes else self.changed
            target = self.renumbered if set(changes) == {"number"} else found
            target.append(self.change_of(item, changes.values()))


@dataclass(eq=False)
class _Held:
    """An item in its section. One that an editor has deleted since the last import is gone: it does not come back."""

    item: PlanItem
    section: PlanSection
    is_gone: bool = False


def merge_plan(page: PlanPage, base: Content, new: PlanPage) -> PlanMerge:
    """Change the page's sections and items in memory to those of the new edition; tell what that changes.

    The page is its latest draft, `base` what the last import gave, `new` the unsaved page of the new edition.
    """
    merge = PlanMerge(plan=page.title)
    old, fresh = _held(page), _held(new)
    old += _deleted_by_hand(old, base)
    partners = {
        id(fresh[index].item): old[other] for index, other in pairs(_entries(old), _entries(fresh)).items()
    }
    sections = _sections(page, base, new, partners, merge)
    paired = {id(partner.item) for partner in partners.values()}
    _keep_the_rest([held for held in old if id(held.item) not in paired], old, base, sections, merge)
    _note_dropped(page, sections, merge)
    _note_order(old, sections, merge)
    _arrange(page, sections)
    return merge


def _held(page: PlanPage) -> list[_Held]:
    return [
        _Held(item, section)
        for section in page.sections.get_object_list()
        for item in section.items.get_object_list()
    ]


def _base_items(base: Content) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return by uid what the last import said of each item, with the title of its section."""
    sections = base["sections"] if base else []
    return {item["uid"]: (section["title"], item) for section in sections for item in section["items"]}


def _deleted_by_hand(old: list[_Held], base: Content) -> list[_Held]:
    known = {str(held.item.uid) for held in old}
    return [
        _Held(PlanItem(**{name: item[name] for name in ITEM_FIELDS}), PlanSection(title=title), is_gone=True)
        for uid, (title, item) in _base_items(base).items()
        if uid not in known
    ]


def _entries(held: list[_Held]) -> list[Entry]:
    """Return what pairing looks at; a sub-item's place is below its item."""
    entries, parent = [], ""
    for each in held:
        item = each.item
        above = f"{each.section.title} {parent if item.is_subitem else ''}"
        entries.append(Entry.of(item.title, item.number, above, item.deadline))
        parent = parent if item.is_subitem else str(item)
    return entries


# A section of the page with the items that it will hold.
_Filled = tuple[PlanSection, list[PlanItem]]


def _sections(
    page: PlanPage, base: Content, new: PlanPage, partners: dict[int, _Held], merge: PlanMerge
) -> list[_Filled]:
    """Return the sections of the new edition, each on the old row that it goes on with, and their items."""
    free = list(page.sections.get_object_list())
    said = _base_items(base)
    result: list[_Filled] = []
    for fresh in new.sections.get_object_list():
        items = fresh.items.get_object_list()
        section = _successor(fresh, items, free, partners)
        if section is None:
            section = PlanSection(title=fresh.title)
            merge.fields.append(FieldChange(label(section, "title"), "", fresh.title))
        else:
            free.remove(section)
            _retitle(section, fresh.title, base, merge)
        held = [_merged_item(item, partners.get(id(item)), section, said, merge) for item in items]
        result.append((section, [item for item in held if item]))
    return result


def _successor(
    fresh: PlanSection, items: list[PlanItem], free: list[PlanSection], partners: dict[int, _Held]
) -> PlanSection | None:
    """Return the old section of the same title, else the one that most of the items come from."""
    for section in free:
        if name_key(section.title) == name_key(fresh.title):
            return section
    origins = Counter(id(partners[id(item)].section) for item in items if id(item) in partners)
    return max(
        (section for section in free if id(section) in origins),
        key=lambda section: origins[id(section)],
        default=None,
    )


def _retitle(section: PlanSection, title: str, base: Content, merge: PlanMerge) -> None:
    """Take the title of the new edition, unless the last one had it too and an editor wrote another."""
    said = {comparable(each["title"]) for each in base["sections"]} if base else set()
    if comparable(title) not in said | {comparable(section.title)}:
        merge.fields.append(FieldChange(label(section, "title"), section.title, title))
        if base and comparable(section.title) not in said:
            merge.overwritten.append(section.title)
        section.title = title


def _merged_item(
    fresh: PlanItem,
    partner: _Held | None,
    section: PlanSection,
    said: dict[str, tuple[str, dict[str, Any]]],
    merge: PlanMerge,
) -> PlanItem | None:
    """Return the item as it will be: a new one, or the old one with what the new edition says; None stays deleted."""
    if partner is None:
        merge.added.append(merge.change_of(fresh))
        return fresh
    if partner.is_gone:
        return None
    _title, base = said.get(str(partner.item.uid), ("", {}))
    changes = _merge_fields(partner.item, base, fresh, merge)
    if partner.section is not section:
        changes["section"] = FieldChange(_("раздел"), partner.section.title, section.title)
    merge.note(partner.item, changes)
    return partner.item


def _merge_fields(
    item: PlanItem, base: dict[str, Any], fresh: PlanItem, merge: PlanMerge
) -> dict[str, FieldChange]:
    """Give the item what the new edition says; returns by field what that changes."""
    changes: dict[str, FieldChange] = {}
    for name in ITEM_FIELDS:
        before = getattr(item, name)
        current, said = before, base.get(name, UNKNOWN)
        if name == "notes":
            current, said = without_mark(before), said if said is UNKNOWN else without_mark(said)
        value, is_overwritten = merged(current, said, getattr(fresh, name))
        if is_overwritten:
            merge.overwritten.append(f"{item}: {label(item, name)}")
        if comparable(value) != comparable(before):
            changes[name] = FieldChange(
                label(item, name), words(item, name, before), words(item, name, value)
            )
            setattr(item, name, value)
    return changes


def _keep_the_rest(
    rest: list[_Held], old: list[_Held], base: Content, sections: list[_Filled], merge: PlanMerge
) -> None:
    """Keep what editors have added and what reports answer; all else that the new edition lacks is taken off."""
    rest = [held for held in rest if not held.is_gone]
    reported = reported_items([held.item.pk for held in rest if held.item.pk])
    for held in rest:
        item = held.item
        is_by_hand = base is not None and str(item.uid) not in _base_items(base)
        if not is_by_hand and item.pk not in reported:
            merge.vanished.append(merge.change_of(item))
            merge.withdrawn.append(item.uid)
            continue
        if not is_by_hand and not is_marked_withdrawn(item):
            mark_withdrawn(item)
            merge.kept.append(merge.change_of(item))
        _put_back(held, old, sections)


def _put_back(held: _Held, old: list[_Held], sections: list[_Filled]) -> None:
    """Put an item behind the one that it stood behind, in its section; a section that is gone stays for it."""
    items = next((items for section, items in sections if section is held.section), None)
    if items is None:
        items = []
        sections.append((held.section, items))
    before = [each.item for each in old[: old.index(held)] if each.section is held.section]
    places = [place for place, item in enumerate(items) if any(item is each for each in before[-1:])]
    items.insert(places[0] + 1 if places else len(items) if before else 0, held.item)


def _note_dropped(page: PlanPage, sections: list[_Filled], merge: PlanMerge) -> None:
    for section in page.sections.get_object_list():
        if not any(section is each for each, _items in sections):
            merge.fields.append(FieldChange(label(section, "title"), section.title, ""))


def _note_order(old: list[_Held], sections: list[_Filled], merge: PlanMerge) -> None:
    """Say if what stays in its section stands in another order there."""
    homes = {id(item): id(section) for section, items in sections for item in items}
    before = [id(held.item) for held in old if homes.get(id(held.item)) == id(held.section)]
    stayed = set(before)
    after = [id(item) for _section, items in sections for item in items if id(item) in stayed]
    if before != after:
        merge.fields.append(FieldChange(_("порядок пунктов"), "", ""))


def _arrange(page: PlanPage, sections: list[_Filled]) -> None:
    for place, (section, items) in enumerate(sections):
        for order, item in enumerate(items):
            item.sort_order = order
        section.items = items
        section.sort_order = place
    page.sections = [section for section, _items in sections]
