"""A plan of events: an appendix of an order, or a document of its own."""

import datetime
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import Any

from django.db import models, transaction
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing

from home.models import BasePage, OrganisationPage
from plans.amending.comparing import Found, changes_of_plan
from plans.amending.recording import Amendable
from plans.amending.showing import last_of, lately_changed
from plans.blocks import PlanIntroduction
from plans.deadlines import YearContext
from plans.filters import UNDATED, PlanFilter
from plans.kinds import DocumentKind
from plans.models.fields import district_field, execution_field, official_title_field
from plans.models.items import PlanItem
from plans.models.lapsing import Lapse, LapsingPage
from plans.models.orders import OrderIndexPage, OrderPage
from plans.models.rows import keep_rows, take_up_rows
from plans.parties import Directory, Organisations, known_parties, read_generic
from search.calendars import Calendar
from search.hashtags import extract_hashtags
from search.models import CatalogEntry
from search.records import CatalogRecord
from search.tagging import HashtagLink, HashtagsField
from search.text import one_line

YEARS = re.compile(r"\b(20\d\d)(?:\s*[/–-]\s*(20\d\d))?")

PLAN_KINDS = [
    (kind.value, kind.label)
    for kind in (DocumentKind.PLAN, DocumentKind.SCHEDULE, DocumentKind.ROADMAP, DocumentKind.INSTRUCTIONS)
]


class PlanPageHashtag(HashtagLink):
    """A hashtag of a plan."""

    content_object = ParentalKey("PlanPage", related_name="hashtag_links")


