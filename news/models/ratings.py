"""What a rating was when it closed: from then on this is the rating, whatever happens to the reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FrozenRating(models.Model):
    """A document's rating as it stood at a closing date. A document that moves its date has several, one of them valid."""

    document = models.ForeignKey(
        "plans.OrderPage", on_delete=models.CASCADE, related_name="frozen_ratings", verbose_name=_("документ")
    )
    until = models.DateField(_("итоги на конец дня"))
    closed_at = models.DateTimeField(_("когда подведены"), auto_now_add=True)
    rule = models.JSONField(_("правило"))
    """As `Rule.as_json` has it."""
    rows = models.JSONField(_("участники"))
    """`[{organisation, title, full_name, reports: [{page, lines: [[kind, number, points, is_capped]]}]}]`"""

    class Meta:
        verbose_name = _("подведённый рейтинг")
        verbose_name_plural = _("подведённые рейтинги")
        ordering = ["document", "until"]
        constraints = [models.UniqueConstraint(fields=["document", "until"], name="one_rating_per_date")]

    def __str__(self) -> str:
        return f"{self.document}, {self.until}"
