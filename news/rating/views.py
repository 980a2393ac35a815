"""The rating of a document at its address, and the diplomas of the first places."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from news.execution.access import Sight, sight_at
from news.rating.diploma import diploma_of
from news.rating.rating import freeze, is_over, rating_of
from news.rating.shown import BATCH, batch_of, shown
from plans.models import OrderPage
from search.pagination import paginate

logger = logging.getLogger(__name__)

LONGEST_NUMBER = 18


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show the rule, the places and why; a POST of who manages the document makes a rating that is over final."""
    sight = _sight(request, path)
    if isinstance(sight, HttpResponseBase):
        return sight
    document: OrderPage = sight.page
    if request.method == "POST":
        if not sight.manages:
            logger.warning("refused: user %s does not freeze the rating of %s", request.user.pk, document.pk)
            raise PermissionDenied(_("Итоги подводят только те, кто меняет документ."))
        if freeze(document):
            return redirect(request.path)
    found, chosen = rating_of(document), _number(request)
    rows = [*found.places, *found.without_points]
    batch = paginate(request, rows, BATCH, usual=batch_of(found, chosen))
    context = {
        **sight.frame("rating"),
        "rating": found,
        "batch": batch,
        "shown": shown(batch, chosen),
        "chosen": chosen,
        "is_over": is_over(document),
        "is_too_early": request.method == "POST",
        "closed_before": document.frozen_ratings.exclude(until=document.rating_until).order_by("until")
        if sight.manages
        else (),
    }
    return render(request, "news/rating/rating.html", context, status=409 if context["is_too_early"] else 200)


@never_cache
@require_safe
def diploma(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer the diploma of the organisation that `?organisation=` names; raises Http404 where none belongs to it."""
    sight = _sight(request, path)
    if isinstance(sight, HttpResponseBase):
        return sight
    found = rating_of(sight.page)
    place, closed_at = found.of(_number(request) or 0), found.frozen_at
    if closed_at is None or place is None or not place.is_honoured:
        raise Http404(_("Такого диплома нет: итоги не подведены, или место ниже третьего."))
    written = diploma_of(sight.page, place, closed_at)
    response = HttpResponse(written, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="diplom-{place.row.organisation}.pdf"'
    return response


def _sight(request: HttpRequest, path: str) -> Sight | HttpResponseBase:
    """Return the document whose rating may be seen; raises Http404 for what has none."""
    sight = sight_at(request, path)
    if isinstance(sight, Sight) and not (isinstance(sight.page, OrderPage) and sight.page.has_rating):
        raise Http404(_("У этой страницы нет рейтинга."))
    return sight


def _number(request: HttpRequest) -> int | None:
    """Return the id that the query names, None for what is no number."""
    text = request.GET.get("organisation", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
