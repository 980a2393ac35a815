"""The summary of a plan or a document, made once from how it is carried out and from the public reports about it."""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import OrganisationPage
from news.execution.execution import Execution, TaskExecution, carried_out
from news.execution.states import State
from news.execution.tasks import (
    Organisations,
    Task,
    public_organisations,
    task_of_document,
    tasks_below,
    tasks_of_plans,
)
from news.models import ReportLink, ReportParticipants, ReportPartner
from news.summary.items import Itemising
from news.summary.period import EVER, Period
from news.summary.pictures import best_pictures
from news.summary.reports import Report, public_reports, reports_of
from news.summary.rows import (
    Figures,
    Item,
    LinkRow,
    Organisation,
    OrganisationRow,
    PartnerRow,
    Summary,
)
from news.summary.words import plain
from plans.models import OrderPage, PlanPage
from search.addresses import Origins
from search.text import name_key


def summary_of(
    page: PlanPage | OrderPage, period: Period = EVER, today: datetime.date | None = None
) -> Summary:
    """Return the summary of a public plan, or of a document with all the plans below it, as it stands today.

    The period chooses reports by the days of their events; how items stand is of the whole time. The number of queries
    is the same for all sizes.
    """
    today, known = today or timezone.localdate(), public_organisations()
    execution = carried_out(page, _tasks(page, known), known, today)
    about = {each.task.uid for each in execution.tasks}
    if isinstance(page, OrderPage):
        about.add(page.translation_key)
    order = page if isinstance(page, OrderPage) else _public_order(page)
    entries = public_reports(about, period)
    reports = reports_of(entries)
    names = {pk: _organisation(each) for pk, each in known.by_id.items()}
    sections = tuple(Itemising(page, names, reports, today).sections(_told(execution)))
    items = {item.uid: item for section in sections for item in section.items}
    return Summary(
        title=plain(page.heading),
        requisites=plain(_requisites(page, order)),
        issuer=plain(_issuer(order, known)),
        url=page.url,
        origin=Origins().of(page.path),
        period=period,
        made=today,
        figures=_figures(execution, reports),
        sections=sections,
        organisations=tuple(_by_organisation(execution, reports, names, items)),
        partners=tuple(_partners(reports, names)),
        links=tuple(_links(reports, names)),
        photos=best_pictures(reports, entries),
    )


def _tasks(page: PlanPage | OrderPage, known: Organisations) -> list[Task]:
    """Return what a plan asks for; of a document first its own event, then what its plans ask for."""
    if isinstance(page, PlanPage):
        return tasks_of_plans([page], known)[page.pk]
    return [task_of_document(page, known), *tasks_below(page, known)]


def _told(execution: Execution) -> list[TaskExecution]:
    """Return the tasks to tell of: a document's own one only where it asks for something, or has been answered."""
    return [each for each in execution.tasks if not isinstance(each.task.thing, OrderPage) or _is_own(each)]


def _is_own(each: TaskExecution) -> bool:
    document = each.task.thing
    has_answers = any(answer.about == each.task.uid for found in each.answers.values() for answer in found)
    return bool(each.task.occasions) or has_answers or bool(getattr(document, "report_from", ""))


def _asking(execution: Execution) -> list[TaskExecution]:
    return [each for each in _told(execution) if not each.task.is_cancelled]


def _figures(execution: Execution, reports: list[Report]) -> Figures:
    tasks = _asking(execution)
    asked = {pk for each in tasks for pk in each.task.asked}
    answered = {pk for each in tasks for pk in each.answers if pk is not None}
    partners = {(partner.role, _key(partner.name)) for report in reports for partner in report.partners}
    roles = Counter(role for role, _name in partners)
    kinds = Counter(link.kind for report in reports for link in report.links)
    return Figures(
        reports=len(reports),
        asked=len(asked),
        reported=len(asked & answered),
        categories=_categories(reports),
        social_partners=roles[ReportPartner.Role.SOCIAL],
        sponsors=roles[ReportPartner.Role.SPONSOR],
        publications=kinds[ReportLink.Kind.PUBLICATION],
        videos=kinds[ReportLink.Kind.VIDEO],
        photos=sum(report.photos for report in reports),
    )


