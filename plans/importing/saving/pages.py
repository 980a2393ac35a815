"""A parsed document as unsaved pages: the document itself, its plans, its other appendices. Nothing is written."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from home.models import StandardPage
from plans.deadlines import Deadline
from plans.importing.parsed import Item, ParsedDocument, Part, Plan
from plans.importing.parsing.bare_days import is_days
from plans.importing.saving.body import appendix_body, order_body, paragraphs
from plans.kinds import DocumentKind
from plans.models import OrderPage, PlanItem, PlanPage, PlanSection
from plans.models.plans import PLAN_KINDS
from plans.report_parts import parts_named
from search.text import one_line

LONGEST_TITLE = 255
# Of which deadlines an event has a day; «в апреле» has none.
DAYS = ("exact_day", "range", "multi")

# What an import says of each type of page; the rest is the editors'.
PAGE_FIELDS: dict[type[Model], tuple[str, ...]] = {
    OrderPage: (
        "title",
        "official_title",
        "kind",
        "number",
        "date",
        "city",
        "authority",
        "school_year",
        "event_date",
        "report_until",
        "report_parts",
        "venue",
        "participants",
        "preamble",
        "body",
    ),
    PlanPage: ("title", "official_title", "kind", "appendix_number", "school_year", "city", "introduction"),
    StandardPage: ("title", "body"),
}
ITEM_FIELDS = (
    "number",
    "is_subitem",
    "title",
    "deadline",
    "responsible",
    "place",
    "participants",
    "expected_results",
    "notes",
)


@dataclass(frozen=True)
class Draft:
    """A page that is not saved, and the names of its hashtags, which are rows of their own."""

    page: Any
    hashtags: tuple[str, ...] = ()


def main_draft(document: ParsedDocument) -> Draft:
    """Return the document's own page: a plan that is nothing else, or an order."""
    if is_bare_plan(document):
        return _plan_draft(document.plans[0], document)
    return Draft(order_page(document), document.hashtags)


def appendix_drafts(document: ParsedDocument) -> list[Draft]:
    """Return the pages below it: plans, then the other appendices."""
    if is_bare_plan(document):
        return []
    plans = [_plan_draft(plan, document) for plan in document.plans]
    return plans + [Draft(appendix_page(part)) for part in document.appendices]


def is_bare_plan(document: ParsedDocument) -> bool:
    """Whether the document is one plan and nothing else, so that a PlanPage alone holds all of it."""
    beside = (
        document.number,
        document.date,
        document.authority,
        document.preamble,
        document.approved_by,
        document.executor,
        document.clauses,
        document.parts,
        document.agenda,
        document.signatories,
        document.visas,
        document.distribution,
        document.appendices,
        document.closing,
    )
    return len(document.plans) == 1 and not any(beside) and not document.plans[0].closing


def order_page(document: ParsedDocument) -> OrderPage:
    """Return the document's page without its appendices."""
    title = document.title or document.name.strip() or _("Документ")
    page = OrderPage(
        title=shortened(title),
        official_title=title if len(title) > LONGEST_TITLE else "",
        kind=document.kind if document.kind in DocumentKind.values else DocumentKind.OTHER,
        date=document.date,
        authority=document.authority or "",
        event_date=event_day(document),
        report_until=_report_day(document),
        report_parts=parts_named(document.event.report_contents) if document.event else [],
        participants="\n".join(document.participants),
        preamble=document.preamble,
    )
    whole = _fill(
        page,
        number=document.number,
        city=document.city,
        school_year=document.school_year,
        venue=document.venue or _place_of_event(document),
    )
    page.body = [*paragraphs(whole), *order_body(document)]
    return page


def event_day(document: ParsedDocument) -> datetime.date | None:
    """Return the day of the event; the first one where it lasts or is held several times. A month alone is no day."""
    dates = document.event.dates if document.event else ()
    return min((date.start for date in dates if date.kind in DAYS and date.start), default=None)


