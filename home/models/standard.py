"""A page of plain content: «О проекте», «Доступность», an appendix that is no plan."""

from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField

from home.blocks import StandardBody
from home.models.base import BasePage
from search.tagging import HashtagLink, HashtagsField


class StandardPageHashtag(HashtagLink):
    """A hashtag of a standard page."""

    content_object = ParentalKey("StandardPage", related_name="hashtag_links")


class StandardPage(BasePage):
    """Headings, paragraphs, pictures and files in any order."""

    page_description = _("Постоянная страница: «О проекте», «Доступность», приложение, которое не план.")

    parent_page_types = ["home.HomePage", "home.StandardPage", "plans.OrderPage"]

    body = StreamField(StandardBody(), verbose_name=_("текст"), blank=True)
    hashtags = HashtagsField(through=StandardPageHashtag)

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("hashtags")]
    api_fields = [*BasePage.api_fields, APIField("body", writable=True)]

    class Meta:
        verbose_name = _("страница")
        verbose_name_plural = _("страницы")
