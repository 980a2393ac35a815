"""`@summary` of a plan or a document, for those who may see how it is carried out; `summary.json` is the same."""

import datetime
import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import Field

from news.execution.access import is_open, may_manage
from news.summary.period import FROM, UNTIL, Period, refuse_backwards
from news.summary.pictures import Photo
from news.summary.rows import Item, LinkRow, Note, OrganisationRow, PartnerRow, Section, Summary
from news.summary.summary import summary_of
from plans.models import OrderPage, PlanPage
from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import Problem, access_denied, bad_parameter, login_required
from restapi.schemas.answers import Answer, Identified, Link, Scale
from restapi.searching.indexes import day_of
from restapi.services.registry import Call, service
from restapi.tree.addresses import absolute_url, service_url
from search.pictures import CARD_SIZES, made

logger = logging.getLogger(__name__)

DATE = {"type": "string", "format": "date"}
QUERY = (
    Parameter(
        FROM, DATE, "Only reports of events with a day from this one on; states are of the whole time."
    ),
    Parameter(UNTIL, DATE, "Only reports of events with a day up to this one."),
)

Body = dict[str, Any]


class SummaryPeriod(Answer):
    """The days of the events whose reports are counted; null where there is no end."""

    first: str | None = Field(alias="from")
    until: str | None


class SummaryCategories(Answer):
    """How many people took part, by category."""

    pupils: int
    parents: int
    teachers: int
    others: int


class SummaryFigures(Answer):
    """How many there are in all; of the organisations asked, how many have reported, and on nothing."""

    reports: int
    asked: int
    reported: int
    silent: int
    participants: int
    categories: SummaryCategories
    social_partners: int
    sponsors: int
    publications: int
    videos: int
    photos: int


class SummaryNote(Answer):
    """An owner's word that an item was done."""

    date: str
    organisation: str
    text: str
    link: str


class SummaryItem(Link):
    """What was asked and how it stands; `silent` are the UIDs of the organisations that have not answered."""

    UID: str
    number: str
    is_subitem: bool
    section: str
    deadline: str
    last_day: str | None
    parties: list[str]
    state: str
    state_title: str
    asked: int
    done: int
    late: int
    overdue: int
    silent: list[str]
    reports: int
    participants: int
    notes: list[SummaryNote]
    execution: str


class SummaryOrganisation(Answer):
    """What an organisation has done; without address and UID: reports of those who have no public page."""

    address: str | None = Field(alias="@id")
    UID: str | None
    title: str
    reports: int
    participants: int
    categories: SummaryCategories
    partners: int
    links: int
    photos: int
    asked: int
    on_time: int
    late: int
    overdue: int
    silent: int
    silent_overdue: int


class SummaryPartner(Answer):
    """Who helped, how, and whom."""

    name: str
    roles: list[str]
    organisations: list[str]
    reports: int


class SummaryLink(Answer):
    """A video or a publication."""

    title: str
    kind: str
    url: str
    organisation: str
    date: str


class SummaryPicture(Scale):
    """One of the best pictures, with the report that shows it."""

    alt: str
    caption: str
    report: Link


class ExecutionSummary(Identified):
    """How a plan, or a document with its plans, was carried out."""

    title: str
    requisites: str
    issuer: str
    period: SummaryPeriod
    made: str
    figures: SummaryFigures
    items: list[SummaryItem]
    organisations: list[SummaryOrganisation]
    partners: list[SummaryPartner]
    links: list[SummaryLink]
    pictures: list[SummaryPicture]


@service("summary", on=PlanPage, query=QUERY, answers=ExecutionSummary)
@service("summary", on=OrderPage, query=QUERY, answers=ExecutionSummary)
def summary(call: Call) -> Body:
    """Return who has done what, with totals, partners, links and pictures, to those who may see it.

    Everybody may where the authority shows it (`execution_is_public`), else who changes the page. Only public reports
    count.
    """
    _refuse_strangers(call)
    return body_of(call.page, asked_period(call.parameters), call.request)


def asked_period(parameters: Parameters) -> Period:
    """Return the days that `from` and `until` name; raises Problem 400 for what is no day, or runs backwards."""
    first = day_of(parameters, FROM) if parameters.text(FROM) else None
    period = Period(first, day_of(parameters, UNTIL) if parameters.text(UNTIL) else None)
    try:
        refuse_backwards(period)
    except ValidationError as error:
        raise bad_parameter(UNTIL, "range", str(error.message)) from None
    return period


