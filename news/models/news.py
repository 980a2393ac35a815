"""What a press officer publishes."""

import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from home.models import BasePage
from news.blocks import NewsBody
from news.structured_data import news_article
from search.models import CatalogEntry
from search.pagination import paginate
from search.tagging import HashtagLink, HashtagsField


class NewsIndexPage(BasePage):
    """All news, the newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    is_listed = False

    class Meta:
        verbose_name = _("раздел новостей")
        verbose_name_plural = _("разделы новостей")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the news, the newest first."""
        context = super().get_context(request, *args, **kwargs)
        context["entries"] = paginate(request, CatalogEntry.objects.listed().below(self).newest().cards())
        return context


class NewsPageHashtag(HashtagLink):
    """A hashtag of a news page."""

    content_object = ParentalKey("NewsPage", related_name="hashtag_links")


class NewsPage(BasePage):
    """A piece of news."""

    page_description = _("Новость пресс-службы с главным изображением и хэштегами.")

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    date = models.DateField(_("дата"), default=timezone.localdate)
    picture = models.ForeignKey(
        "home.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("главное изображение"),
    )
    picture_caption = models.CharField(_("подпись к изображению"), max_length=250, blank=True)
    body = StreamField(NewsBody(), verbose_name=_("текст"))
    hashtags = HashtagsField(through=NewsPageHashtag)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("picture"),
        FieldPanel("picture_caption"),
        FieldPanel("body"),
        FieldPanel("hashtags"),
    ]
    search_fields = [*BasePage.search_fields, index.FilterField("date")]
    api_fields = [
        *BasePage.api_fields,
        APIField("date", writable=True),
        APIField("picture", writable=True),
        APIField("picture_caption", writable=True),
        APIField("body", writable=True),
    ]

    class Meta:
        verbose_name = _("новость")
        verbose_name_plural = _("новости")

    @property
    def structured_data(self) -> dict[str, Any]:
        """An article of the day that the press officer gave it."""
        return {**news_article(self), "datePublished": self.date.isoformat()}

    @property
    def listing_date(self) -> datetime.date:
        """The date that the press officer gave it."""
        return self.date

    @property
    def listing_picture(self) -> Any:
        """The main picture."""
        return self.picture

    @property
    def picture_texts(self) -> list[str]:
        """Caption and description of the main picture."""
        return [self.picture_caption, self.picture.description] if self.picture else []
