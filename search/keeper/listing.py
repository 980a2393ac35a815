"""The listing of hashtags: how they are used, which are official, which are probably another one misspelt."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.helpers import ButtonHelper

from search.keeper.distinct import distinct_pairs, pair_of
from search.keeper.editing import HashtagEditView
from search.keeper.look_alikes import Pairs, look_alikes
from search.listings import ExportingIndexView, ListingAdmin
from search.models import Hashtag

LISTING = "search_hashtag_modeladmin_index"
OFFICIAL, UNUSED, SUSPICIOUS = "official", "unused", "suspicious"
# So many look-alikes of one hashtag are named in its row.
NAMED = 4


@dataclass(frozen=True)
class Similar:
    """A hashtag that another one looks like."""

    pk: int
    name: str
    is_official: bool
    uses: int


def similar_pairs() -> Pairs:
    """Return for each hashtag those that look like it and were not told apart from it, by id."""
    distinct, pairs = distinct_pairs(), look_alikes(dict(Hashtag.objects.values_list("pk", "slug")))
    alike = {
        pk: [other for other in others if pair_of(pk, other) not in distinct] for pk, others in pairs.items()
    }
    return {pk: others for pk, others in alike.items() if others}


def add_look_alikes(tags: Iterable[Any]) -> None:
    """Give each of the hashtags `look_alikes`: those to keep rather than it first."""
    tags, pairs = list(tags), similar_pairs()
    wanted = {other for tag in tags for other in pairs.get(tag.pk, ())}
    rows = Hashtag.objects.filter(pk__in=wanted).with_uses().order_by("-is_official", "-uses", "name")
    columns = ("pk", "name", "is_official", "uses")
    others = [Similar(*row) for row in rows.values_list(*columns)]
    for tag in tags:
        tag.look_alikes = [other for other in others if other.pk in pairs.get(tag.pk, ())]


class StateFilter(SimpleListFilter):
    """What a keeper looks for."""

    title = _("что показать")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the choices."""
        return [
            (OFFICIAL, _("Официальные")),
            (UNUSED, _("Нигде не стоят")),
            (SUSPICIOUS, _("Похожие на другие")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Hashtag]) -> QuerySet[Hashtag]:
        """Return the hashtags of the chosen kind."""
        if self.value() == OFFICIAL:
            return queryset.filter(is_official=True)
        if self.value() == UNUSED:
            return queryset.filter(Q(tally=None) | Q(tally__entries=0))
        return queryset.filter(pk__in=list(similar_pairs())) if self.value() == SUSPICIOUS else queryset


class KeeperIndexView(ExportingIndexView):
    """The listing with the look-alikes of the hashtags that stand on the page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Look for look-alikes once for the whole page."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        add_look_alikes(context["object_list"])
        context["may_keep"] = self.request.user.has_perm("search.change_hashtag")
        return context


class KeeperButtons(ButtonHelper):
    """Beside editing: joining with another hashtag."""

    def get_buttons_for_obj(self, obj: Hashtag, **kwargs: Any) -> list[dict[str, Any]]:
        """Return the buttons of one row."""
        buttons: list[dict[str, Any]] = super().get_buttons_for_obj(obj, **kwargs)
        if self.permission_helper.user_can_edit_obj(self.request.user, obj):
            buttons.insert(1, self._merge_button(obj))
        return buttons

    def _merge_button(self, obj: Hashtag) -> dict[str, Any]:
        return {
            "url": reverse("hashtag_keeper:choose", args=[obj.pk]),
            "label": _g("Объединить"),
            "classname": self.finalise_classname(["button-secondary", "button-small"]),
            "title": _g("Объединить #%s с другим хэштегом") % obj.name,
        }


class HashtagAdmin(ListingAdmin):
    """Hashtags with how often they are used and what they look like; they are renamed and described here."""

    model = Hashtag
    menu_icon = "tag"
    menu_label = _("Хэштеги")
    menu_order = 230
    index_view_class = KeeperIndexView
    edit_view_class = HashtagEditView
    button_helper_class = KeeperButtons
    index_template_name = "search/keeper/index.html"
    list_display = ("hashtag", "uses", "last_used", "similar", "on_site")
    list_export = ("name", "slug", "official", "uses", "last_used", "description")
    list_filter = (StateFilter,)
    search_fields = ("name", "slug")
    export_filename = "hashtags"
    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("is_official")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hashtag]:
        """Return all hashtags, also those that nothing public uses yet."""
        return Hashtag.objects.with_uses().annotate(last=F("tally__last"))

    @display(description=_("хэштег"), ordering="name")
    def hashtag(self, tag: Hashtag) -> str:
        """The hashtag with its sign, an official one marked."""
        mark = format_html(' <span class="w-status">{}</span>', _("официальный")) if tag.is_official else ""
        return format_html("{}{}", tag.written, mark)

    @display(description=_("публикаций"), ordering="uses")
    def uses(self, tag: Any) -> int:
        """How many public entries have the hashtag."""
        return int(tag.uses)

    @display(description=_("последняя"), ordering="last")
    def last_used(self, tag: Any) -> str:
        """The day of the newest public entry that has it."""
        return date_format(tag.last, "d.m.Y") if tag.last else ""

    @display(description=_("похож на"))
    def similar(self, tag: Any) -> str:
        """What it is probably the same as; each leads to joining the two, or to telling them apart."""
        links = [
            (reverse("hashtag_keeper:merge", args=[*in_order(tag, other)]), other.name, other.uses)
            for other in tag.look_alikes[:NAMED]
        ]
        return format_html_join(", ", '<a href="{}">#{}</a> ({})', links)

    @display(description=_("официальный"))
    def official(self, tag: Hashtag) -> str:
        """Whether it is pinned as official, for the export."""
        return _g("да") if tag.is_official else ""

    @display(description=_("на сайте"))
    def on_site(self, tag: Hashtag) -> str:
        """A link to the hashtag's page."""
        return format_html('<a href="{}">{}</a>', tag.get_absolute_url(), _("открыть"))


def in_order(tag: Any, other: Similar) -> tuple[int, int]:
    """Return the two with the one to keep last: the official one, else the one that is used more."""
    keeps_other = (other.is_official, other.uses) >= (tag.is_official, int(tag.uses))
    return (tag.pk, other.pk) if keeps_other else (other.pk, tag.pk)
