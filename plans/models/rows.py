"""A plan's items keep their rows, because reports hold them: in drafts, between sections, when an import drops them.

Wagtail publishes a plan section by section: what a section's draft no longer holds is deleted, then what it holds is
written. So an item that stands in another section now would be deleted with its old section's other leavings, the
reports would let go of it (SET_NULL), and it would be written anew. And a draft written before an item had a row says
`pk: null` for ever: going back to that draft would do the same. Both are mended here, by the item's uid: it takes up
its row, and rows go to their new sections, before Wagtail looks which ones are gone. Until a plan is published nothing
moves, so the public plan stays as it is.
"""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Revision

from plans.importing.updating.history import withdrawn_items
from plans.models.items import PlanItem, PlanSection
from plans.models.marks import mark_withdrawn


def take_up_rows(plan: Any) -> dict[uuid.UUID, PlanItem]:
    """Give the items that the plan holds in memory the rows they have in the database; returns all its rows by uid.

    What an import has dropped and a report has answered since comes back into the plan.
    """
    rows = {row.uid: row for row in PlanItem.objects.filter(section__page=plan.pk).only("uid", "section")}
    lost = set(rows)
    for _section, item in _held(plan):
        if item.uid in rows:
            item.pk, item._state.adding = rows[item.uid].pk, False
            lost.discard(item.uid)
    if lost:
        _bring_back(plan, [rows[uid].pk for uid in withdrawn_items(plan.pk) & lost])
    return rows


def keep_rows(plan: Any) -> None:
    """Before the plan is saved: move rows to the sections they are in now."""
    rows = take_up_rows(plan) if plan.pk else {}
    if any(item.uid in rows and rows[item.uid].section_id != section.pk for section, item in _held(plan)):
        _move_rows(plan)


def reported_items(items: Collection[int]) -> set[int]:
    """Return which of the items something points to: a report, or the draft of one."""
    found: set[int] = set()
    for relation in PlanItem._meta.related_objects:
        if not isinstance(relation.field, ParentalKey):
            found |= _pointed_to(relation.related_model, relation.field.name, items)
    return found


def _pointed_to(model: Any, name: str, items: Collection[int]) -> set[int]:
    """Return the items that rows of the model point to, or that pages of it will once their drafts are published."""
    found = set(model._default_manager.filter(**{f"{name}__in": items}).values_list(name, flat=True))
    if issubclass(model, Page):
        is_ahead = Q(pk__in=model.objects.values("latest_revision")) | Q(approved_go_live_at__isnull=False)
        kind = ContentType.objects.get_for_model(model)
        drafts = Revision.objects.filter(is_ahead, content_type=kind).filter(
            **{f"content__{name}__in": list(items)}
        )
        found |= {content[name] for content in drafts.values_list("content", flat=True)}
    return found


def _held(plan: Any) -> Iterator[tuple[PlanSection, PlanItem]]:
    for section in plan.sections.get_object_list():
        for item in section.items.get_object_list():
            yield section, item


def _bring_back(plan: Any, dropped: list[int]) -> None:
    """Put back what reports answer; what an editor has deleted is not among the dropped."""
    reported = reported_items(dropped) if dropped else set()
    for item in PlanItem.objects.filter(pk__in=reported).select_related("section"):
        mark_withdrawn(item)
        section = _section_for(plan, item.section)
        items = section.items.get_object_list()
        item.section, item.sort_order = section, len(items)
        items.append(item)


def _section_for(plan: Any, section: PlanSection) -> PlanSection:
    """Return the section among those that the plan holds; one that is gone comes back at the end."""
    sections = plan.sections.get_object_list()
    held = next((each for each in sections if each.pk == section.pk), None)
    if held is None:
        held = PlanSection(pk=section.pk, title=section.title, sort_order=len(sections), page=plan)
        held.items = []
        sections.append(held)
    return held


def _move_rows(plan: Any) -> None:
    """Put every row into its section's row; a section without one gets it first."""
    known = set(PlanSection.objects.filter(page=plan.pk).values_list("pk", flat=True))
    for section in plan.sections.get_object_list():
        if section.pk not in known:
            section.page = plan
            PlanSection.objects.bulk_create([section])
        rows = [item.pk for item in section.items.get_object_list() if item.pk]
        PlanItem.objects.filter(pk__in=rows, section__page=plan.pk).update(section=section.pk)
