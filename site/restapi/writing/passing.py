"""A page passes from one state to another, alone or with all below it: all of it or nothing."""

from collections.abc import Iterator

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry

from restapi.access.grants import grant_of
from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake, Problem
from restapi.reading.history import WORKFLOW
from restapi.writing.completeness import refuse_incomplete
from restapi.writing.rights import as_wagtail_allows, refuse_unless
from restapi.writing.standing import Standing
from restapi.writing.transitions import Order, Transition, offered, transitions, understood


def pass_on(
    page: Page, name: str, order: Order, request: HttpRequest, *, with_children: bool
) -> PageLogEntry:
    """Do a transition, and return what the log says of it; raises Problem 400, 401 or 403.

    With children it is done to every page below to which the one who asks could do it by itself.
    """
    grant = grant_of(request)
    context = LogContext(user=grant.user)
    with transaction.atomic(), as_wagtail_allows(grant, name, page), context:
        Page.objects.select_for_update().get(pk=page.pk)
        standing = Standing(type(page).objects.get(pk=page.pk), grant)
        transition = _wanted(name, standing)
        _refuse_odd(order, transition, standing)
        _perform(transition, standing, order, request)
        if with_children:
            for child in page.get_descendants().specific().order_by("path"):
                below = Standing(child, grant)
                if transition in offered(below):
                    _perform(transition, below, order, request)
        return _noted(page, context, order.comment)


def _wanted(name: str, standing: Standing) -> Transition:
    """Return the transition of a name; raises Problem 401 or 403 for a right, 400 that names those that are possible."""
    refuse_unless(standing.may_anything, standing.grant, name, standing.page)
    known = {transition.name: transition for transition in transitions(standing)}
    transition = known.get(understood(name, standing))
    if transition:
        refuse_unless(transition.is_allowed(standing), standing.grant, name, standing.page)
        if transition.is_possible(standing):
            return transition
    told = {"name": name[:100], "names": ", ".join(found.name for found in offered(standing)) or "—"}
    raise Problem(400, _("“%(name)s” is not possible now. Possible: %(names)s.") % told)


def _refuse_odd(order: Order, transition: Transition, standing: Standing) -> None:
    """Raise Problem 400 for an order that does not fit the transition."""
    mistakes = list(_odd(order, transition, standing))
    if mistakes:
        raise unprocessed(mistakes)


def _odd(order: Order, transition: Transition, standing: Standing) -> Iterator[Mistake]:
    if transition.needs_comment(standing) and not order.comment:
        yield Mistake(["body", "comment"], "missing", _("Say why."))
    for name in ("effective", "expires"):
        if getattr(order, name) and transition.name != "publish":
            yield Mistake(["body", name], "extra_forbidden", _("Only “publish” takes a moment."))


def _perform(transition: Transition, standing: Standing, order: Order, request: HttpRequest) -> None:
    if transition.needs_complete_draft:
        refuse_incomplete(standing.page, request)
    transition.perform(standing, order)


def _noted(page: Page, context: LogContext, comment: str) -> PageLogEntry:
    """Return the first step that the log tells of, with the comment in it."""
    steps = PageLogEntry.objects.filter(page=page, uuid=context.uuid, action__in=WORKFLOW)
    entry: PageLogEntry = steps.select_related("user").order_by("timestamp", "pk")[0]
    if comment and not (entry.data or {}).get("comment"):
        entry.data = {**(entry.data or {}), "comment": comment}
        entry.save(update_fields=["data"])
    return entry
