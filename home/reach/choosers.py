"""Lists to choose from."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page

from home.reach.rights import choosable, reachable_pages


def choosable_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Return those of the pages that the user reaches; Wagtail offers everybody's drafts to link to."""
    return pages.filter(pk__in=reachable_pages(request.user).values("pk"))


class ChoosablePictures(ImagesAdminAPIViewSet):
    """The admin's API of pictures, of those that the user may choose; Wagtail shows all."""

    def get_queryset(self) -> Any:
        """Leave out the rest."""
        return super().get_queryset().filter(pk__in=choosable(self.model, self.request.user).values("pk"))


class ChoosableFiles(DocumentsAdminAPIViewSet):
    """The admin's API of files, of those that the user may choose."""

    def get_queryset(self) -> Any:
        """Leave out the rest."""
        return super().get_queryset().filter(pk__in=choosable(self.model, self.request.user).values("pk"))


def replace_endpoints(router: WagtailAPIRouter) -> None:
    """Put ours in the place of Wagtail's."""
    router.register_endpoint("images", ChoosablePictures)
    router.register_endpoint("documents", ChoosableFiles)