class PlanPage(Amendable, LapsingPage):
    """Sections of items; every item has an address of its own and can be found by itself."""

    page_description = _("Разделы и пункты: мероприятие, срок, ответственные. Обычно — приложение к приказу.")
    parent_page_types = ["plans.OrderPage", "plans.OrderIndexPage"]
    subpage_types: list[str] = []
    announces_hashtags = True

    official_title = official_title_field()
    kind = models.CharField(_("вид"), max_length=20, choices=PLAN_KINDS, default=DocumentKind.PLAN)
    appendix_number = models.CharField(
        _("номер приложения"), max_length=20, blank=True, help_text=_("Если план — приложение к приказу.")
    )
    school_year = models.CharField(
        _("год или учебный год"),
        max_length=9,
        blank=True,
        help_text=_("«2026» или «2025/2026»: по нему понимаются сроки, в которых год не назван."),
    )
    start = models.DateField(_("начало"), null=True, blank=True)
    end = models.DateField(_("конец"), null=True, blank=True)
    city = models.CharField(_("город"), max_length=120, blank=True)
    district = district_field()
    execution_is_public = execution_field()
    introduction = StreamField(PlanIntroduction(), verbose_name=_("введение"), blank=True)
    source = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("исходный файл"),
    )
    hashtags = HashtagsField(through=PlanPageHashtag)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("official_title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("appendix_number"), FieldPanel("school_year")]),
                FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("district"), FieldPanel("execution_is_public")]),
            ],
            heading=_("О плане"),
        ),
        FieldPanel("hashtags"),
        FieldPanel("introduction"),
        InlinePanel("sections", label=_("Раздел"), heading=_("Разделы и пункты")),
        FieldPanel("source"),
        LapsingPage.withdrawal_panel,
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("heading"),
        APIField("kind", writable=True),
        APIField("appendix_number", writable=True),
        APIField("school_year", writable=True),
        APIField("start", writable=True),
        APIField("end", writable=True),
        APIField("city", writable=True),
        APIField("district", writable=True),
        APIField("execution_is_public", writable=True),
        APIField("introduction", writable=True),
        APIField("source", writable=True),
        APIField("sections", writable=True),
        *LapsingPage.withdrawal_api_fields,
    ]

    class Meta:
        verbose_name = _("план")
        verbose_name_plural = _("планы")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Write what deadlines and parties mean together with them."""
        if kwargs.get("update_fields") is None:
            self._tell_items_apart()
            directory, district = Directory(), self.territory
            for section in self.sections.get_object_list():
                for item in section.items.get_object_list():
                    item.understand(self.context_year, district, directory)
        self.__dict__.pop("sections_with_items", None)
        with transaction.atomic():
            if kwargs.get("update_fields") is None:
                keep_rows(self)
            return super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return the plan as a draft has it; its items take up their rows, which the draft may not know."""
        plan = super().with_content_json(content)
        take_up_rows(plan)
        return plan

    def _tell_items_apart(self) -> None:
        """Give a uid of its own to every item that has another one's: a copied plan is not the plan it was copied from."""
        items = [
            item for section in self.sections.get_object_list() for item in section.items.get_object_list()
        ]
        others = PlanItem.objects.filter(uid__in=[item.uid for item in items]).exclude(section__page=self.pk)
        taken = set(others.values_list("uid", flat=True))
        for item in items:
            if item.uid in taken:
                item.uid = uuid.uuid4()
            taken.add(item.uid)

    @cached_property
    def order(self) -> OrderPage | None:
        """The document whose appendix this plan is."""
        parent = self.get_parent().specific if self.path else None
        return parent if isinstance(parent, OrderPage) else None

    @property
    def heading(self) -> str:
        """The title as the document prints it."""
        return self.official_title or self.title

    @property
    def context_year(self) -> str:
        """The year or school year by which deadlines without a year are understood; empty where none is named."""
        return self.school_year or (self.order.school_year if self.order else "") or self._year_of_title()

    def _year_of_title(self) -> str:
        found = YEARS.search(self.title)
        return "/".join(year for year in found.groups() if year) if found else ""

    @property
    def territory(self) -> str:
        """The district whose organisations are meant by «все школы»: the plan's, else its section's; empty for all."""
        if self.district or not self.path:
            return self.district
        above = OrderIndexPage.objects.ancestor_of(self).order_by("-depth").first()
        return above.district if above else ""

    @property
    def items(self) -> Iterator[PlanItem]:
        """All items in order."""
        return (item for section in self.sections_with_items for item in section.items.all())

    @cached_property
    def sections_with_items(self) -> list[Any]:
        """The sections; for a saved plan they and their items are read in three queries, however many they are."""
        sections = self.sections.all()
        if isinstance(sections, models.QuerySet):
            known = Prefetch("items__organisations", OrganisationPage.objects.live().public())
            sections = sections.prefetch_related(known)
        sections = list(sections)
        for section in sections:
            section.page = self
            for item in section.items.all():
                item.section = section
        return sections

    @cached_property
    def meanings(self) -> dict[str, list[OrganisationPage]]:
        """Return by each party that means all of a kind, as it is written, which organisations these are, by title."""
        whole = {item.party_kinds for item in self.items} - {""}
        if not whole:
            return {}
        known = Organisations(OrganisationPage.objects.live().public().order_by("title"))
        issuer = self.order.issuer_id if self.order else None
        found: dict[str, list[OrganisationPage]] = {}
        for item in self.items:
            for name, organisation in known_parties(item):
                generic = read_generic(name)
                if organisation is None and generic and generic.is_whole and name not in found:
                    meant = known.meant(",".join(generic.kinds), item.party_district, issuer)
                    found[name] = [page for pk, page in known.by_id.items() if pk in meant]
        return found

    def _say_who_is_meant(self) -> None:
        """Let each item know the organisations that its parties mean."""
        for item in self.items:
            means = [page for name in item.parties for page in self.meanings.get(name, ())]
            item.meant = tuple(dict.fromkeys(means))

    @property
    def listing_label(self) -> str:
        """The kind, as the plan calls itself."""
        return self.labelled(str(DocumentKind(self.kind).label))

    @cached_property
    def lapse(self) -> Lapse | None:
        """That it was withdrawn, or that the document above it is not in force; the first of these."""
        above = self.order.lapse if self.order and self.order.live else None
        found = [replace(above, document=self.order)] if above else []
        found += [self.own_lapse] if self.own_lapse else []
        return min(found, key=lambda lapse: lapse.day, default=None)

    @property
    def public_content(self) -> dict[str, Any]:
        """The items by uid, and the year by which their deadlines are understood."""
        return {
            "year": self.context_year,
            "items": {str(item.uid): item.public_content for item in self.items},
        }

    def changes_since(self, before: dict[str, Any]) -> Iterable[Found]:
        """Return what is different in the items."""
        return changes_of_plan(before, self.public_content)

    @property
    def listing_date(self) -> datetime.date:
        """The date of the published order, else the first day of the plan."""
        order_date = self.order.date if self.order and self.order.live else None
        return order_date or self.start or super().listing_date

    @property
    def listing_period(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The plan's period as set, else from the first day that an item names to the last."""
        meanings = [item.meaning for item in self.items if item.is_dated]
        first = min((meaning.start for meaning in meanings if meaning.start), default=None)
        last = max((meaning.end for meaning in meanings if meaning.end), default=None)
        return self.start or first, self.end or last

    @property
    def text(self) -> str:
        """The full title, the introduction and the titles of sections and items."""
        titles = [section.title for section in self.sections_with_items] + [item.title for item in self.items]
        return "\n".join([self.official_title, super().text, *titles])

    @property
    def own_hashtags(self) -> list[str]:
        """The hashtags that the plan writes itself, not only one of its sections or items; asks the database nothing."""
        written = [self.title, self.official_title, self.lead, *_strings(self.introduction.raw_data)]
        return extract_hashtags("\n".join(written))

    def catalog_records(self) -> list[CatalogRecord]:
        """Return the plan's record and one for each item."""
        return [self.catalog_record(), *(self._item_record(item) for item in self.items)]

    @property
    def structured_data(self) -> dict[str, Any]:
        """The plan with its period; its items are no events for everybody, the calendar has their days."""
        first, last = self.listing_period
        coverage = f"{first.isoformat()}/{last.isoformat()}" if first and last else None
        return {"@type": "DigitalDocument", "headline": self.title, "temporalCoverage": coverage}

    @property
    def days(self) -> tuple[datetime.date, datetime.date | None]:
        """The days between which recurs what does not say when: the plan's own, else those of its year."""
        first, last = YearContext(self.context_year).days or (self.listing_date, None)
        return self.start or first, self.end or last

    @property
    def calendar(self) -> Calendar:
        """The plan's items."""
        entries = CatalogEntry.objects.filter(page=self.pk)
        return Calendar(self.title, entries, undated_query=f"period={UNDATED}")

    def _item_record(self, item: PlanItem) -> CatalogRecord:
        return CatalogRecord(
            title=one_line(item.title),
            lead=one_line("; ".join(filter(None, [item.deadline, ", ".join(item.parties)]))),
            text=f"{item.participants}\n{item.expected_results}\n{item.place}\n{item.notes}",
            keywords=" ".join(item.parties),
            date=self.listing_date,
            start=item.meaning.start,
            end=item.meaning.end,
            periods=tuple((period.start, period.end) for period in item.occurrences.periods),
            recurrence=item.occurrences.recurrence,
            is_cancelled=item.is_cancelled or item.has_lapsed,
            place=one_line(item.place),
            type=item._meta.label,
            fragment=item.anchor,
            uid=item.uid,
            hashtags=tuple(item.hashtags),
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chosen items by section, the tray of undated ones, the reports of each, and the whole plan's facts."""
        context = super().get_context(request, *args, **kwargs)
        context["period"] = self.listing_period
        context["amendment"] = last_of(self)
        changed = lately_changed(self)
        for item in self.items:
            item.lately = changed.get(item.uid, ())
        context["total"] = sum(1 for item in self.items)
        self._say_who_is_meant()
        chosen = PlanFilter.from_query(request.GET)
        context["filter"] = chosen
        context["choices"] = chosen.choices(list(self.items))
        context["sections"] = chosen.sections(self.sections_with_items)
        context["tray"] = chosen.tray(list(self.items))
        context["meanings"] = self.meanings
        context["reports"] = CatalogEntry.objects.about(item.uid for item in self.items)
        return context


def _strings(raw: Any) -> Iterator[str]:
    """Yield what a stream says, without the marks of rich text."""
    if isinstance(raw, str):
        yield get_text_for_indexing(raw)
    elif isinstance(raw, Mapping):
        yield from chain.from_iterable(map(_strings, raw.values()))
    elif isinstance(raw, Iterable):
        yield from chain.from_iterable(map(_strings, raw))
