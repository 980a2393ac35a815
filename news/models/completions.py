"""That something was done, said in a note with a proof: for what is no event, such as instructions and decisions."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
    note = models.TextField(_("что сделано"), max_length=2000)
    link = models.URLField(_("ссылка на подтверждение"), blank=True, max_length=500)
    file = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("документ"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
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