def body_of(page: Any, period: Period, request: HttpRequest) -> Body:
    """Return the summary of a plan or a document as the API answers it."""
    found = summary_of(page, period)
    return {
        "@id": service_url(page, "summary", request),
        "title": found.title,
        "requisites": found.requisites,
        "issuer": found.issuer,
        "period": {"from": _day(period.first), "until": _day(period.last)},
        "made": _day(found.made),
        "figures": _figures(found),
        "items": [_item(section, item, request) for section in found.sections for item in section.items],
        "organisations": [_organisation(row, request) for row in found.organisations],
        "partners": [_partner(row) for row in found.partners],
        "links": [_link(row) for row in found.links],
        "pictures": list(_pictures(found.photos, request)),
    }


def _refuse_strangers(call: Call) -> None:
    """Raise Problem 401, 403 (logged) or 404 by the rule of the site's own pages; a token's scopes narrow it."""
    page, grant = call.page, call.grant
    if not page.live:
        raise Problem(404, _("Сводный отчёт есть у опубликованного документа."))
    if is_open(page) or (grant.reads_drafts(page) and may_manage(grant.user, page)):
        return
    detail = _("Как это выполняется, видят только те, кто меняет документ.")
    if grant.is_anonymous:
        raise login_required(detail)
    logger.warning("refused: user %s does not see the summary of page %s", grant.user.pk, page.pk)
    raise access_denied(detail)


def _figures(found: Summary) -> Body:
    figures = found.figures
    return {
        "reports": figures.reports,
        "asked": figures.asked,
        "reported": figures.reported,
        "silent": figures.silent,
        "participants": figures.participants,
        "categories": figures.categories,
        "social_partners": figures.social_partners,
        "sponsors": figures.sponsors,
        "publications": figures.publications,
        "videos": figures.videos,
        "photos": figures.photos,
    }


def _item(section: Section, item: Item, request: HttpRequest) -> Body:
    return {
        "@id": absolute_url(item.url, request),
        "UID": str(item.uid),
        "number": item.number,
        "is_subitem": item.is_subitem,
        "title": item.title,
        "section": section.title,
        "deadline": item.deadline,
        "last_day": _day(item.last_day),
        "parties": list(item.parties),
        "state": item.state.value,
        "state_title": item.state.word,
        "asked": item.asked,
        "done": item.done,
        "late": item.late,
        "overdue": item.overdue,
        "silent": [str(organisation.uid) for organisation in item.silent],
        "reports": item.reports,
        "participants": item.participants,
        "notes": [_note(note) for note in item.notes],
        "execution": item.execution,
    }


def _note(note: Note) -> Body:
    return {
        "date": _day(note.day),
        "organisation": note.organisation,
        "text": note.text,
        "link": note.link,
    }


def _organisation(row: OrganisationRow, request: HttpRequest) -> Body:
    organisation = row.organisation
    return {
        "@id": absolute_url(organisation.url, request) if organisation else None,
        "UID": str(organisation.uid) if organisation else None,
        "title": row.title,
        "reports": row.reports,
        "participants": row.participants,
        "categories": row.categories,
        "partners": row.partners,
        "links": row.links,
        "photos": row.photos,
        "asked": row.asked,
        "on_time": row.on_time,
        "late": row.late,
        "overdue": row.overdue,
        "silent": len(row.silent),
        "silent_overdue": row.silent_overdue,
    }


def _partner(row: PartnerRow) -> Body:
    return {
        "name": row.name,
        "roles": list(row.roles),
        "organisations": list(row.organisations),
        "reports": row.reports,
    }


def _link(row: LinkRow) -> Body:
    return {
        "title": row.title,
        "kind": row.kind,
        "url": row.url,
        "organisation": row.organisation,
        "date": _day(row.day),
    }


def _pictures(photos: tuple[Photo, ...], request: HttpRequest) -> Iterator[Body]:
    for photo in photos:
        size = made(photo.picture, *CARD_SIZES)[-1]
        yield {
            "download": absolute_url(size.url, request),
            "width": size.width,
            "height": size.height,
            "alt": photo.alt,
            "caption": photo.caption,
            "report": {"@id": absolute_url(photo.report.url, request), "title": photo.report.title},
        }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
