"""Plans: sections of items, each with a uid that stays the same after every loading."""

from collections.abc import Iterator

from demo.loading import markup
from demo.loading.marks import item_uid
from demo.loading.organisations import Organisations
from demo.records import Instruction, InstructionList, Order, PlanSection
from demo.records import Plan as PlanRecord
from demo.records import PlanItem as ItemRecord
from plans.kinds import DocumentKind
from plans.models import PlanItem, PlanPage
from plans.models import PlanSection as Section


def order_plan(record: Order, organisations: Organisations) -> PlanPage:
    """Return the unsaved plan of an order."""
    plan = record.plan
    page = PlanPage(
        title=plan.title,
        kind=DocumentKind.PLAN,
        appendix_number="1",
        school_year=_year_of(plan),
        start=plan.starts,
        end=plan.ends,
        introduction=markup.paragraphs(plan.introduction),
        execution_is_public=True,
    )
    page.sections = [_section(section, record.key, organisations) for section in plan.sections]
    page.hashtags.add(*plan.hashtags)
    return page


def instructions_plan(record: InstructionList, organisations: Organisations) -> PlanPage:
    """Return the unsaved table of a list of instructions."""
    page = PlanPage(title="Поручения, сроки, ответственные", kind=DocumentKind.INSTRUCTIONS)
    page.school_year = str(record.date.year)
    section = Section(title="")
    section.items = [_instruction(each, record.key, organisations) for each in record.instructions]
    page.sections = [section]
    return page


def _year_of(plan: PlanRecord) -> str:
    """Return the year or school year by which a deadline that names no year is understood."""
    first, last = plan.starts, plan.ends
    if first.year == last.year:
        return str(first.year)
    return f"{first.year}/{last.year}" if first.month >= 8 else ""


def _section(record: PlanSection, order: str, organisations: Organisations) -> Section:
    section = Section(title=record.title)
    section.items = [
        _item(item, order, organisations, is_subitem)
        for whole in record.items
        for item, is_subitem in _with_subitems(whole)
    ]
    return section


def _with_subitems(record: ItemRecord) -> Iterator[tuple[ItemRecord, bool]]:
    yield record, False
    for below in record.items:
        yield below, True


def _item(record: ItemRecord, order: str, organisations: Organisations, is_subitem: bool) -> PlanItem:
    item = PlanItem(
        uid=item_uid(f"{order}/{record.key}"),
        number=record.number,
        is_subitem=is_subitem,
        title=record.title,
        deadline=record.deadline.text,
        responsible="\n".join(record.responsible),
        participants=record.participants,
        expected_results=record.result,
    )
    item.organisations = organisations.named(record.responsible)
    return item


def _instruction(record: Instruction, order: str, organisations: Organisations) -> PlanItem:
    item = PlanItem(
        uid=item_uid(f"{order}/{record.number}"),
        number=f"{record.number}.",
        title=record.text,
        deadline=record.deadline.text,
        responsible="\n".join(record.responsible),
    )
    item.organisations = organisations.named(record.responsible)
    return item
