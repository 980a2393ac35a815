"""Orders, directives, instruction lists, minutes, regulations: the documents an authority signs."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import formats
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.models import BasePage
from plans.amending.comparing import Found, bare, changes_of_document
from plans.amending.concerned import concerned_by
from plans.amending.recording import Amendable
from plans.amending.showing import last_of
from plans.blocks import OrderBody
from plans.forms import OrderForm
from plans.kinds import DocumentKind
from plans.models.fields import district_field, execution_field, official_title_field
from plans.models.lapsing import AmendsHow, Lapse, LapsingPage, replacements
from plans.models.rated import RATING_FIELDS, RATING_PANEL, RatedDocument
from plans.report_parts import ReportPart, ReportPartsField
from search.calendars import Calendar
from search.catalog import public_pages
from search.models import CatalogEntry
from search.pagination import paginate
from search.records import CatalogRecord, Days
from search.tagging import HashtagLink, HashtagsField
from search.text import one_line


class OrderIndexPage(BasePage):
    """All official documents of an authority."""

    parent_page_types = ["home.HomePage"]
    is_listed = False

    district = district_field()

    content_panels = [*BasePage.content_panels, FieldPanel("district")]
    api_fields = [*BasePage.api_fields, APIField("district", writable=True)]

    class Meta:
        verbose_name = _("раздел документов")
        verbose_name_plural = _("разделы документов")

    @property
    def calendar(self) -> Calendar:
        """All that the documents plan."""
        return Calendar(self.title, CatalogEntry.objects.under(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the documents, the newest first."""
        context = super().get_context(request, *args, **kwargs)
        documents = (
            CatalogEntry.objects.listed().pages().below(self).of_type("plans.OrderPage", "plans.PlanPage")
        )
        context["entries"] = paginate(request, documents.newest().cards())
        return context


class OrderPageHashtag(HashtagLink):
    """A hashtag of an official document."""

    content_object = ParentalKey("OrderPage", related_name="hashtag_links")


