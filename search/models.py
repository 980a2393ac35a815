"""The vocabulary of hashtags and the catalog of what the public can find."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.images import get_image_model_string
from wagtail.models import Page

from search.hashtags import MAX_LENGTH, hashtag_display, hashtag_key
from search.queries import CatalogQuerySet, HashtagQuerySet

__all__ = [
    "CatalogEntry",
    "EntryHashtag",
    "EntryText",
    "Hashtag",
    "HashtagAlias",
    "HashtagTally",
    "SearchRow",
    "Word",
]


class Hashtag(TagBase):
    """One hashtag: the form that people write, and in `slug` the key that all its spellings share."""

    free_tagging = True

    # The fields of TagBase, which says no types.
    name: str
    slug: str

    description = models.TextField(
        _("описание"),
        blank=True,
        help_text=_(
            "Одно-два предложения: что это за акция или конкурс, кто её ведёт, из какого она приказа."
        ),
    )
    is_official = models.BooleanField(
        _("официальный"),
        default=False,
        help_text=_("Хэштег из приказа: отмечен в списках и предлагается первым."),
    )

    objects = HashtagQuerySet.as_manager()

    class Meta:
        verbose_name = _("хэштег")
        verbose_name_plural = _("хэштеги")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError for a name that is no hashtag, or another way of writing an existing one."""
        key = hashtag_key(self.name)
        if not key:
            raise ValidationError({"name": _("Это не хэштег: нужны буквы или цифры.")})
        if Hashtag.objects.filter(slug=key).exclude(pk=self.pk).exists():
            raise ValidationError({"name": _("Такой хэштег уже есть, возможно, в другом написании.")})
        alias = HashtagAlias.objects.filter(key=key).exclude(hashtag=self.pk).first()
        if alias:
            text = _("Это прежнее имя хэштега %(tag)s: оно ведёт на него.")
            raise ValidationError({"name": text % {"tag": alias.hashtag.written}})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key true to the name, an old key leading here; raises ValueError for what is no hashtag."""
        self.name = hashtag_display(self.name)
        self.slug = hashtag_key(self.name)
        if not self.slug:
            raise ValueError("a hashtag needs letters or digits")
        with transaction.atomic():
            if not self._state.adding:
                self._keep_old_key()
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of the hashtag's page."""
        return reverse("hashtag", args=[self.slug])

    @property
    def written(self) -> str:
        """The tag exactly as it should be typed in a post."""
        return f"#{self.name}"

    def _keep_old_key(self) -> None:
        before = Hashtag.objects.filter(pk=self.pk).exclude(slug=self.slug).first()
        if before:
            HashtagAlias.objects.filter(key=self.slug, hashtag=self.pk).delete()  # it has its old name again
            HashtagAlias.objects.update_or_create(
                key=before.slug, defaults={"name": before.name, "hashtag": self, "merge": None}
            )


class HashtagAlias(models.Model):
    """A key that leads to a hashtag which has another one now: it was renamed, or has taken another one in."""

    key = models.CharField(max_length=MAX_LENGTH, primary_key=True)
    name = models.CharField(max_length=MAX_LENGTH)
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="aliases")
    merge = models.UUIDField(null=True)  # the merge that made it, as the log names it; empty after a renaming

    class Meta:
        verbose_name = _("прежнее имя хэштега")
        verbose_name_plural = _("прежние имена хэштегов")

    def __str__(self) -> str:
        return self.name


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
    picture_sizes = models.JSONField(default=list)  # [{file, width, height}], the smallest first

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
        return str(apps.get_model(self.type)._meta.verbose_name)

    @property
    def called(self) -> str:
        """What a reader calls this very entry: «Приказ», where the type says «документ»."""
        return self.label or self.type_title

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """The picture's sizes as `{url, width, height}`, the smallest first; none once the picture is deleted."""
        if self.picture_id is None:
            return []
        return [{**size, "url": default_storage.url(size["file"])} for size in self.picture_sizes]


class SearchRow(models.Model):
    """What the search counts and chooses entries by, in few bytes: a common word makes it look at half the catalog.

    The key begins with the entry's day (`fulltext.day_key`): in its order the newest stand last, here and in the
    index of words, and a year is a range of keys.
    """

    id = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(CatalogEntry, on_delete=models.CASCADE, related_name="search_row")
    listed = models.BooleanField()
    type = models.CharField(max_length=100)
    organisation = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    year = models.PositiveSmallIntegerField()
    start = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        verbose_name = _("строка поиска")
        verbose_name_plural = _("строки поиска")

    def __str__(self) -> str:
        return f"{self.id}"


class EntryText(models.Model):
    """The words of an entry, apart from what lists read; its key is that of the entry's `SearchRow`."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(CatalogEntry, on_delete=models.CASCADE, related_name="words")
    text = models.TextField(blank=True)  # as people read it, for snippets
    title_stems = models.TextField(blank=True)
    text_stems = models.TextField(blank=True)

    class Meta:
        verbose_name = _("слова записи каталога")
        verbose_name_plural = _("слова записей каталога")

    def __str__(self) -> str:
        return self.title_stems


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
                name="tag_newest_listed",
                condition=models.Q(listed=True),
            ),
            models.Index(
                "hashtag",
                "type",
                models.F("date").desc(),
                models.F("entry").desc(),
                name="tag_type_newest_listed",
                condition=models.Q(listed=True),
            ),
            models.Index("date", "hashtag", name="tag_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.hashtag_id} {self.entry_id}"


class HashtagTally(models.Model):
    """What a hashtag's listed entries come to, counted when they change: no list counts them by going through them."""

    hashtag = models.OneToOneField(Hashtag, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    entries = models.PositiveIntegerField(default=0)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    types = models.JSONField(default=dict)  # {model label: number of entries}
    years = models.JSONField(default=dict)  # {"2026": number of entries}
    organisations = models.JSONField(default=dict)  # {id of the page: number of entries}

    class Meta:
        verbose_name = _("счёт хэштега")
        verbose_name_plural = _("счёт хэштегов")
        indexes = [models.Index(models.F("entries").desc(), "hashtag", name="tally_most_used")]

    def __str__(self) -> str:
        return f"{self.hashtag_id}: {self.entries}"


class Word(models.Model):
    """A word of public texts as the search folds it, to guess what a misspelt one was meant to be.

    A word may outlive its text: nothing is offered that does not find something public at that moment.
    """

    LONGEST = 40

    text = models.CharField(max_length=LONGEST, primary_key=True)
    length = models.PositiveSmallIntegerField(db_index=True)

    class Meta:
        verbose_name = _("слово")
        verbose_name_plural = _("слова")

    def __str__(self) -> str:
        return self.text
