"""What the public's answers are compared by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stamp(models.Model):
    """The state of all that an answer can show: one row, with another random value after every change."""

    value = models.CharField(_("value"), max_length=32)
    renewed_at = models.DateTimeField(_("renewed"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("stamp of the content")
        verbose_name_plural = _("stamps of the content")

    def __str__(self) -> str:
        return self.value
