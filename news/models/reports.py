"""A school's report of an event, with its pictures and figures."""

import datetime
import uuid
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from home.models import BasePage, OrganisationPage
from news.blocks import ReportBody
from news.consent import refuse_without_consent
from news.forms import EventReportForm
from news.structured_data import report_article
from search.tagging import HashtagLink, HashtagsField

# A post with more hashtags than this is not read.
SHARED_HASHTAGS = 10


class EventReportPageHashtag(HashtagLink):
    """A hashtag of a photo report."""

    content_object = ParentalKey("EventReportPage", related_name="hashtag_links")


class EventReportPage(BasePage):
    """A photo report: what an organisation did, for which item of a plan, with whom."""

    parent_page_types = ["home.OrganisationPage"]
    subpage_types: list[str] = []

    plan_item = models.ForeignKey(
        "plans.PlanItem",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
        verbose_name=_("пункт плана"),
        help_text=_("О каком мероприятии отчёт."),
    )
    order = models.ForeignKey(
        "plans.OrderPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
        verbose_name=_("документ"),
        help_text=_("Если мероприятия нет в плане: приказ или положение, по которому оно прошло."),
    )
    start = models.DateField(_("дата начала"), default=timezone.localdate)
    end = models.DateField(
        _("дата окончания"), null=True, blank=True, help_text=_("Если событие длилось больше дня.")
    )
    place = models.CharField(_("место"), max_length=250, blank=True)
    body = StreamField(ReportBody(), verbose_name=_("рассказ"))
    organisations = ParentalManyToManyField(
        "home.OrganisationPage", blank=True, related_name="+", verbose_name=_("участвовали организации")
    )
    consent = models.BooleanField(
        _("согласия получены"),
        default=False,
        help_text=_(
            "Согласия на распространение изображений людей на фото собраны и хранятся в организации (152-ФЗ)."
        ),
    )
    consent_by = models.CharField(_("кто подтвердил"), max_length=150, blank=True)
    consent_at = models.DateField(_("когда подтверждено"), null=True, blank=True)
    hashtags = HashtagsField(through=EventReportPageHashtag)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("plan_item"), FieldPanel("order")], heading=_("О чём отчёт")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("start"), FieldPanel("end")]), FieldPanel("place")],
            heading=_("Когда и где"),
        ),
        FieldPanel("body"),
        InlinePanel("photos", label=_("Фото"), heading=_("Фотографии")),
        InlinePanel("participants", label=_("Категория"), heading=_("Участники")),
        FieldPanel("organisations"),
        InlinePanel("partners", label=_("Партнёр"), heading=_("Партнёры и спонсоры")),
        InlinePanel("links", label=_("Ссылка"), heading=_("Видео и публикации")),
        FieldPanel("hashtags"),
        MultiFieldPanel(
            [FieldPanel("consent"), FieldRowPanel([FieldPanel("consent_by"), FieldPanel("consent_at")])],
            heading=_("Согласия людей на фотографиях"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("place"), index.FilterField("start")]
    api_fields = [
        *BasePage.api_fields,
        APIField("plan_item", writable=True),
        APIField("order", writable=True),
        APIField("start", writable=True),
        APIField("end", writable=True),
        APIField("place", writable=True),
        APIField("body", writable=True),
        APIField("photos", writable=True),
        APIField("participants", writable=True),
        APIField("participants_total"),
        APIField("organisations", writable=True),
        APIField("partners", writable=True),
        APIField("links", writable=True),
        APIField("consent", writable=True),
    ]

    base_form_class = EventReportForm

    class Meta:
        verbose_name = _("фотоотчёт")
        verbose_name_plural = _("фотоотчёты")

    def clean(self) -> None:
        """Raise ValidationError for days that run backwards."""
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("Событие не может закончиться раньше, чем началось.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; raises ValidationError where readers would get photos without their people's consents."""
        fields = kwargs.get("update_fields")
        if self.live and (fields is None or "live" in fields):
            refuse_without_consent(self)
        return super().save(*args, **kwargs)

    @cached_property
    def organisation(self) -> OrganisationPage:
        """The organisation that reports."""
        page: OrganisationPage = self.get_parent().specific
        return page

    @cached_property
    def pictures(self) -> list["ReportPhoto"]:
        """The gallery; pictures and their sizes are read in two queries."""
        photos = self.photos.all()
        if isinstance(photos, models.QuerySet):
            photos = photos.select_related("picture").prefetch_related("picture__renditions")
        return list(photos)

    @property
    def writing_address(self) -> str:
        """The form for a phone."""
        return reverse("report_form", args=[self.pk])

    @property
    def participants_total(self) -> int:
        """How many people took part, all categories together."""
        return sum(row.count for row in self.participants.all())

    @property
    def share_text(self) -> str:
        """What to post in a community or a messenger: the title, the address, the hashtags."""
        tags = " ".join(f"#{name}" for name in self.subjects[:SHARED_HASHTAGS])
        return "\n".join(filter(None, [self.title, self.full_url, tags]))

    @property
    def structured_data(self) -> dict[str, Any]:
        """The organisation's article about the event."""
        return report_article(self)

    @property
    def listing_date(self) -> datetime.date:
        """The first day of the event."""
        return self.start

    @property
    def listing_period(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The days of the event."""
        return self.start, self.end or self.start

    @property
    def listing_place(self) -> str:
        """Where it was."""
        return self.place

    @property
    def listing_picture(self) -> Any:
        """The first picture of the gallery."""
        return self.pictures[0].picture if self.pictures else None

    @property
    def picture_texts(self) -> list[str]:
        """Captions and descriptions of the gallery."""
        return [text for photo in self.pictures for text in (photo.caption, photo.description)]

    @property
    def listing_organisation_id(self) -> int | None:
        """The organisation that reports, if it has a page that people can see."""
        return self.organisation.pk if self.organisation.live else None

    @property
    def listing_keywords(self) -> str:
        """The title of an organisation that people can see, and the place."""
        return f"{self.organisation.title} {self.place}" if self.organisation.live else self.place

    @property
    def about(self) -> uuid.UUID | None:
        """The uid of the plan's item, else of the document, that the report answers."""
        if self.plan_item:
            return self.plan_item.uid
        return self.order.translation_key if self.order else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the plan of the item, or the document, that the report answers, where the public may see it."""
        context = super().get_context(request, *args, **kwargs)
        plan = self.plan_item.section.page if self.plan_item else None
        context["plan"] = plan if plan and plan.live and not plan.get_view_restrictions() else None
        order = self.order
        context["order"] = order if order and order.live and not order.get_view_restrictions() else None
        return context


class ReportPhoto(Orderable):
    """A picture of the gallery."""

    page = ParentalKey(EventReportPage, related_name="photos", on_delete=models.CASCADE)
    picture = models.ForeignKey(
        "home.Picture", on_delete=models.CASCADE, related_name="+", verbose_name=_("фото")
    )
    caption = models.CharField(_("подпись"), max_length=250, blank=True)
    alt = models.CharField(
        _("описание"), max_length=250, blank=True, help_text=_("Что на фото — для тех, кто его не видит.")
    )
    is_decorative = models.BooleanField(
        _("без описания"), default=False, help_text=_("Фото ничего не добавляет к рассказу.")
    )

    panels = [
        FieldPanel("picture"),
        FieldPanel("caption"),
        FieldRowPanel([FieldPanel("alt"), FieldPanel("is_decorative")]),
    ]
    api_fields = [
        APIField("picture", writable=True),
        APIField("caption", writable=True),
        APIField("alt", writable=True),
        APIField("is_decorative", writable=True),
        APIField("alt_text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("фото")
        verbose_name_plural = _("фотографии")

    @property
    def alt_text(self) -> str:
        """The description of the picture here, else the picture's own; none of what only adorns."""
        return "" if self.is_decorative else self.alt or self.picture.default_alt_text

    @property
    def description(self) -> str:
        """What an editor has written of what is on the picture; a draft's picture may be missing."""
        return self.alt or (self.picture.description if self.picture_id else "")


class ReportParticipants(Orderable):
    """How many people of one category took part."""

    class Category(models.TextChoices):
        """Who took part."""

        PUPILS = "pupils", _("Обучающиеся")
        PARENTS = "parents", _("Родители")
        TEACHERS = "teachers", _("Педагоги")
        OTHERS = "others", _("Другие")

    page = ParentalKey(EventReportPage, related_name="participants", on_delete=models.CASCADE)
    category = models.CharField(
        _("категория"), max_length=20, choices=Category.choices, default=Category.PUPILS
    )
    count = models.PositiveIntegerField(_("сколько"))

    panels = [FieldRowPanel([FieldPanel("category"), FieldPanel("count")])]
    api_fields = [APIField("category", writable=True), APIField("count", writable=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("участники")
        verbose_name_plural = _("участники")


class ReportPartner(Orderable):
    """Who helped."""

    class Role(models.TextChoices):
        """How a partner helped."""

        SOCIAL = "social", _("Социальный партнёр")
        SPONSOR = "sponsor", _("Спонсор")

    page = ParentalKey(EventReportPage, related_name="partners", on_delete=models.CASCADE)
    role = models.CharField(_("роль"), max_length=20, choices=Role.choices, default=Role.SOCIAL)
    name = models.CharField(_("название"), max_length=250)

    panels = [FieldRowPanel([FieldPanel("role"), FieldPanel("name")])]
    api_fields = [APIField("role", writable=True), APIField("name", writable=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("партнёр")
        verbose_name_plural = _("партнёры")


class ReportLink(Orderable):
    """A video or a publication about the event."""

    class Kind(models.TextChoices):
        """What the link leads to."""

        VIDEO = "video", _("Видео")
        PUBLICATION = "publication", _("Публикация")

    page = ParentalKey(EventReportPage, related_name="links", on_delete=models.CASCADE)
    kind = models.CharField(_("что это"), max_length=20, choices=Kind.choices, default=Kind.PUBLICATION)
    title = models.CharField(_("название"), max_length=250, blank=True)
    url = models.URLField(_("ссылка"), max_length=500)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("title")]), FieldPanel("url")]
    api_fields = [
        APIField("kind", writable=True),
        APIField("title", writable=True),
        APIField("url", writable=True),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("ссылка")
        verbose_name_plural = _("ссылки")
