"""The vocabulary of hashtags: what each is called now, what it was called, what its entries come to."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from search.hashtags import MAX_LENGTH, hashtag_display, hashtag_key
from search.queries import HashtagQuerySet


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


class DistinctHashtags(models.Model):
    """Two hashtags that look alike and are two, as a keeper has said; the one with the lower id stands first."""

    one = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("разные хэштеги")
        verbose_name_plural = _("разные хэштеги")
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="told_apart_once")]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


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
