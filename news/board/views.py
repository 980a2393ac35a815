"""The board at `execution/` below a plan's or a document's own address, for phones, desks and paper.

`?organisation=` is what is asked of one organisation, `?item=` who has done one thing. POST to any of them reminds those
who have not.
"""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.models import OrganisationPage
from news.board.asked import Asked, choices_of
from news.board.figures import MOST_AHEAD, Figures, ahead, sections_of
from news.board.matrix import number_of, numbers_of, parts_of, rows_on_page
from news.board.reminding import Outcome, remind, reminders_of
from news.board.scope import Scope
from news.board.standings import Deed, things_of, told_by, waited_for
from news.execution.access import Sight, sight_at
from news.execution.execution import Execution, TaskExecution, execution_of
from news.execution.states import State
from plans.models import OrderPage, PlanPage
from search.catalog import public_pages
from search.pagination import paginate

logger = logging.getLogger(__name__)

# So many organisations stand on a page about one thing.
DEEDS = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def execution(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show how a plan or a document is carried out."""
    sight = sight_at(request, path)
    if not isinstance(sight, Sight):
        return sight
    found = execution_of(sight.page)
    scope = Scope.from_query(request.GET, found)
    context: dict[str, Any] = {**sight.frame("execution"), "execution": found}
    if request.method == "POST":
        return render(request, "news/board/reminded.html", context | _reminded(request, sight, found, scope))
    if sight.manages and (scope.thing or scope.organisation):
        context["reminder"] = next(iter(reminders_of(found, scope)), None)
    if scope.thing:
        return render(request, "news/board/item.html", context | _of_thing(request, found, scope.thing))
    if scope.organisation:
        return render(request, "news/board/organisation.html", context | _of_one(found, scope.organisation))
    return render(request, "news/board/board.html", context | _board(request, found))


def _reminded(request: HttpRequest, sight: Sight, found: Execution, scope: Scope) -> dict[str, Any]:
    """Remind, and return what has come of it; raises PermissionDenied (logged) for who does not manage the page."""
    if not sight.manages:
        logger.warning("refused: user %s reminds nobody of page %s", request.user.pk, sight.page.pk)
        raise PermissionDenied(_("Напоминать могут только те, кто меняет документ."))
    reminders = reminders_of(found, scope)
    is_seen = sight.page.catalog_entries.exists()
    outcome = remind(found, reminders, request.user) if is_seen else Outcome(unreachable=reminders)
    return {"outcome": outcome, "is_seen": is_seen, "back": request.get_full_path()}


def _board(request: HttpRequest, found: Execution) -> dict[str, Any]:
    asked = Asked.from_query(request.GET)
    chosen = asked.narrowed(found)
    batch = paginate(request, asked.organisations(chosen), rows_on_page(chosen))
    coming = ahead(found)
    return {
        "asked": asked,
        "choices": choices_of(found),
        "figures": Figures(found.counts),
        "sections": sections_of(each for each in found.tasks if each.task.asked),
        "ahead": [(each, number_of(each), Figures(each.counts)) for each in coming[:MOST_AHEAD]],
        "more_ahead": len(coming) - MOST_AHEAD,
        "batch": batch,
        "rows": [(page, Figures(chosen.counts_of(page.pk))) for page in batch],
        "parts": parts_of(chosen, list(batch)) if batch else [],
        "others": [] if asked.is_anything else _of_others(found),
        "plans": _plans(found.page),
        "states": list(State),
    }


def _of_others(found: Execution) -> list[tuple[str, TaskExecution, list[Deed]]]:
    """Return what is asked of nobody who has a page: persons, departments."""
    numbers = numbers_of(found)
    others = [each for each in found.tasks if not each.task.asked]
    return [(numbers[each.task.uid], each, told_by(each, found.known)) for each in others]


def _plans(page: PlanPage | OrderPage) -> list[PlanPage]:
    """Return the plans of a document, which have boards of their own."""
    if not isinstance(page, OrderPage):
        return []
    return list(PlanPage.objects.child_of(page).filter(pk__in=public_pages().values("pk")).order_by("path"))


def _of_thing(request: HttpRequest, found: Execution, each: TaskExecution) -> dict[str, Any]:
    """Who has not done it stands before who has, in batches of all of them."""
    waiting, done = waited_for(each, found.known), told_by(each, found.known)
    numbered = list(enumerate([*waiting, *done]))
    batch = paginate(request, numbered, DEEDS)
    return {
        "each": each,
        "number": number_of(each),
        "figures": Figures(each.counts),
        "batch": batch,
        "waiting": [deed for number, deed in batch if number < len(waiting)],
        "waiting_number": len(waiting),
        "done": [deed for number, deed in batch if number >= len(waiting)],
        "done_number": len(done),
        "done_page": len(waiting) // DEEDS + 1,
    }


def _of_one(found: Execution, organisation: OrganisationPage) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "figures": Figures(found.counts_of(organisation.pk)),
        "things": things_of(found, organisation.pk),
    }
