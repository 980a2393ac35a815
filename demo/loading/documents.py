"""The town's official documents: orders with their plans, regulations, minutes, lists of instructions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.html import escape

from demo.loading import markup
from demo.loading.organisations import Organisations
from demo.loading.plans import instructions_plan, order_plan
from demo.loading.publishing import Publisher
from demo.records import AgendaItem, InstructionList, ItemRef, Minutes, Order, Regulation, Town
from home.models import OrganisationPage
from plans.kinds import DocumentKind
from plans.models import OrderIndexPage, OrderPage, PlanItem, PlanPage

# What the regulation's text says: from whom reports are expected, within how many days, and when the results are known.
ALL = "Образовательные организации"
REPORTED_WITHIN, RATED_WITHIN = timedelta(days=4), timedelta(days=8)

AnyDocument = Order | Regulation | Minutes | InstructionList


@dataclass
class Documents:
    """The documents by key, and the items of the plans by the order's key and the item's number."""

    pages: dict[str, OrderPage] = field(default_factory=dict)
    items: dict[ItemRef, PlanItem] = field(default_factory=dict)


def make_documents(
    section: OrderIndexPage, town: Town, publisher: Publisher, organisations: Organisations
) -> Documents:
    """Make all documents; a regulation after the order that approves it."""
    made = Documents()
    for order in town.orders:
        page = _published(section, _order(order), order, publisher, organisations)
        plan = _appended(page, order_plan(order, organisations), order, publisher)
        made.pages[order.key] = page
        made.items |= {ItemRef(order.key, item.number): item for item in plan.items}
    for regulation in town.regulations:
        page = _regulation(regulation, made.pages.get(regulation.order))
        made.pages[regulation.key] = _published(section, page, regulation, publisher, organisations)
    for minutes in town.minutes:
        made.pages[minutes.key] = _published(section, _minutes(minutes), minutes, publisher, organisations)
    for instructions in town.instructions:
        page = _published(section, _instructions(instructions), instructions, publisher, organisations)
        _appended(page, instructions_plan(instructions, organisations), instructions, publisher)
        made.pages[instructions.key] = page
    return made


def published_on(record: AnyDocument) -> date:
    """Return the day on which a document came to the site: the one after it was signed."""
    return record.date + timedelta(days=1)


def _published(
    section: OrderIndexPage,
    page: OrderPage,
    record: AnyDocument,
    publisher: Publisher,
    organisations: Organisations,
) -> OrderPage:
    """Publish a document with what all documents have."""
    issuer: OrganisationPage | None = organisations.pages.get(record.authority)
    page.title, page.lead = record.title, record.lead
    page.number, page.date, page.city = record.number, record.date, record.city
    page.issuer, page.authority = issuer, issuer.full_name if issuer else ""
    page.hashtags.add(*record.hashtags)
    return publisher.publish(section, page, f"documents/{record.key}", published_on(record))


def _appended(order: OrderPage, plan: PlanPage, record: AnyDocument, publisher: Publisher) -> PlanPage:
    """Publish the plan of a document."""
    plan.city = record.city
    plan.hashtags.add(*record.hashtags)
    return publisher.publish(order, plan, f"plans/{record.key}", published_on(record))


def _order(record: Order) -> OrderPage:
    body = [markup.clause(clause) for clause in record.clauses]
    body.append(markup.signature(record.signatory))
    if record.distribution:
        body.append(("distribution_list", {"lines": list(record.distribution)}))
    return OrderPage(kind=DocumentKind.ORDER, preamble=record.preamble, body=body)


def _regulation(record: Regulation, order: OrderPage | None) -> OrderPage:
    body: list[markup.Block] = []
    if order:
        approval = f"Утверждено: {markup.link(order, order.requisites)}"
        body.append(("paragraph", f"<p>{approval}</p>"))
    for section in record.sections:
        body.append(("heading", f"{section.number}. {section.title}"))
        body += [markup.clause(clause) for clause in section.clauses]
    body.append(markup.signature(record.signatory))
    return OrderPage(
        kind=DocumentKind.REGULATION,
        event_date=record.event_date,
        report_from=ALL,
        report_until=record.event_date + REPORTED_WITHIN,
        rating_until=record.event_date + RATED_WITHIN,
        execution_is_public=True,
        body=body,
    )


def _minutes(record: Minutes) -> OrderPage:
    body: list[markup.Block] = [("agenda_item", _agenda_item(item)) for item in record.agenda]
    body += [markup.signature(signature) for signature in record.signatures]
    return OrderPage(
        kind=DocumentKind.PROTOCOL,
        venue=f"{record.place}, {record.time}",
        participants="\n".join(record.present),
        body=body,
    )


def _agenda_item(record: AgendaItem) -> dict[str, object]:
    return {
        "number": f"{record.number}.",
        "title": record.title,
        "speaker": record.speaker,
        "heard": f"<p>{escape(record.heard)}</p>",
        "spoken": "",
        "decisions": list(_decisions(record)),
    }


def _decisions(record: AgendaItem) -> Iterator[dict[str, str]]:
    """Yield the clauses of the decisions, each with the one to whom it is said."""
    for decision in record.decisions:
        for clause in decision.clauses:
            text = f"<p>{escape(clause.text)}</p>{markup.bullets(clause.bullets)}"
            yield {"addressee": decision.addressee, "number": f"{clause.number}.", "text": text}


def _instructions(record: InstructionList) -> OrderPage:
    body = [markup.paragraph(record.closing), markup.signature(record.signatory)]
    return OrderPage(kind=DocumentKind.INSTRUCTIONS, body=body)
