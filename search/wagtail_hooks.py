"""The press officer's listing of hashtags."""

from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.options import modeladmin_register

from search.listings import ListingAdmin
from search.models import Hashtag


class HashtagAdmin(ListingAdmin):
    """Hashtags with how often they are used; their description is edited here."""

    model = Hashtag
    menu_icon = "tag"
    menu_label = _("Хэштеги")
    menu_order = 230
    list_display = ("hashtag", "uses", "on_site")
    list_export = ("name", "slug", "uses", "description")
    search_fields = ("name", "slug")
    export_filename = "hashtags"
    panels = [FieldPanel("name"), FieldPanel("description")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hashtag]:
        """Return all hashtags, also those that nothing public uses yet."""
        return Hashtag.objects.with_uses()

    @display(description=_("хэштег"), ordering="name")
    def hashtag(self, tag: Hashtag) -> str:
        """The hashtag with its sign."""
        return tag.written

    @display(description=_("публикаций"), ordering="uses")
    def uses(self, tag: Any) -> int:
        """How many public entries have the hashtag."""
        return int(tag.uses)

    @display(description=_("на сайте"))
    def on_site(self, tag: Hashtag) -> str:
        """A link to the hashtag's page."""
        return format_html('<a href="{}">{}</a>', tag.get_absolute_url(), _("открыть"))


modeladmin_register(HashtagAdmin)
