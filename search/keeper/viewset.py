"""The keeper's addresses in the admin."""

from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet

from search.keeper import bulk_views, views


class KeeperViewSet(ViewSet):
    """What a keeper does beside the listing of hashtags."""

    name = "hashtag_keeper"
    url_prefix = "hashtags"
    icon = "tag"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return merging in two steps, the log and its undoing, tagging many pages."""
        named: list[tuple[str, Any, str]] = [
            ("merge/<int:pk>/", views.ChooseView, "choose"),
            ("merge/<int:pk>/<int:kept_pk>/", views.MergeView, "merge"),
            ("log/", views.LogView, "log"),
            ("log/<int:pk>/undo/", views.UndoView, "undo"),
            ("pages/", bulk_views.BulkView, "bulk"),
        ]
        return [path(route, view.as_view(), name=name) for route, view, name in named]
