"""The site's addresses, and Wagtail's API v2 with the fields that ours gives: it names no picture by itself."""

from django.urls import path
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.images.api.fields import ImageRenditionField

from config.urls import handler404, urlpatterns
from search.pictures import CARD_SIZES

__all__ = ["handler404", "urlpatterns"]

SMALL, LARGE = CARD_SIZES


class NewsAPIViewSet(PagesAPIViewSet):
    """Pages with their hashtags and their picture in the sizes of cards."""

    body_fields = [
        *PagesAPIViewSet.body_fields,
        APIField("hashtags"),
        APIField("small", serializer=ImageRenditionField(SMALL, source="picture")),
        APIField("large", serializer=ImageRenditionField(LARGE, source="picture")),
    ]


router = WagtailAPIRouter("stock")
router.register_endpoint("pages", NewsAPIViewSet)

urlpatterns = [path("stock/", router.urls), *urlpatterns]
