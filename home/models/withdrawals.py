"""Pictures that were taken off because somebody's consent to show them was withdrawn (152-FZ, article 10.1)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.pictures.intake import CleanPicture

WITHDRAWN = _("Эту фотографию размещать нельзя: согласие на её распространение отозвано.")


class WithdrawnPicture(models.Model):
    """That a picture was taken off: by whom, when, why, and where it stood. Nothing of the picture itself is kept."""

    number = models.PositiveBigIntegerField(_("номер"))  # the picture's id, while it was there
    withdrawn_at = models.DateTimeField(_("когда"), auto_now_add=True, db_index=True)
    by = models.CharField(_("кто"), max_length=150)
    reason = models.TextField(_("основание"))
    pages = models.JSONField(_("где стояла"), default=list, blank=True)  # [{id, title, url}]

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("снятая фотография")
        verbose_name_plural = _("снятые фотографии")
        ordering = ["-withdrawn_at", "-pk"]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def page_titles(self) -> str:
        """The titles of the pages on which it stood."""
        return ", ".join(f"«{page['title']}»" for page in self.pages) or "—"


class WithdrawnFile(models.Model):
    """The hash of a file of a withdrawn picture, by which it is known when it comes again."""

    withdrawal = models.ForeignKey(
        WithdrawnPicture, on_delete=models.CASCADE, related_name="files", verbose_name=_("снятая фотография")
    )
    hash = models.CharField(_("хэш"), max_length=40, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("файл снятой фотографии")
        verbose_name_plural = _("файлы снятых фотографий")
        constraints = [models.UniqueConstraint(fields=["withdrawal", "hash"], name="withdrawn_file_once")]

    def __str__(self) -> str:
        return self.hash


def refuse_withdrawn(picture: CleanPicture) -> None:
    """Raise ValidationError for a file that was withdrawn, as it was sent first or as the site has shown it."""
    hashes = {picture.source_hash, picture.file_hash}
    if WithdrawnFile.objects.filter(hash__in=hashes).exists():
        raise ValidationError(WITHDRAWN, code="withdrawn")
