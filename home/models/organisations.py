"""Schools, kindergartens, centres, colleges, authorities and partners."""

import re
from dataclasses import replace
from typing import Any, Protocol

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import StandardBody
from home.models.base import BasePage
from search import catalog
from search.calendars import Calendar
from search.models import CatalogEntry
from search.pagination import paginate
from search.queries import CatalogQuerySet
from search.records import CatalogRecord
from search.tagging import HashtagLink, HashtagsField

# What schema.org calls each kind.
SCHEMA_TYPES = {
    "authority": "GovernmentOrganization",
    "school": "School",
    "kindergarten": "Preschool",
    "centre": "EducationalOrganization",
    "college": "EducationalOrganization",
    "university": "CollegeOrUniversity",
    "partner": "Organization",
}

# How many of its duties an organisation's page shows.
DUTIES = 6


class Titled(Protocol):
    """What has a title to be put in order by."""

    @property
    def title(self) -> str:
        """«Школа № 3»."""


def by_number(page: Titled) -> list[str | int]:
    """Return the key by which «Школа № 3» stands before «Школа № 11»."""
    return [int(part) if part.isdecimal() else part.casefold() for part in re.split(r"(\d+)", page.title)]


class OrganisationIndexPage(BasePage):
    """The directory of organisations."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.OrganisationPage"]
    is_listed = False

    class Meta:
        verbose_name = _("каталог организаций")
        verbose_name_plural = _("каталоги организаций")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the organisations by kind, in the order of `OrganisationPage.Kind`."""
        context = super().get_context(request, *args, **kwargs)
        organisations = sorted(OrganisationPage.objects.child_of(self).live().public(), key=by_number)
        context["organisations_by_kind"] = [
            (kind.label, [organisation for organisation in organisations if organisation.kind == kind])
            for kind in OrganisationPage.Kind
            if any(organisation.kind == kind for organisation in organisations)
        ]
        return context


class OrganisationPageHashtag(HashtagLink):
    """A hashtag of an organisation."""

    content_object = ParentalKey("OrganisationPage", related_name="hashtag_links")


class OrganisationPage(BasePage):
    """An organisation, with its reports below it. The title is the name as people say it."""

    page_description = _("Школа, сад, центр, колледж, управление. Её фотоотчёты добавляются под ней.")

    class Kind(models.TextChoices):
        """What an organisation is."""

        AUTHORITY = "authority", _("Органы управления")
        SCHOOL = "school", _("Школы, гимназии, лицеи")
        KINDERGARTEN = "kindergarten", _("Детские сады")
        CENTRE = "centre", _("Центры и дополнительное образование")
        COLLEGE = "college", _("Колледжи и техникумы")
        UNIVERSITY = "university", _("Вузы")
        PARTNER = "partner", _("Партнёры")

    parent_page_types = ["home.OrganisationIndexPage"]

    kind = models.CharField(_("вид"), max_length=20, choices=Kind.choices, default=Kind.SCHOOL)
    full_name = models.TextField(
        _("полное наименование"), blank=True, help_text=_("Как в уставе, без сокращений.")
    )
    other_names = models.TextField(
        _("другие названия"),
        blank=True,
        help_text=_(
            "Каждое с новой строки: «МБОУ СОШ № 3», «Третья школа». По ним узнаются ответственные в планах."
        ),
    )
    district = models.CharField(_("район"), max_length=120, blank=True)
    address = models.CharField(_("адрес"), max_length=250, blank=True)
    phone = models.CharField(_("телефон"), max_length=60, blank=True)
    email = models.EmailField(_("электронная почта"), blank=True)
    website = models.URLField(_("сайт"), blank=True)
    picture = models.ForeignKey(
        "home.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("фото"),
    )
    body = StreamField(StandardBody(), verbose_name=_("об организации"), blank=True)
    hashtags = HashtagsField(through=OrganisationPageHashtag)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("full_name"), FieldPanel("other_names")],
            heading=_("Наименования"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("district"), FieldPanel("address")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("website"),
            ],
            heading=_("Контакты"),
        ),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("hashtags"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("full_name"),
        index.SearchField("other_names"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("kind", writable=True),
        APIField("full_name", writable=True),
        APIField("other_names", writable=True),
        APIField("district", writable=True),
        APIField("address", writable=True),
        APIField("phone", writable=True),
        APIField("email", writable=True),
        APIField("website", writable=True),
        APIField("picture", writable=True),
        APIField("body", writable=True),
    ]

    class Meta:
        verbose_name = _("организация")
        verbose_name_plural = _("организации")

    @property
    def names(self) -> list[str]:
        """Every name of the organisation, the one people say first."""
        names = [self.title, self.full_name, *self.other_names.splitlines()]
        return [name.strip() for name in names if name.strip()]

    @property
    def structured_data(self) -> dict[str, Any]:
        """The organisation with its names and contacts."""
        address = {
            "@type": "PostalAddress",
            "streetAddress": self.address,
            "addressRegion": self.district,
            "addressCountry": "RU",
        }
        organisation = {
            "@type": SCHEMA_TYPES[self.kind],
            "name": self.title,
            "legalName": self.full_name,
            "alternateName": self.names[1 + bool(self.full_name) :],
            "url": self.full_url,
            "sameAs": self.website,
            "address": address if self.address or self.district else None,
            "telephone": self.phone,
            "email": self.email,
        }
        return {"@type": "ProfilePage", "mainEntity": organisation}

    @property
    def listing_picture(self) -> Any:
        """The organisation's photograph."""
        return self.picture

    @property
    def picture_texts(self) -> list[str]:
        """What is on the picture."""
        return [self.picture.description] if self.picture else []

    @property
    def listing_keywords(self) -> str:
        """All names."""
        return " ".join(self.names)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and let the catalog read again what the organisation has posted: its name is found with it."""
        result = super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            catalog.write_pages(self.get_descendants())
        return result

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the organisation has published, the newest first, and what plans ask of it next."""
        context = super().get_context(request, *args, **kwargs)
        published = CatalogEntry.objects.listed().filter(organisation=self.pk).exclude(page=self.pk)
        context["entries"] = paginate(request, published.newest().cards())
        context["duties"] = self.duties.nearest_end().headlines()[:DUTIES]
        return context

    def catalog_record(self) -> CatalogRecord:
        """Return the organisation's record with what searches are narrowed down by."""
        record = super().catalog_record()
        return replace(record, organisation_kind=self.get_kind_display(), district=self.district)

    @property
    def asked(self) -> CatalogQuerySet:
        """The items of public plans that name the organisation, or all of its kind."""
        items = self.plan_items.model.objects.asking([self])
        return CatalogEntry.objects.parts().filter(uid__in=items.values("uid"))

    @property
    def duties(self) -> CatalogQuerySet:
        """What is asked of the organisation, is not cancelled, and whose last day is still to come."""
        return self.asked.filter(is_cancelled=False, end__gte=timezone.localdate())

    @property
    def calendar(self) -> Calendar:
        """What plans ask of the organisation."""
        return Calendar(_g("%s: дела по планам") % self.title, self.asked)
