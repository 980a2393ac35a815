"""The catalog of what the public can find: an entry for lists, and its hashtags."""

from functools import cache
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import Page

from search.models.hashtags import Hashtag
from search.queries import CatalogQuerySet


class CatalogEntry(models.Model):
    """What a list needs to show a public page, or a part of one, and what a search needs to find it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="catalog_entries")
    fragment = models.CharField(max_length=64, blank=True)  # the part's anchor; empty for the page itself
    type = models.CharField(max_length=100)  # label of the page's or the part's model
    label = models.CharField(max_length=100, blank=True)  # what readers call it, if not by the type's name
    uid = models.UUIDField()
    tree_path = models.CharField(max_length=255, db_index=True)
    url = models.TextField()
    listed = models.BooleanField(default=True)  # containers are found by the API, not shown in lists

    title = models.TextField()
    lead = models.TextField(blank=True)
    date = models.DateField()
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    periods = models.JSONField(default=list)  # [[first day, last day]], ISO 8601; null where it was not said
    recurrence = models.CharField(max_length=200, blank=True)  # RFC 5545; the last period comes again by it
    is_cancelled = models.BooleanField(default=False)
    place = models.TextField(blank=True)
    published_at = models.DateTimeField()
    modified_at = models.DateTimeField()
    organisation = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation_kind = models.CharField(max_length=60, blank=True)  # «Детские сады»
    district = models.CharField(max_length=120, blank=True)
    about = models.UUIDField(null=True, db_index=True)  # the uid of what a report reports on
    picture = models.ForeignKey(
        get_image_model_string(), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    picture_alt = models.TextField(blank=True)
    picture_sizes = models.JSONField(default=list)  # [{file, width, height}]: `fallback`, the card, `shared`

    hashtags: "models.ManyToManyField[Hashtag, EntryHashtag]" = models.ManyToManyField(
        Hashtag, through="EntryHashtag", related_name="entries"
    )

    # The piece of its text that a search has found; only search results have it.
    snippet: str = ""

    objects = CatalogQuerySet.as_manager()

    class Meta:
        verbose_name = _("запись каталога")
        verbose_name_plural = _("записи каталога")
        constraints = [models.UniqueConstraint(fields=["page", "fragment"], name="one_entry_per_part")]
        indexes = [
            models.Index("listed", models.F("date").desc(), models.F("id").desc(), name="entry_newest"),
            models.Index(
                "listed", models.F("published_at").desc(), models.F("id").desc(), name="entry_published"
            ),
            models.Index("type", models.F("date").desc(), models.F("id").desc(), name="entry_type_newest"),
            models.Index("type", "end", "start", name="entry_type_period"),
            models.Index("organisation", models.F("date").desc(), name="entry_organisation_newest"),
            # The few entries that are organisations themselves.
            models.Index("title", name="entry_organisations", condition=models.Q(organisation_kind__gt="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the page, with the part's anchor."""
        return f"{self.url}#{self.fragment}" if self.fragment else self.url

    @property
    def type_title(self) -> str:
        """What a reader calls an entry of this type: «фотоотчёт»."""
        return _type_title(self.type, get_language())

    @property
    def called(self) -> str:
        """What a reader calls this very entry: «Приказ», where the type says «документ»."""
        return self.label or self.type_title

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """The picture's sizes as `{url, width, height}`, the smallest first; none once the picture is deleted."""
        return [_with_url(size) for size in self._sizes() if not {"shared", "fallback"} & size.keys()]

    @property
    def fallback_picture(self) -> dict[str, Any] | None:
        """The card's picture for browsers that read JPEG only, `{url, width, height}`."""
        return next((_with_url(size) for size in self._sizes() if "fallback" in size), None)

    @property
    def shared_picture(self) -> dict[str, Any] | None:
        """The picture as other sites show it, `{url, width, height}`; its largest size where no such was made."""
        return next(map(_with_url, reversed(self._sizes())), None)

    def _sizes(self) -> list[dict[str, Any]]:
        sizes: list[dict[str, Any]] = self.picture_sizes if self.picture_id else []
        return sizes


def _with_url(size: dict[str, Any]) -> dict[str, Any]:
    return {**size, "url": default_storage.url(size["file"])}


@cache
def _type_title(label: str, language: str | None) -> str:
    """Return the name of a page type in the language that is active: lists ask for it with every row."""
    return str(apps.get_model(label)._meta.verbose_name)


class EntryHashtag(models.Model):
    """One hashtag of one entry. What lists ask of the entry stands here again: they are one index's first rows."""

    entry = models.ForeignKey(CatalogEntry, on_delete=models.CASCADE, related_name="hashtag_links")
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="entry_links")
    type = models.CharField(max_length=100)
    date = models.DateField()
    listed = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "hashtag"], name="hashtag_once_per_entry")]
        indexes = [
            models.Index(
                "hashtag",
                models.F("date").desc(),
                models.F("entry").desc(),
                "listed",
                name="tag_newest",
            ),
            models.Index(
                "hashtag",
                "type",
                models.F("date").desc(),
                models.F("entry").desc(),
                "listed",
                name="tag_newest_of_type",
            ),
            models.Index("date", "hashtag", name="tag_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.hashtag_id} {self.entry_id}"
