"""The desk's addresses in the admin, and its place in the menu with how many wait."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.viewsets.base import ViewSet

from news.reviewing import views
from news.reviewing.queue import may_review, number_waiting


class ReviewViewSet(ViewSet):
    """What waits for a decision, and what was published."""

    name = "review"
    url_prefix = "review"
    icon = "image"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the two lists."""
        return [
            path("", views.QueueView.as_view(), name="index"),
            path("published/", views.PublishedView.as_view(), name="published"),
        ]


class ReviewItem(MenuItem):
    """For reviewers, with the number of reports that wait for them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether one reviews anything."""
        return may_review(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        """Return the item as Wagtail's menu shows it; the item itself is everybody's."""
        number = number_waiting(request.user)
        label = _g("На проверке: %d") % number if number else self.label
        return LinkMenuItem(self.name, str(label), str(self.url), icon_name=self.icon_name)


def menu_item() -> MenuItem:
    """Return the desk's place in the menu."""
    return ReviewItem(
        _("На проверке"), reverse_lazy("review:index"), name="review", icon_name="tasks", order=80
    )
