"""What was changed in public plans and documents, and what the public saw of them last. It is never pruned."""

import datetime
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.models import OrganisationPage


class PublicEdition(models.Model):
    """What everybody saw of a plan or a document last, in the form in which it is compared; it outlives unpublishing."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="public_edition")
    content = models.JSONField(_("содержание"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("опубликованная редакция")
        verbose_name_plural = _("опубликованные редакции")

    def __str__(self) -> str:
        return str(self.page_id)


class Amendment(models.Model):
    """One publishing that has changed what a plan or a document asks."""

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="amendments", verbose_name=_("страница")
    )
    at = models.DateTimeField(_("когда"), default=timezone.now)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("редакция"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("кто изменил"),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("изменение документа")
        verbose_name_plural = _("изменения документов")
        ordering = ["-at", "-pk"]
        indexes = [models.Index("page", models.F("at").desc(), name="amendments_of_page")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.at:%Y-%m-%d}"

    @property
    def day(self) -> datetime.date:
        """When it was, by the site's clock."""
        return timezone.localdate(self.at)


class PlanChangeQuerySet(models.QuerySet["PlanChange"]):
    """Changes by whom they concern."""

    def concerning(self, organisations: Iterable[OrganisationPage]) -> "PlanChangeQuerySet":
        """Return what names, or named, one of the organisations, or all of its kind in its district."""
        organisations = list(organisations)
        concerned = Q(organisation__in=[page.pk for page in organisations])
        for page in organisations:
            concerned |= Q(kind=page.kind, district__in=["", page.district])
        return self.filter(pk__in=ChangeParty.objects.filter(concerned).values("change"))


class PlanChange(models.Model):
    """One thing that an amendment changed: in an item of a plan, or in what a document itself says."""

    class Kind(models.TextChoices):
        """What was changed."""

        ADDED = "added", _("добавлен")
        GONE = "gone", _("исключён")
        CANCELLED = "cancelled", _("отменён")
        RESTORED = "restored", _("возвращён")
        MOVED = "moved", _("срок")
        TITLE = "title", _("название")
        PARTIES = "parties", _("ответственные")
        PLACE = "place", _("место")
        PARTICIPANTS = "participants", _("участники")
        RESULTS = "expected_results", _("ожидаемый результат")
        NOTES = "notes", _("прочее")
        REPORT_UNTIL = "report_until", _("срок отчётов")
        EVENT_DATE = "event_date", _("дата события")
        REPORT_FROM = "report_from", _("от кого ждут отчётов")
        TEXT = "text", _("текст документа")

    amendment = models.ForeignKey(
        Amendment, on_delete=models.CASCADE, related_name="changes", verbose_name=_("изменение документа")
    )
    item = models.UUIDField(_("пункт"), null=True, blank=True, db_index=True)
    """The item's `uid`; None for what the document itself says."""
    title = models.TextField(_("название"), blank=True)
    """The item as it was called then, with its number."""
    kind = models.CharField(_("что изменено"), max_length=20, choices=Kind.choices)
    before = models.JSONField(_("было"), null=True, blank=True)
    after = models.JSONField(_("стало"), null=True, blank=True)
    """`{"text": …}`; of a deadline also `{"start": "2026-10-01", "end": null}`. None where there was, or is, nothing."""

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("изменение пункта")
        verbose_name_plural = _("изменения пунктов")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_kind_display()}".strip(": ")

    @property
    def anchor(self) -> str:
        """The item's anchor in the page of its plan; empty where no item is meant."""
        return anchor_of(self.item) if self.item else ""


class ChangeParty(models.Model):
    """Whom a change concerns: an organisation, or all of a kind in a district (everywhere, if it is empty)."""

    change = models.ForeignKey(
        PlanChange, on_delete=models.CASCADE, related_name="parties", verbose_name=_("изменение пункта")
    )
    organisation = models.ForeignKey(
        OrganisationPage,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="plan_changes",
        verbose_name=_("организация"),
    )
    kind = models.CharField(_("все организации вида"), max_length=20, blank=True)
    district = models.CharField(_("в районе"), max_length=120, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("кого касается изменение")
        verbose_name_plural = _("кого касаются изменения")
        indexes = [models.Index("kind", "district", name="change_party_kind")]

    def __str__(self) -> str:
        return f"{self.organisation_id or self.kind}"


def anchor_of(uid: uuid.UUID) -> str:
    """Return the anchor of an item in the page of its plan."""
    return f"item-{uid.hex[:12]}"
