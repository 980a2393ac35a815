"""The desk in the admin: what waits, what was published. One form holds a screen; all of it works without scripts."""

import logging
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as Batch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.models import OrganisationPage
from news.reviewing import deciding, picking, queue
from news.reviewing.asked import Asked, asked_in, number
from news.reviewing.composing import compose, sections_of
from news.reviewing.published import published
from news.reviewing.queue import Waiting
from news.reviewing.rows import Beside, Row, organisations_at, public_rows, waiting_rows
from news.reviewing.told import event_words
from search.pagination import paginate

logger = logging.getLogger(__name__)

# So many reports are approved at once: each makes a public page.
MOST_AT_ONCE = 20


class DeskView(WagtailAdminTemplateMixin, View):
    """A list of the desk's, for reviewers; a refusal is logged."""

    header_icon = "image"
    template_name = "news/reviewing/desk.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who reviews nothing."""
        if not queue.may_review(request.user):
            logger.warning("refused: user %s reviews no reports", request.user.pk)
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the start page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def asked(self) -> Asked:
        """The filters of the address."""
        return asked_in(self.request.GET)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a batch."""
        picks = picking.picked(request.user)
        context = {
            **self.shown(),
            "asked": self.asked,
            "picked": {pick.key for pick in picks},
            "sections": sections_of(request.user),
        }
        return self.render_to_response(self.get_context_data(**context))

    def shown(self) -> dict[str, Any]:
        """Return what the template shows: `batch` with `rows`, and the choices of the filters."""
        raise NotImplementedError

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remember what is ticked, do what was pressed, tell what has come of it, and show the list again."""
        picking.keep(request.user, request.POST)
        act = request.POST.get("act")
        if act == "news":
            return self.news(request)
        if act == "forget":
            picking.forget(request.user)
        self.act(request)
        return redirect(self._back())

    def news(self, request: HttpRequest) -> HttpResponse:
        """Make a draft of news, and lead to its editor; where there is nothing to make it of, say so."""
        sections = {section.pk: section for section in sections_of(request.user)}
        wanted = number(request.POST.get("section", "")) or next(iter(sections), 0)
        if wanted not in sections:
            logger.warning("refused: user %s may add no news to %s", request.user.pk, wanted)
            messages.error(request, _g("В этот раздел вы не можете добавлять новости."))
            return redirect(self._back())
        picks = picking.picked(request.user)
        ticked = [number(key.partition("-")[0]) for key in request.POST.getlist("report")[:MOST_AT_ONCE]]
        composed = compose(sections[wanted], picks, ticked, request)
        for said in composed.left_out:
            messages.warning(request, said)
        if composed.news is None:
            messages.error(request, _g("Новость не создана: отметьте фотографии или отчёты."))
            return redirect(self._back())
        picking.forget(request.user)
        messages.success(request, _g("Черновик новости готов: проверьте его и опубликуйте."))
        return redirect("wagtailadmin_pages:edit", composed.news.pk)

    def act(self, request: HttpRequest) -> None:
        """Do what was pressed, and leave a message."""

    def _back(self) -> str:
        """Return this list with its filters, in the batch that was asked for."""
        query = self.request.GET.copy()
        if number(self.request.POST.get("page", "")):
            query["page"] = self.request.POST["page"]
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path


class QueueView(DeskView):
    """What waits for a decision, the last sent first."""

    page_title = _("На проверке")

    def shown(self) -> dict[str, Any]:
        """Return a batch of what waits, and what can be chosen among all that waits."""
        all_rows = queue.waiting(self.request.user)
        beside = Beside(all_rows, organisations_at(row.organisation for row in all_rows))
        chosen = queue.chosen(all_rows, self.asked, beside.organisations)
        batch: Batch[Waiting] = paginate(self.request, chosen)
        return {
            "tab": "queue",
            "batch": batch,
            "rows": waiting_rows(batch, beside),
            "total": len(all_rows),
            "organisations": beside.organisations.values(),
            "events": _events_of(all_rows, beside),
            "hashtags": sorted(tag.name for tag in beside.hashtags.values()),
        }

    def act(self, request: HttpRequest) -> None:
        """Decide about one report or about those that are ticked, each judged by itself."""
        given = request.POST
        if given.get("approve"):
            _tell(request, [deciding.approve(given["approve"], request)])
        elif given.get("return"):
            key = given["return"]
            _tell(request, [deciding.send_back(key, given.get(f"reason-{key}", ""), request)])
        elif given.get("act") == "approve":
            keys = list(dict.fromkeys(given.getlist("report")))[:MOST_AT_ONCE]
            if not keys:
                messages.warning(request, _g("Отметьте отчёты, которые хотите одобрить."))
            _tell(request, [deciding.approve(key, request) for key in keys])


class PublishedView(DeskView):
    """What is public, the newest first: for news."""

    page_title = _("Опубликованные")

    def shown(self) -> dict[str, Any]:
        """Return a batch of public reports."""
        batch = paginate(self.request, published(self.asked))
        organisations = {page.path: page for page in OrganisationPage.objects.live().order_by("title")}
        rows = public_rows(batch, organisations)
        subject = self.asked.subject
        return {
            "tab": "published",
            "batch": batch,
            "rows": rows,
            "total": batch.paginator.count,
            "organisations": organisations.values(),
            "events": [(subject.key, subject.title)] if subject else _events(rows),
            "hashtags": sorted({name for row in rows for name in row.hashtags}),
        }


def _events_of(waiting: list[Waiting], beside: Beside) -> list[tuple[str, str]]:
    """Return the events in the queue, each with what names it in an address."""
    known = {
        row.event: event_words(beside.items.get(row.item or 0), beside.documents.get(row.order or 0))
        for row in waiting
        if row.item in beside.items or row.order in beside.documents
    }
    return sorted(known.items(), key=lambda event: event[1])


def _events(rows: list[Row]) -> list[tuple[str, str]]:
    return sorted({(row.event_key, row.event) for row in rows if row.event_key}, key=lambda event: event[1])


def _tell(request: HttpRequest, outcomes: Iterable[deciding.Outcome]) -> None:
    for outcome in outcomes:
        if outcome.is_done:
            messages.success(request, outcome.said)
        else:
            messages.error(request, outcome.said)
