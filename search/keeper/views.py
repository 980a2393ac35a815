"""Merging hashtags in the admin, the log of what keepers have done, and undoing a merge from there."""

import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import ModelLogEntry

from search.keeper.actions import MERGE
from search.keeper.distinct import say_alike, say_distinct, still_distinct, told_apart_from
from search.keeper.listing import LISTING, similar_pairs
from search.keeper.merging import merge
from search.keeper.places import extent_of, places_of
from search.keeper.undoing import CannotUndo, Undone, undo, undoable
from search.listings import FoldingSearchHandler
from search.models import Hashtag

logger = logging.getLogger(__name__)

MOST_OFFERED, NAMED_PAGES, LOG_LINES = 50, 5, 50


def titles(pages: list[Any]) -> str:
    """Return «Субботник», «Конкурс» и ещё 4."""
    told = ", ".join(f"«{Truncator(page.title).chars(60)}»" for page in pages[:NAMED_PAGES])
    more = len(pages) - NAMED_PAGES
    return _g("%(pages)s и ещё %(more)d") % {"pages": told, "more": more} if more > 0 else told


class KeeperView(WagtailAdminTemplateMixin, View):
    """A page of the keeper's, for whoever may change hashtags; a refusal is logged."""

    header_icon = "tag"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not change hashtags."""
        if not request.user.has_perm("search.change_hashtag"):
            logger.warning("refused: user %s may not change hashtags", request.user.pk)
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the listing."""
        listing = {"url": reverse(LISTING), "label": _g("Хэштеги")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.page_title}]


class ChooseView(KeeperView):
    """Choose the hashtag to keep; those that look like this one stand first."""

    page_title = _("С каким хэштегом объединить")
    template_name = "search/keeper/choose.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the look-alikes, or what the search finds."""
        hashtag = get_object_or_404(Hashtag.objects.with_uses(), pk=pk)
        asked, similar = request.GET.get("q", "")[:100], similar_pairs().get(pk, [])
        others = Hashtag.objects.with_uses().exclude(pk=pk).order_by("-is_official", "-uses", "name")
        found = (
            FoldingSearchHandler(("name", "slug")).search_queryset(others, asked)
            if asked.strip()
            else others.filter(pk__in=similar)
        )
        context = {"hashtag": hashtag, "others": found[:MOST_OFFERED], "asked": asked, "similar": similar}
        return self.render_to_response(self.get_context_data(**context))


class MergeView(KeeperView):
    """Say on how many pages a merge would work, and do it."""

    page_title = _("Объединение хэштегов")
    template_name = "search/keeper/merge.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the two; one and the same is no pair."""
        super().setup(request, *args, **kwargs)
        hashtags = Hashtag.objects.with_uses()
        self.kept = get_object_or_404(hashtags.exclude(pk=kwargs["pk"]), pk=kwargs["kept_pk"])
        self.merged = get_object_or_404(hashtags, pk=kwargs["pk"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask for confirmation."""
        context = {
            "merged": self.merged,
            "kept": self.kept,
            "extent": extent_of(self.merged, places_of(self.merged)),
            "are_distinct": self.kept.pk in told_apart_from(self.merged),
        }
        return self.render_to_response(self.get_context_data(**context))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Merge, and say where to undo it."""
        merge(self.merged, self.kept, request.user)
        text = _g("#%(merged)s теперь ведёт на #%(kept)s.")
        log_button = messages.button(reverse("hashtag_keeper:log"), _g("Журнал"))
        names = {"merged": self.merged.name, "kept": self.kept.name}
        messages.success(request, text % names, buttons=[log_button])
        return redirect(LISTING)


class DistinctView(KeeperView):
    """Tell two look-alikes apart."""

    http_method_names = ["post"]
    text = _("#%(one)s и #%(other)s — разные хэштеги, похожими они больше не считаются.")

    def post(self, request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
        """Say it, and say where to take it back; one and the same is no pair."""
        one = get_object_or_404(Hashtag, pk=pk)
        other = get_object_or_404(Hashtag.objects.exclude(pk=pk), pk=other_pk)
        self.say(one, other)
        log_button = messages.button(reverse("hashtag_keeper:log"), _g("Журнал"))
        messages.success(request, self.text % {"one": one.name, "other": other.name}, buttons=[log_button])
        return redirect(LISTING)

    def say(self, one: Hashtag, other: Hashtag) -> None:
        """Remember and log it."""
        say_distinct(one, other, self.request.user)


class AlikeView(DistinctView):
    """Take it back."""

    text = _("#%(one)s и #%(other)s снова считаются похожими.")

    def say(self, one: Hashtag, other: Hashtag) -> None:
        """Forget and log it."""
        say_alike(one, other, self.request.user)


class LogView(KeeperView):
    """What has been done to hashtags, the newest first."""

    page_title = _("Журнал хэштегов")
    template_name = "search/keeper/log.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a batch of entries; what still holds can be taken back."""
        pages = Paginator(_entries().select_related("user"), LOG_LINES)
        lines = pages.get_page(request.GET.get("p"))
        merges = undoable([entry for entry in lines if entry.action == MERGE])
        context = {"lines": lines, "undoable": merges, "distinct": still_distinct(lines)}
        return self.render_to_response(self.get_context_data(**context))


class UndoView(KeeperView):
    """Undo one merge."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo it, and name the pages that could not be given back what they had."""
        entry = get_object_or_404(_entries().filter(action=MERGE), pk=pk)
        try:
            self._tell(undo(entry, request.user))
        except CannotUndo as error:
            messages.error(request, str(error))
        return redirect("hashtag_keeper:log")

    def _tell(self, undone: Undone) -> None:
        names = {"name": undone.hashtag.name, "pages": undone.restored}
        messages.success(
            self.request, _g("#%(name)s снова сам по себе. Страниц возвращено: %(pages)d.") % names
        )
        if undone.left:
            text = _g("Изменены после объединения и оставлены как есть: %s")
            messages.warning(self.request, text % titles(undone.left))


def _entries() -> Any:
    """Return the log of all hashtags."""
    type_ = ContentType.objects.get_for_model(Hashtag)
    return ModelLogEntry.objects.filter(content_type=type_).order_by("-timestamp", "-pk")
