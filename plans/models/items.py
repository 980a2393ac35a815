"""A plan's sections and items: relational, because items are filtered, counted and linked from reports."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable

from home.models import OrganisationPage
from plans.deadlines import (
    Deadline,
    Occasion,
    Occurrences,
    occasions_of,
    occurrences_of,
    parse_deadline,
)
from plans.kinds import DeadlineKind, DocumentKind
from plans.models.amendments import PlanChange, anchor_of
from plans.models.lapsing import plan_has_lapsed
from plans.models.marks import is_marked_withdrawn, without_mark
from plans.models.orders import OrderPage
from plans.parties import Directory
from search.hashtags import extract_hashtags

# Kinds of deadlines that name no days: such items stand in the tray, not in the calendar.
UNDATED = {"all_year", "continuous", "separate_plan", "recurring", "relative", ""}


COMPARED = (
    "number", "title", "deadline", "responsible", "place", "participants", "expected_results", "is_cancelled",
)  # fmt: skip


class PlanSection(ClusterableModel, Orderable):
    """A part of a plan with a heading of its own; a plan without sections has one without a title."""

    page = ParentalKey(
        "plans.PlanPage", related_name="sections", on_delete=models.CASCADE, verbose_name=_("план")
    )
    title = models.TextField(
        _("заголовок раздела"), blank=True, help_text=_("Как в плане: «1. Работа с детьми».")
    )

    panels = [FieldPanel("title"), InlinePanel("items", label=_("Пункт"), heading=_("Пункты"))]
    api_fields = [APIField("title", writable=True), APIField("items", writable=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("раздел плана")
        verbose_name_plural = _("разделы плана")

    def __str__(self) -> str:
        return self.title


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    """Items by whom they ask."""

    def asking(self, organisations: Iterable[OrganisationPage]) -> "PlanItemQuerySet":
        """Return the items that name one of the organisations, or all of its kind in its district."""
        organisations = list(organisations)
        links = PlanItem.organisations.through.objects.filter(organisationpage__in=organisations)
        asked = Q(pk__in=links.values("planitem"))
        for organisation in organisations:
            asked |= Q(
                party_kinds__contains=organisation.kind, party_district__in=["", organisation.district]
            )
        return self.filter(asked)

    def in_force(self) -> "PlanItemQuerySet":
        """Return the items that ask something today: neither their plan nor the document above it has lapsed."""
        return self.exclude(plan_has_lapsed("section__page__", OrderPage.objects.all(), timezone.localdate()))


class PlanItem(ClusterableModel, Orderable):
    """A planned event or task. `uid` is its identity: it survives editing and re-importing."""

    section = ParentalKey(PlanSection, related_name="items", on_delete=models.CASCADE)
    uid = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    number = models.CharField(
        _("номер"), max_length=20, blank=True, help_text=_("Как в плане: «1.4» или «12.»")
    )
    is_subitem = models.BooleanField(_("подпункт"), default=False, help_text=_("Относится к пункту выше."))
    is_cancelled = models.BooleanField(
        _("отменён"), default=False, help_text=_("Останется в плане зачёркнутым, в календарях будет отменён.")
    )
    title = models.TextField(_("мероприятие"))
    deadline = models.TextField(
        _("срок"),
        blank=True,
        help_text=_("Как в документе: «до 15 октября», «сентябрь–ноябрь», «в течение года»."),
    )
    responsible = models.TextField(
        _("ответственные"), blank=True, help_text=_("Каждый с новой строки, как в документе.")
    )
    place = models.TextField(_("место"), blank=True)
    participants = models.TextField(_("участники"), blank=True)
    expected_results = models.TextField(_("ожидаемый результат"), blank=True)
    notes = models.TextField(_("прочее"), blank=True, help_text=_("Остальные графы документа."))

    # What deadline and parties mean, for choosing items in the database; written whenever the plan is saved.
    organisations = ParentalManyToManyField(
        "home.OrganisationPage", blank=True, related_name="plan_items", verbose_name=_("организации")
    )
    party_kinds = models.CharField(_("все организации видов"), max_length=100, blank=True, editable=False)
    """Values of `OrganisationPage.Kind`, comma-separated: of each the parties mean all organisations."""
    party_district = models.CharField(_("в районе"), max_length=120, blank=True, editable=False)
    """Where those organisations are; empty for everywhere."""
    deadline_kind = models.CharField(
        _("вид срока"), max_length=20, blank=True, choices=DeadlineKind.choices, editable=False
    )
    start = models.DateField(_("начало"), null=True, blank=True, editable=False, db_index=True)
    end = models.DateField(_("конец"), null=True, blank=True, editable=False, db_index=True)

    lately: Sequence[PlanChange] = ()
    """What was changed in it of late; the plan's page knows it."""

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("is_subitem"), FieldPanel("is_cancelled")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("deadline"), FieldPanel("responsible")]),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("participants"),
                FieldPanel("expected_results"),
                FieldPanel("notes"),
            ],
            heading=_("Ещё"),
            classname="collapsed",
        ),
    ]
    api_fields = [
        APIField("uid"),
        APIField("anchor"),
        APIField("number", writable=True),
        APIField("is_subitem", writable=True),
        APIField("is_cancelled", writable=True),
        APIField("title", writable=True),
        APIField("deadline", writable=True),
        APIField("deadline_kind"),
        APIField("start"),
        APIField("end"),
        APIField("responsible", writable=True),
        APIField("parties"),
        APIField("place", writable=True),
        APIField("participants", writable=True),
        APIField("expected_results", writable=True),
        APIField("hashtags"),
    ]

    objects = PlanItemQuerySet.as_manager()

    meant: tuple[OrganisationPage, ...] = ()
    """The organisations that its parties mean without naming them; the plan's page says which."""

    class Meta(Orderable.Meta):
        verbose_name = _("пункт плана")
        verbose_name_plural = _("пункты планов")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **checks: bool) -> Self:
        """Return the item of a draft, in the section that holds it there, even if that section's row is gone."""
        item: Self = super().from_serializable_data({**data, "section": None}, **checks)
        return item

    @property
    def anchor(self) -> str:
        """The item's anchor in the page of its plan."""
        return anchor_of(self.uid)

    @property
    def parties(self) -> list[str]:
        """The responsible parties as the document names them."""
        return [line.strip() for line in self.responsible.splitlines() if line.strip()]

    @property
    def public_content(self) -> dict[str, Any]:
        """What the plan's readers go by, as it is compared with the next edition."""
        organisations = sorted(organisation.pk for organisation in self.organisations.all())
        kinds = filter(None, self.party_kinds.split(","))
        return {
            **{name: getattr(self, name) for name in COMPARED},
            "notes": without_mark(self.notes),
            "is_kept": is_marked_withdrawn(self),
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "parties": [
                *([pk, "", ""] for pk in organisations),
                *([None, kind, self.party_district] for kind in kinds),
            ],
        }

    @property
    def hashtags(self) -> list[str]:
        """The names of the hashtags written in the item."""
        written = "\n".join([self.title, self.expected_results, self.participants, self.notes])
        return [tag.removeprefix("#") for tag in extract_hashtags(written)]

    @cached_property
    def meaning(self) -> Deadline:
        """What the deadline's text means, in the years of the plan."""
        return parse_deadline(self.deadline, self.section.page.context_year or None)

    @cached_property
    def occurrences(self) -> Occurrences:
        """The item's days as a calendar shows them."""
        return occurrences_of(self.meaning, *self.section.page.days)

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """When, and how often, the item is to be done; the day of an instruction is the last one, not the only one."""
        page = self.section.page
        found = occasions_of(self.meaning, *page.days)
        if page.kind != DocumentKind.INSTRUCTIONS:
            return found
        return tuple(replace(each, first=None) if each.first == each.last else each for each in found)

    @property
    def is_dated(self) -> bool:
        """Whether the deadline names days, so that a calendar can show it."""
        return (self.meaning.kind or "") not in UNDATED and bool(self.meaning.start or self.meaning.end)

    @property
    def has_lapsed(self) -> bool:
        """Whether it is asked no more because the plan, or the document above it, is not in force."""
        lapse = self.section.page.lapse
        return bool(lapse and lapse.ends(self.end))

    def understand(self, context_year: str, district: str, directory: Directory) -> None:
        """Write what deadline and parties mean into the columns by which the database chooses."""
        meaning = parse_deadline(self.deadline, context_year or None)
        self.deadline_kind = meaning.kind or ""
        self.start, self.end = meaning.start, meaning.end
        self.party_kinds, self.party_district = ",".join(directory.kinds(self.parties)), district
        self.organisations.set(directory.matching(self.parties))
