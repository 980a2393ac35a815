"""The keeper's addresses in the admin."""

from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet

from search.keeper import bulk_views, views
from search.keeper.offering import offer


class KeeperViewSet(ViewSet):
    """What a keeper does beside the listing of hashtags."""

    name = "hashtag_keeper"
    url_prefix = "hashtags"
    icon = "tag"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return merging in two steps, telling apart, the log, tagging many pages, and what every editor is offered."""
        named: list[tuple[str, Any, str]] = [
            ("merge/<int:pk>/", views.ChooseView, "choose"),
            ("merge/<int:pk>/<int:kept_pk>/", views.MergeView, "merge"),
            ("distinct/<int:pk>/<int:other_pk>/", views.DistinctView, "distinct"),
            ("alike/<int:pk>/<int:other_pk>/", views.AlikeView, "alike"),
            ("log/", views.LogView, "log"),
            ("log/<int:pk>/undo/", views.UndoView, "undo"),
            ("pages/", bulk_views.BulkView, "bulk"),
        ]
        views_of_keepers = [path(route, view.as_view(), name=name) for route, view, name in named]
        return [*views_of_keepers, path("offered/", offer, name="offered")]