class OrderPage(Amendable, RatedDocument, LapsingPage):
    """An official document. Its appendices are the pages below it."""

    page_description = _(
        "Приказ, распоряжение, перечень поручений, протокол, положение. Планы добавляются под ним."
    )

    parent_page_types = ["plans.OrderIndexPage"]
    subpage_types = ["plans.PlanPage", "home.StandardPage"]
    announces_hashtags = True

    official_title = official_title_field()
    kind = models.CharField(
        _("вид документа"), max_length=20, choices=DocumentKind.choices, default=DocumentKind.ORDER
    )
    number = models.CharField(
        _("номер"), max_length=60, blank=True, help_text=_("Только номер, без «№». Пусто, если номера нет.")
    )
    date = models.DateField(_("дата"), null=True, blank=True, help_text=_("Дата подписания или заседания."))
    city = models.CharField(_("город"), max_length=120, blank=True)
    authority = models.TextField(_("кем издан"), blank=True, help_text=_("Как в шапке документа."))
    issuer = models.ForeignKey(
        "home.OrganisationPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="issued_orders",
        verbose_name=_("организация, издавшая документ"),
    )
    school_year = models.CharField(
        _("учебный год"),
        max_length=9,
        blank=True,
        help_text=_("«2025/2026» — по нему понимаются сроки без года."),
    )
    event_date = models.DateField(
        _("дата события"),
        null=True,
        blank=True,
        help_text=_("Для положения: день, когда проводится событие."),
    )
    report_until = models.DateField(
        _("отчёты до"), null=True, blank=True, help_text=_("До какого дня ждут отчётов о событии.")
    )
    report_from = models.TextField(
        _("от кого ждут отчётов"),
        blank=True,
        help_text=_(
            "Каждый с новой строки: «Общеобразовательные организации», «Школа № 3». "
            "Пусто — от тех, кого называют планы этого документа."
        ),
    )
    execution_is_public = execution_field()
    report_parts = ReportPartsField(
        verbose_name=_("что должно быть в отчёте"),
        help_text=_("Без отмеченного школа не сможет отправить отчёт по этому документу."),
    )
    participants = models.TextField(
        _("присутствовали"), blank=True, help_text=_("Для протокола: каждый с новой строки.")
    )
    venue = models.CharField(_("место проведения"), max_length=250, blank=True)
    preamble = models.TextField(
        _("преамбула"), blank=True, help_text=_("До слова «ПРИКАЗЫВАЮ» включительно.")
    )
    body = StreamField(OrderBody(), verbose_name=_("текст документа"), blank=True)
    amends = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="amended_by",
        verbose_name=_("изменяет документ"),
    )
    amends_how = models.CharField(
        _("как изменяет"), max_length=10, choices=AmendsHow.choices, default=AmendsHow.CHANGES
    )
    source = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("исходный файл"),
        help_text=_("Посетители смогут его скачать."),
    )
    hashtags = HashtagsField(through=OrderPageHashtag)

    # The document that the last public edition replaced, where this one may not.
    replaced_before: int | None = None

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("official_title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("date")]),
                FieldRowPanel([FieldPanel("city"), FieldPanel("school_year"), FieldPanel("event_date")]),
                FieldPanel("authority"),
                FieldPanel("issuer"),
            ],
            heading=_("Реквизиты"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("report_from"),
                FieldPanel("report_until"),
                FieldPanel("report_parts"),
                FieldPanel("execution_is_public"),
            ],
            heading=_("Отчёты школ"),
            classname="collapsed",
        ),
        RATING_PANEL,
        MultiFieldPanel(
            [FieldPanel("venue"), FieldPanel("participants")],
            heading=_("Для протокола"),
            classname="collapsed",
        ),
        FieldPanel("preamble"),
        FieldPanel("body"),
        FieldPanel("hashtags"),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("amends"), FieldPanel("amends_how")], heading=_("Файл и связи")
        ),
        LapsingPage.withdrawal_panel,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("number"),
        index.FilterField("kind"),
        index.FilterField("date"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("heading"),
        APIField("kind", writable=True),
        APIField("number", writable=True),
        APIField("date", writable=True),
        APIField("city", writable=True),
        APIField("authority", writable=True),
        APIField("issuer", writable=True),
        APIField("school_year", writable=True),
        APIField("event_date", writable=True),
        APIField("report_from", writable=True),
        APIField("report_until", writable=True),
        APIField("report_parts", writable=True),
        APIField("execution_is_public", writable=True),
        *RATING_FIELDS,
        APIField("venue", writable=True),
        APIField("participants", writable=True),
        APIField("preamble", writable=True),
        APIField("body", writable=True),
        APIField("signatories"),
        APIField("amends", writable=True),
        APIField("amends_how", writable=True),
        *LapsingPage.withdrawal_api_fields,
        APIField("source", writable=True),
    ]

    base_form_class = OrderForm

    class Meta:
        verbose_name = _("документ")
        verbose_name_plural = _("документы")

    @property
    def heading(self) -> str:
        """The title as the document prints it."""
        return self.official_title or self.title

    @property
    def signatories(self) -> list[dict[str, str]]:
        """Who signed, as `{position, name}`, in order."""
        signatures = [block.value for block in self.body if block.block_type == "signature"]
        return [
            {"position": value["position"], "name": value["name"]}
            for value in signatures
            if value["role"] == "signed"
        ]

    @property
    def requisites(self) -> str:
        """«Приказ № 12 от 1 сентября 2025 г.», as far as it is known."""
        parts = [str(DocumentKind(self.kind).label)]
        if self.number:
            parts.append(f"№ {self.number}")
        if self.date:
            parts.append(_g("от %(date)s") % {"date": formats.date_format(self.date)})
        return " ".join(parts)

    @property
    def asked_of_reports(self) -> list[str]:
        """What a report about the document's event must contain, in words."""
        return [str(part.label) for part in ReportPart if part in self.report_parts]

    @property
    def territory(self) -> str:
        """The district whose organisations are meant by «все школы»: its section's; empty for all."""
        return getattr(self.get_parent().specific, "district", "")

    @property
    def appendices(self) -> list[Page]:
        """The public pages below the document, in order."""
        return list(self.get_children().live().public().specific())

    @cached_property
    def lapse(self) -> Lapse | None:
        """That it was withdrawn, or replaced by a public document; the first of these."""
        found = [self.own_lapse] if self.own_lapse else []
        for document in replacements(self.amended_by.all()) if self.pk else ():
            found.append(Lapse(document.date or document.listing_date, replaced_by=document))
        return min(found, key=lambda lapse: lapse.day, default=None)

    @property
    def public_content(self) -> dict[str, Any]:
        """What readers and schools go by: the days, of whom reports are wanted, the text, in short."""
        return {
            "event_date": self.event_date.isoformat() if self.event_date else None,
            "report_until": self.report_until.isoformat() if self.report_until else None,
            "report_from": self.report_from,
            "text": hashlib.sha256(bare(f"{self.heading}\n{self.text}").encode()).hexdigest(),
            "replaces": self.amends_id if self.amends_how == AmendsHow.REPLACES else None,
        }

    def changes_since(self, before: dict[str, Any]) -> Iterable[Found]:
        """Return what is different in the document itself, for those of whom it wants reports."""
        self.replaced_before = before["replaces"]
        return changes_of_document(before, self.public_content, concerned_by(self, before["report_from"]))

    @property
    def listing_label(self) -> str:
        """The kind, as the document calls itself."""
        return self.labelled(str(DocumentKind(self.kind).label))

    @property
    def listing_date(self) -> datetime.date:
        """The document's own date."""
        return self.date or super().listing_date

    @property
    def listing_period(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The day of the event that the document regulates."""
        return self.event_date, self.event_date

    def catalog_record(self) -> CatalogRecord:
        """Return the document's record; calendars show as cancelled what it announced and is not to be any more."""
        record = super().catalog_record()
        is_cancelled = bool(self.event_date and self.lapse and self.lapse.ends(self.event_date))
        return replace(record, is_cancelled=is_cancelled)

    @property
    def planned_periods(self) -> tuple[Days, ...]:
        """The day of the event that the document regulates."""
        return ((self.event_date, self.event_date),) if self.event_date else ()

    @property
    def structured_data(self) -> dict[str, Any]:
        """The document with its requisites, and the event that it regulates."""
        event = (
            {
                "@type": "Event",
                "name": self.title,
                "startDate": self.event_date.isoformat(),
                "endDate": self.event_date.isoformat(),
                "location": {"@type": "Place", "name": self.venue, "address": self.venue}
                if self.venue
                else None,
            }
            if self.event_date
            else None
        )
        return {
            "@type": "DigitalDocument",
            "headline": self.title,
            "identifier": self.number,
            "dateCreated": self.date.isoformat() if self.date else None,
            "creator": {"@type": "GovernmentOrganization", "name": one_line(self.authority)}
            if self.authority
            else None,
            "about": event,
        }

    @property
    def listing_place(self) -> str:
        """Where the event or the meeting is held."""
        return self.venue

    @property
    def calendar(self) -> Calendar:
        """The event that the document regulates, and what the plans below it ask for."""
        return Calendar(self.title, CatalogEntry.objects.under(self))

    @property
    def listing_keywords(self) -> str:
        """Requisites and issuer."""
        return f"{self.requisites} {self.authority}"

    @property
    def text(self) -> str:
        """The full title, the preamble and the body."""
        return f"{self.official_title}\n{self.preamble}\n{super().text}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the appendices, the document that this one changes and those that change it."""
        context = super().get_context(request, *args, **kwargs)
        context["appendices"] = self.appendices
        context["amendment"] = last_of(self)
        public = OrderPage.objects.filter(pk__in=public_pages().values("pk"))
        context["amends"] = public.filter(pk=self.amends_id or 0).first()
        context["amended_by"] = list(public.filter(amends=self, amends_how=AmendsHow.CHANGES))
        return context
