"""Putting a hashtag on many pages, or taking it off: a filter, a list with boxes to tick, and what has come of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from search.keeper import bulk
from search.keeper.forms import MOST_PAGES, FilterForm, PickForm
from search.keeper.views import KeeperView, titles

TOLD = {
    bulk.PUBLISHED: _("Изменены и опубликованы: %s"),
    bulk.DRAFT: _("Сохранены черновиками, публикует их тот, кто вправе и видит остальные правки: %s"),
    bulk.UNCHANGED: _("Менять было нечего: %s"),
    bulk.REFUSED: _("Нет права менять: %s"),
    bulk.LOCKED: _("Закрыты или на проверке, не изменены: %s"),
    bulk.INVALID: _("Не заполнены обязательные поля, не изменены: %s"),
}
GOOD = (bulk.PUBLISHED, bulk.DRAFT)


class BulkView(KeeperView):
    """Choose the hashtag and the pages, tick them, apply."""

    page_title = _("Хэштег для многих страниц")
    template_name = "search/keeper/bulk.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the filter, and what it leaves."""
        form = FilterForm(request.GET if "hashtag" in request.GET else None, initial={"action": "add"})
        context: dict[str, Any] = {"form": form, "most": MOST_PAGES}
        if form.is_valid():
            chosen = form.cleaned_data
            pages = bulk.candidates(request.user, chosen["hashtag"], chosen["action"], chosen)
            context |= {"pages": pages[:MOST_PAGES], "total": pages.count(), "chosen": chosen}
        return self.render_to_response(self.get_context_data(**context))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Change the ticked pages, each by its own rights, and say what has come of each."""
        form = PickForm(request.POST)
        if form.is_valid():
            chosen = form.cleaned_data
            pages = Page.objects.filter(pk__in=chosen["pages"]).order_by("pk")
            done = bulk.tag_pages(pages, chosen["hashtag"], chosen["action"], request.user)
            for outcome, told in TOLD.items():
                if done.get(outcome):
                    tell = messages.success if outcome in GOOD else messages.warning
                    tell(request, told % titles(done[outcome]))
        for errors in form.errors.values():
            messages.error(request, errors[0])
        query = request.GET.urlencode()
        return redirect(f"{request.path}?{query}" if query else request.path)
