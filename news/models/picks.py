"""Photos that a press officer has picked for news: they wait here from one screen to the next."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PickedPhoto(models.Model):
    """A photo of a report that a user has picked; the order of the rows is the order of picking."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("кто выбрал")
    )
    report = models.ForeignKey(
        "news.EventReportPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("отчёт")
    )
    picture = models.ForeignKey(
        "home.Picture", on_delete=models.CASCADE, related_name="+", verbose_name=_("фото")
    )

    wagtail_reference_index_ignore = True  # no page shows the picture because of it

    class Meta:
        verbose_name = _("выбранное фото")
        verbose_name_plural = _("выбранные фото")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "report", "picture"], name="a_photo_is_picked_once")
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """«report-picture», what names the photo in a form."""
        return f"{self.report_id}-{self.picture_id}"
