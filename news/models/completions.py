"""That something was done, said in a note with a proof: for what is no event, such as instructions and decisions."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from plans.models.imports import private_storage

PROOF_TYPES = ["pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "jpg", "jpeg", "png", "webp"]


def refuse_large(file: File[Any]) -> None:
    """Raise ValidationError for a file that is larger than documents may be."""
    if file.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
        most = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        raise ValidationError(_g("Файл больше, чем можно: %s.") % most)


class Completion(models.Model):
    """An owner's word that an item was done. It counts as a report of the item does."""

    item = models.ForeignKey(
        "plans.PlanItem", on_delete=models.CASCADE, related_name="completions", verbose_name=_("пункт плана")
    )
    organisation = models.ForeignKey(
        "home.OrganisationPage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="completions",
        verbose_name=_("кто исполнил"),
    )
    """None for parties that have no page: persons, departments."""
    day = models.DateField(_("когда исполнено"), default=timezone.localdate)
    note = models.TextField(
        _("что сделано"),
        max_length=2000,
        help_text=_("Коротко, без фамилий детей: это видят все, кому видно, как выполняется план."),
    )
    link = models.URLField(_("ссылка на подтверждение"), blank=True, max_length=500)
    proof = models.FileField(
        _("файл с подтверждением"),
        upload_to="proofs",
        storage=private_storage,
        max_length=255,
        blank=True,
        validators=[FileExtensionValidator(PROOF_TYPES), refuse_large],
        help_text=_(
            "Документ или снимок, до 25 МБ. Его видят только те, кто ведёт план, и ваша организация."
        ),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("кто отметил"),
    )
    created_at = models.DateTimeField(_("отмечено"), auto_now_add=True)

    class Meta:
        verbose_name = _("отметка об исполнении")
        verbose_name_plural = _("отметки об исполнении")
        ordering = ["day", "pk"]
        indexes = [models.Index("item", "organisation", name="completion_of_item")]

    def __str__(self) -> str:
        return self.note[:80]

    def clean(self, *args: Any) -> None:
        """Raise ValidationError for a day that is still to come."""
        if self.day and self.day > timezone.localdate():
            raise ValidationError({"day": _("Этот день ещё не наступил.")})
