"""The import's addresses and its place in the admin's menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from plans.importing.checking import views


class ImportMenuItem(MenuItem):
    """Shown to whoever may write documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a section that the user may import into."""
        return views.sections_of(request.user).exists()


class ImportViewSet(ViewSet):
    """Documents from files."""

    name = "imports"
    icon = "upload"
    add_to_admin_menu = True
    menu_label = _("Импорт документа")
    menu_order = 150
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the list of imports, and all that is done with one."""
        named: list[tuple[str, Any, str]] = [
            ("", views.IndexView, "index"),
            ("<int:pk>/", views.CheckView, "check"),
            ("<int:pk>/requisites/", views.RequisitesView, "requisites"),
            ("<int:pk>/doubts/", views.SettleView, "settle"),
            ("<int:pk>/confirm/", views.ConfirmView, "confirm"),
            ("<int:pk>/reread/", views.RereadView, "reread"),
            ("<int:pk>/delete/", views.DeleteView, "delete"),
            ("<int:pk>/<str:path>/", views.NodeView, "node"),
        ]
        return [path(route, view.as_view(), name=name) for route, view, name in named]
