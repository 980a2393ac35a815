"""The plan that a document's instructions are controlled by: a draft below it, filled once and added to later."""

import uuid
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from plans.controlling.instructions import Instruction
from plans.kinds import DocumentKind
from plans.models import OrderPage, PlanItem, PlanPage, PlanSection
from plans.parties import Directory

LONGEST_NUMBER = 20
_FIRST_MONTH_OF_STUDY = 9


def controlled(document: OrderPage, instructions: Collection[Instruction]) -> set[uuid.UUID]:
    """Return which of the instructions are under control already."""
    items = PlanItem.objects.filter(uid__in=[each.uid for each in instructions])
    return set(items.filter(section__page__path__startswith=document.path).values_list("uid", flat=True))


def put_under_control(document: OrderPage, chosen: Sequence[Instruction], user: Any) -> PlanPage:
    """Return the plan with a new draft that has the instructions too; those that it has stay as editors left them."""
    with transaction.atomic():
        plan = _plan_below(document, chosen)
        known, directory = controlled(document, chosen), Directory()
        draft = plan.get_latest_revision_as_object() if plan else _new_plan(document)
        for section, group in groupby(
            (each for each in chosen if each.uid not in known), key=lambda each: each.section
        ):
            _add(draft, section, list(group), directory)
        if plan is None:
            document.add_child(instance=draft)
        draft.save_revision(user=user, log_action=True, changed=True)
    return PlanPage.objects.get(pk=draft.pk)


def _plan_below(document: OrderPage, chosen: Sequence[Instruction]) -> PlanPage | None:
    """Return the plan that controls the document's instructions, if there is one."""
    plans = PlanPage.objects.child_of(document)
    own = plans.filter(sections__items__uid__in=[each.uid for each in chosen]).distinct().first()
    return own or plans.filter(title=_title(document)).first()


def _new_plan(document: OrderPage) -> PlanPage:
    plan: PlanPage = PlanPage(
        title=_title(document),
        kind=DocumentKind.INSTRUCTIONS,
        school_year=document.school_year or _year_of(document),
        live=False,
        locale=document.locale,
    )
    return plan


def _title(document: OrderPage) -> str:
    day = _(" от %s") % date_format(document.date, "d.m.Y") if document.date else ""
    number = f" № {document.number}" if document.number else ""
    return _("Контроль исполнения: %s") % f"{document.get_kind_display().lower()}{number}{day}"


def _year_of(document: OrderPage) -> str:
    """Return by which year days without one are meant: what is decided in autumn is done in the year of study."""
    if document.date is None:
        return ""
    year = document.date.year
    return f"{year}/{year + 1}" if document.date.month >= _FIRST_MONTH_OF_STUDY else str(year)


def _add(plan: PlanPage, title: str, instructions: list[Instruction], directory: Directory) -> None:
    sections = plan.sections.get_object_list()
    section = next((each for each in sections if each.title == title), None)
    if section is None:
        section = PlanSection(title=title, sort_order=len(sections))
        plan.sections.add(section)
    start = len(section.items.get_object_list())
    section.items.add(
        *(
            PlanItem(
                uid=each.uid,
                number=Truncator(each.number).chars(LONGEST_NUMBER),
                title=each.text,
                deadline=each.deadline,
                responsible="\n".join(directory.parted(each.addressee)),
                sort_order=place,
            )
            for place, each in enumerate(instructions, start)
        )
    )