def plan_page(plan: Plan, document: ParsedDocument) -> PlanPage:
    """Return a plan's page with its sections and items."""
    title = plan.title or document.title or document.name.strip() or _("План")
    page = PlanPage(
        title=shortened(title),
        official_title=title if len(title) > LONGEST_TITLE else "",
        kind=_plan_kind(plan, document),
    )
    whole = _fill(
        page,
        appendix_number=plan.appendix_number,
        school_year=plan.context_year or document.school_year,
        city=document.city,
    )
    page.introduction = paragraphs([*whole, *plan.introduction])
    page.sections = [_section(section.title, section.items) for section in plan.sections]
    return page


def appendix_page(part: Part) -> StandardPage:
    """Return the page of an appendix that is no plan."""
    heading = one_line(part.heading) or one_line(part.appendix_header)
    title = one_line(f"{part.number} {heading}") if heading else _appendix_name(part)
    page = StandardPage(title=shortened(title))
    whole = [("heading", title)] if len(title) > LONGEST_TITLE else []
    page.body = [*whole, *appendix_body(part)]
    return page


def shortened(title: str) -> str:
    """Return the title on one line, cut where it is longer than a page's title can be: at a word, if words are short."""
    title = one_line(title)
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[: LONGEST_TITLE - 1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > LONGEST_TITLE / 2 else cut) + "…"


def _report_day(document: ParsedDocument) -> datetime.date | None:
    """Return the last day for reports, where it is a day."""
    until = document.event.report_until if document.event else None
    return (until.end or until.start) if until else None


def _place_of_event(document: ParsedDocument) -> str:
    """The text tells it anyway: a place too long for its field is left there."""
    place = document.event.place if document.event else ""
    longest = OrderPage._meta.get_field("venue").max_length or 0
    return place if len(place) <= longest else ""


def _appendix_name(part: Part) -> str:
    number = one_line(part.appendix_number or part.number)
    return _("Приложение %s") % number if number else _("Приложение")


def _fill(thing: Model, **texts: str | None) -> list[str]:
    """Set fields of limited length; return «Город: …» for each text that had to be cut, so that nothing is lost."""
    whole = []
    for name, text in texts.items():
        field: Any = thing._meta.get_field(name)
        fitting = (text or "")[: field.max_length]
        setattr(thing, name, fitting)
        if fitting != (text or ""):
            whole.append(f"{capfirst(str(field.verbose_name))}: {text}")
    return whole


def _plan_kind(plan: Plan, document: ParsedDocument) -> str:
    known = dict(PLAN_KINDS)
    return next((kind for kind in (plan.kind, document.kind) if kind in known), DocumentKind.PLAN)


def _section(title: str, items: tuple[Item, ...]) -> PlanSection:
    section = PlanSection(title=title)
    section.items = [
        row
        for item in items
        for row in (_item(item), *(_item(subitem, is_subitem=True) for subitem in item.items))
    ]
    return section


def _item(item: Item, is_subitem: bool = False) -> PlanItem:
    row = PlanItem(
        is_subitem=is_subitem,
        title=item.title,
        deadline=_deadline_text(item.deadline),
        responsible="\n".join(one_line(party) for party in item.responsible),
        place=item.place,
        participants=item.participants,
        expected_results=item.expected_results,
    )
    whole = _fill(row, number=item.number)
    row.notes = "\n".join([*whole, *(f"{header}: {text}" for header, text in item.extra if text)])
    return row


def _deadline_text(deadline: Deadline | None) -> str:
    """Return a deadline as written; a bare day of a monthly plan gets its month, without which it would say nothing."""
    if deadline is None:
        return ""
    first = next((day for period in deadline.periods for day in (period.start, period.end) if day), None)
    if first is None or not is_days(deadline.text):
        return deadline.text
    return f"{deadline.text} {date_format(first, 'E')}"


def _plan_draft(plan: Plan, document: ParsedDocument) -> Draft:
    return Draft(plan_page(plan, document), tuple(_hashtags(plan)))


def _hashtags(plan: Plan) -> list[str]:
    items = [item for section in plan.sections for item in section.items]
    return [tag for item in items for each in (item, *item.items) for tag in each.hashtags]
