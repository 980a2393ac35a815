"""An order with a plan and an appendix, its new editions, and how the tests import and edit them."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from plans.deadlines import parse_deadline
from plans.importing.parsed import Clause, Item, ParsedDocument, Part, Plan, Section, Signatory
from plans.importing.saving.documents import documents_section, save_document
from plans.importing.updating.changes import Changes
from plans.importing.updating.documents import changes_of, update_document
from plans.models import OrderPage, PlanItem, PlanPage


def item(number: str, title: str, deadline: str = "до 15 октября", **texts: Any) -> Item:
    """Return an item of a plan."""
    return Item(number, title, deadline=parse_deadline(deadline, "2026/2027"), **texts)


TREES = item("1.1", "Посадка деревьев у школ", expected_results="Отчёты под #ЗелёныйДвор")
LESSONS = item("1.2", "Классные часы о добровольцах", responsible=("Школы", "Центр творчества"))
CONTEST = item("1.3", "Конкурс плакатов «Чистая река»", "ноябрь")
MEETING = item("2.1", "Собрание советов отцов", "декабрь")
PLAN = Plan(
    "План недели добрых дел",
    (
        Section("1", "1. Работа с детьми", (TREES, LESSONS, CONTEST)),
        Section("2", "2. Работа с семьями", (MEETING,)),
    ),
    appendix_number="1",
    context_year="2026/2027",
)
STAFF = Part("Состав оргкомитета", paragraphs=("Председатель — Петрова А. Б.",), appendix_number="2")
ORDER = ParsedDocument(
    name="prikaz",
    kind="order",
    number="118",
    date=datetime.date(2026, 9, 1),
    authority="Управление образования",
    title="О проведении недели добрых дел",
    preamble="В целях поддержки добровольчества ПРИКАЗЫВАЮ:",
    clauses=(
        Clause("1.", "Провести неделю."),
        Clause("2.", "Утвердить план."),
        Clause("3.", "Контроль за мной."),
    ),
    signatories=(Signatory("Начальник", "А. Б. Петрова"),),
    plans=(PLAN,),
    appendices=(STAFF,),
    hashtags=("#НеделяДобра",),
)


def edition(*sections: tuple[Item, ...], **facts: Any) -> ParsedDocument:
    """Return the order with other items in its plan's two sections."""
    filled = tuple(
        replace(section, items=items) for section, items in zip(PLAN.sections, sections, strict=True)
    )
    return replace(ORDER, plans=(replace(PLAN, sections=filled),), **facts)


def file(name: str = "prikaz.docx") -> ContentFile[bytes]:
    """Return an uploaded file."""
    return ContentFile(name.encode(), name=name)


def imported(publish: bool) -> OrderPage:
    """Import the order."""
    pages = save_document(ORDER, file(), documents_section(), publish=publish)
    return OrderPage.objects.get(pk=pages[0].pk)


def updated(document: ParsedDocument, page: Page, publish: bool = False) -> Changes:
    """Update the page; what is told before is what is done."""
    told = changes_of(document, page)
    pages, changes = update_document(document, file("novyj.docx"), page, publish=publish)
    assert pages[0].pk == page.pk
    assert changes == told
    return changes


def latest(page: Any) -> Any:
    """Return the page's latest draft."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def plan_of(order: OrderPage) -> PlanPage:
    """Return the order's plan."""
    return PlanPage.objects.child_of(order).get()


def rows(plan: PlanPage) -> dict[str, int]:
    """Return the rows of the plan's items by title."""
    return dict(PlanItem.objects.filter(section__page=plan).values_list("title", "pk"))


def titles(plan: Any) -> list[list[str]]:
    """Return the items' titles by section."""
    return [[each.title for each in section.items.all()] for section in plan.sections.all()]


def edited(page: Any, change: Callable[[Any], None], publish: bool = False) -> None:
    """Change the page as an editor does."""
    draft = latest(page)
    change(draft)
    revision = draft.save_revision()
    if publish:
        revision.publish()


def held_item(plan: Any, title: str) -> PlanItem:
    """Return an item of a draft."""
    sections = plan.sections.get_object_list()
    return next(
        each for section in sections for each in section.items.get_object_list() if each.title == title
    )
