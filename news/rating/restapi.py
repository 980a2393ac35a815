"""`@rating`: a document's rating for programs, with the rule and the trace of every point."""

import logging
from typing import Any

from django.utils.translation import gettext as _

from news.execution.access import is_open
from news.rating.points import Placed, RatedReport, Row
from news.rating.rating import rating_of
from plans.models import OrderPage
from restapi.http.problems import Problem, access_denied, login_required
from restapi.reading.dates import day, moment
from restapi.reading.leaves import PageSummary
from restapi.reading.loading import fill
from restapi.schemas.answers import Answer, Identified, Summary
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url

logger = logging.getLogger(__name__)


class RatingTerm(Answer):
    """So many points for each full group of so many, at most so many for one report; 0 is no limit."""

    points: int
    group: int
    most: int


class RatingRule(Answer):
    """The terms by what they count, the same in words, and until when a report is in time."""

    terms: dict[str, RatingTerm]
    sentences: list[str]
    report_until: str | None


class RatingLine(Answer):
    """What counts, how many of it, what that brings; `is_capped` where a limit cuts it."""

    kind: str
    number: int
    points: int
    is_capped: bool


class ReportInRating(Answer):
    """A report with its trace; null for one that is not public any more."""

    report: Summary | None
    points: int
    lines: list[RatingLine]


class RatedOrganisation(Answer):
    """An organisation in its places, from the first to the last of those who tie; null without points."""

    organisation: Summary | None
    title: str
    first_place: int | None
    last_place: int | None
    points: int
    reports: list[ReportInRating]


class RatingAnswer(Identified):
    """A document's rating: until when reports count, when that was made final, and all who take part."""

    until: str | None
    frozen_at: str | None
    rule: RatingRule
    items: list[RatedOrganisation]
    items_total: int


@service("rating", on=OrderPage, answers=RatingAnswer)
def rating(call: Call) -> dict[str, Any]:
    """Return the rating of a regulation, or of whatever names a closing date: the rule, the places, why.

    It is for everybody where the document shows how it is carried out, else for who may edit it.
    """
    document = _document(call)
    found = rating_of(document)
    rows = [_told(place.row, place) for place in found.places]
    rows += [_told(row, None) for row in found.without_points]
    body = {
        "@id": service_url(call.page, "rating", call.request),
        "until": day(document.rating_until),
        "frozen_at": moment(found.frozen_at),
        "rule": {
            "terms": {kind.value: term._asdict() for kind, term in found.rule.terms.items()},
            "sentences": [*found.rule.sentences, *found.rule.conditions],
            "report_until": day(found.rule.report_until),
        },
        "items": rows,
        "items_total": len(rows),
    }
    filled: dict[str, Any] = fill(body, call.request)
    return filled


def _document(call: Call) -> OrderPage:
    """Return the document; raises Problem 401, 403 or 404 for who may not see its rating, or where it has none."""
    document: Any = call.page
    may_edit = call.grant.reads_drafts(document)
    if not may_edit and not is_open(document):
        if call.grant.is_anonymous:
            raise login_required()
        logger.warning("refused: user %s does not see the rating of %s", call.grant.user.pk, document.pk)
        raise access_denied(_("Как это выполняется, видят только те, кто меняет документ."))
    if not document.has_rating:
        raise Problem(404, _("У этой страницы нет рейтинга."))
    found: OrderPage = document
    return found


def _told(row: Row, place: Placed | None) -> dict[str, Any]:
    return {
        "organisation": PageSummary(row.organisation),
        "title": row.title,
        "first_place": place.first if place else None,
        "last_place": place.last if place else None,
        "points": row.points,
        "reports": [_report(report) for report in row.reports],
    }


def _report(report: RatedReport) -> dict[str, Any]:
    return {
        "report": PageSummary(report.page),
        "points": report.points,
        "lines": [{**line._asdict(), "kind": line.kind.value} for line in report.lines],
    }
