"""A new edition goes into the pages that the document has: each page's own fields, hashtags and text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from plans.importing.saving.pages import PAGE_FIELDS, Draft
from plans.importing.updating.changes import Changes, FieldChange, PageChange
from plans.importing.updating.history import imported_content, withdrawn_items
from plans.importing.updating.merging import UNKNOWN, merged, merged_blocks, merged_hashtags
from plans.importing.updating.pairing import Entry, pairs
from plans.importing.updating.plan_merging import Content, PlanMerge, merge_plan
from plans.importing.updating.values import (
    as_stream,
    comparable,
    differing_lines,
    is_stream,
    label,
    raw_blocks,
    words,
)
from plans.models import PlanPage
from search.models import Hashtag

APPENDIX = re.compile(r"приложени[ея]\s*(?:№\s*)?(\d+)", re.IGNORECASE)


@dataclass
class PageMerge:
    """A page as it will be, in memory, and what that changes. `draft` stands for a page that is not there yet."""

    page: Any
    draft: Draft | None = None
    is_missing: bool = False
    hashtags: list[str] | None = None
    fields: list[FieldChange] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    plan: PlanMerge | None = None

    @property
    def changes(self) -> Changes:
        """What the person who decides should know."""
        plan = self.plan or PlanMerge("")
        page = PageChange(
            title=self.page.title,
            page_id=self.page.pk,
            fields=(*self.fields, *plan.fields),
            overwritten=(*self.overwritten, *plan.overwritten),
            is_new=self.draft is not None,
            is_missing=self.is_missing,
            has_draft=bool(self.page.pk and self.page.live and self.page.has_unpublished_changes),
        )
        return Changes(
            moved=tuple(plan.moved),
            changed=tuple(plan.changed),
            renumbered=tuple(plan.renumbered),
            added=tuple(plan.added),
            vanished=tuple(plan.vanished),
            kept=tuple(plan.kept),
            pages=(page,),
        )

    @property
    def withdrawn(self) -> set[Any]:
        """The uids of all items that imports have taken off the plan, which the public plan may still have."""
        if self.plan is None:
            return set()
        held = {item.uid for section in self.page.sections.all() for item in section.items.all()}
        return (withdrawn_items(self.page.pk) | set(self.plan.withdrawn)) - held


def merge_page(page: Page, draft: Draft) -> PageMerge:
    """Return the page's latest draft with what the new edition says of it."""
    latest = page.get_latest_revision_as_object()
    base = imported_content(page)
    merge = PageMerge(latest)
    for name in PAGE_FIELDS[type(latest)]:
        (_merge_stream if is_stream(latest, name) else _merge_field)(merge, base, name, draft.page)
    _merge_hashtags(merge, base, draft)
    if isinstance(latest, PlanPage):
        merge.plan = merge_plan(latest, base, draft.page)
    return merge


def merge_appendices(parent: Page, drafts: Sequence[Draft]) -> list[PageMerge]:
    """Return the pages below the document: those that go on, those that are new, those that no longer have a text."""
    old = list(parent.get_children().specific())
    partners = _partners(old, drafts)
    merges = [
        merge_page(partners[index], draft) if index in partners else PageMerge(draft.page, draft)
        for index, draft in enumerate(drafts)
    ]
    kept = {page.pk for page in partners.values()}
    missing = [page for page in old if page.pk not in kept and imported_content(page)]
    return merges + [PageMerge(page, is_missing=True) for page in missing]


def _partners(old: list[Page], drafts: Sequence[Draft]) -> dict[int, Page]:
    """Return the old page for the index of each draft that has one: of its type, with its title or its number."""
    found: dict[int, Page] = {}
    for model in PAGE_FIELDS:
        pages = [page for page in old if type(page) is model]
        places = [place for place, draft in enumerate(drafts) if type(draft.page) is model]
        known = pairs([_entry(page) for page in pages], [_entry(drafts[place].page) for place in places])
        found |= {places[index]: pages[other] for index, other in known.items()}
        found |= _same_number_or_only_ones(
            [page for page in pages if page not in found.values()],
            {place: drafts[place].page for place in places if place not in found},
        )
    return found


def _same_number_or_only_ones(old: list[Page], new: dict[int, Any]) -> dict[int, Page]:
    """Return what is paired by the appendix's number alone, or because there is one of each and no number."""
    found: dict[int, Page] = {}
    for place, draft in new.items():
        number = _number(draft)
        alone = len(old) == len(new) == 1
        page = next((page for page in old if _number(page) == number and (number or alone)), None)
        if page is not None:
            found[place] = page
            old = [each for each in old if each is not page]
    return found


def _entry(page: Any) -> Entry:
    return Entry.of(getattr(page, "heading", page.title), _number(page))


def _number(page: Any) -> str:
    """Return the number of an appendix; a page that is no plan says it in its title or its first line."""
    if isinstance(page, PlanPage):
        return page.appendix_number
    first = str(page.body[0].value) if page.body else ""
    match = APPENDIX.search(f"{page.title}\n{first[:300]}")
    return match[1] if match else ""


def _merge_field(merge: PageMerge, base: Content, name: str, new: Any) -> None:
    page = merge.page
    before = getattr(page, name)
    said = base.get(name, UNKNOWN) if base else UNKNOWN
    value, is_overwritten = merged(before, said, getattr(new, name))
    if is_overwritten:
        merge.overwritten.append(label(page, name))
    if comparable(value) != comparable(before):
        merge.fields.append(
            FieldChange(label(page, name), words(page, name, before), words(page, name, value))
        )
        setattr(page, name, value)


def _merge_stream(merge: PageMerge, base: Content, name: str, new: Any) -> None:
    page = merge.page
    before = raw_blocks(getattr(page, name))
    said = raw_blocks(base[name]) if base else None
    blocks, is_overwritten = merged_blocks(before, said, raw_blocks(getattr(new, name)))
    if is_overwritten:
        merge.overwritten.append(label(page, name))
    if comparable(blocks) != comparable(before):
        merge.fields.append(FieldChange(label(page, name), *differing_lines(before, blocks)))
        setattr(page, name, as_stream(page, name, blocks))


def _merge_hashtags(merge: PageMerge, base: Content, draft: Draft) -> None:
    before = [tag.name for tag in merge.page.hashtags.all()]
    said = None
    if base:
        links = [link["tag"] for link in base.get("hashtag_links", [])]
        said = list(Hashtag.objects.filter(pk__in=links).values_list("name", flat=True))
    hashtags = merged_hashtags(before, said, Hashtag.objects.names_of_now(draft.hashtags))
    if hashtags != before:
        merge.hashtags = hashtags
        added = [name for name in hashtags if name not in before]
        removed = [name for name in before if name not in hashtags]
        merge.fields.append(FieldChange(label(merge.page, "hashtags"), _tags(removed), _tags(added)))


def _tags(names: list[str]) -> str:
    return " ".join("#" + name.removeprefix("#") for name in names)