def _categories(reports: Iterable[Report]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for report in reports:
        counted.update(report.participants)
    return {category: counted[category] for category in ReportParticipants.Category.values}


def _by_organisation(
    execution: Execution,
    reports: list[Report],
    names: dict[int, Organisation],
    items: dict[uuid.UUID, Item],
) -> Iterator[OrganisationRow]:
    """Yield those who are asked or have reported, by title; last the reports of those who have no public page."""
    own: dict[int | None, list[Report]] = defaultdict(list)
    for report in reports:
        own[report.organisation if report.organisation in names else None].append(report)
    states: dict[int, Counter[State]] = defaultdict(Counter)
    silent: dict[int, list[Item]] = defaultdict(list)
    for each in _asking(execution):
        item = items[each.task.uid]
        for pk in each.task.asked:
            found = each.answered.get(pk)
            states[pk][found.state if found else each.unanswered.state] += 1
            if item.silent and pk not in each.answers:
                silent[pk].append(item)
    for pk, organisation in names.items():
        if pk in states or pk in own:
            yield _row(organisation, own[pk], states[pk], silent[pk])
    if own[None]:
        yield _row(None, own[None], Counter(), [])


def _row(
    organisation: Organisation | None, own: list[Report], states: Counter[State], silent: list[Item]
) -> OrganisationRow:
    return OrganisationRow(
        organisation=organisation,
        title=organisation.title if organisation else _("Без страницы на сайте"),
        reports=len(own),
        categories=_categories(own),
        partners=len({_key(partner.name) for report in own for partner in report.partners}),
        links=sum(len(report.links) for report in own),
        photos=sum(report.photos for report in own),
        asked=sum(number for state, number in states.items() if state.is_asked),
        on_time=states[State.DONE],
        late=states[State.DONE_LATE],
        overdue=states[State.OVERDUE],
        silent=tuple(silent),
    )


def _partners(reports: list[Report], names: dict[int, Organisation]) -> Iterator[PartnerRow]:
    """Yield partners by name; all ways of writing a name are one partner, under the most frequent of them."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    rows: dict[str, PartnerRow] = {}
    for report in reports:
        own = {_key(partner.name): partner for partner in report.partners}
        for partner in report.partners:
            key = _key(partner.name)
            written[key][partner.name] += 1
            row = rows.get(key) or PartnerRow("", (), (), 0)
            rows[key] = replace(row, roles=_with(row.roles, partner.role))
        for key in own:
            organisations = _with(rows[key].organisations, _title(report, names))
            rows[key] = replace(rows[key], organisations=organisations, reports=rows[key].reports + 1)
    for key in sorted(rows):
        yield replace(rows[key], name=written[key].most_common(1)[0][0])


def _links(reports: list[Report], names: dict[int, Organisation]) -> Iterator[LinkRow]:
    for report in reports:
        for link in report.links:
            yield LinkRow(
                link.kind, link.title or plain(link.url), plain(link.url), _title(report, names), report.day
            )


def _with(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return values if not value or value in values else (*values, value)


def _key(name: str) -> str:
    """Return what a name has in common with other ways of writing it; a name of signs alone is itself."""
    return name_key(name) or name


def _title(report: Report, names: dict[int, Organisation]) -> str:
    known = names.get(report.organisation) if report.organisation else None
    return known.title if known else ""


def _organisation(page: OrganisationPage) -> Organisation:
    return Organisation(page.translation_key, plain(page.title), page.url)


def _requisites(page: PlanPage | OrderPage, order: OrderPage | None) -> str:
    """Return «Приказ № 12 от 1 сентября 2025 г.»; of an appendix also which one it is."""
    if isinstance(page, OrderPage):
        return page.requisites
    above = f"{order.requisites} «{order.heading}»" if order else ""
    appendix = _("Приложение %(number)s") % {"number": page.appendix_number} if page.appendix_number else ""
    return ". ".join(filter(None, [appendix, above]))


def _issuer(order: OrderPage | None, known: Organisations) -> str:
    """Return who has issued the document, as it says itself, else by the page that everybody sees."""
    if order is None:
        return ""
    issuer = known.by_id.get(order.issuer_id) if order.issuer_id else None
    return order.authority or (issuer.title if issuer else "")


def _public_order(page: PlanPage) -> OrderPage | None:
    """Return the document of a plan if everybody sees it."""
    order = page.order
    return order if order and order.catalog_entries.filter(fragment="").exists() else None
