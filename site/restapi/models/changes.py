"""What has changed in the catalog, kept for those who ask later and told to those who wait for it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """A public page that came, changed or went; to move is to go and to come.

    Written in the transaction that changes the catalog, and numbered after its commit (`restapi.telling.numbering`):
    a number is there for all to see before the next one is given. It keeps no title: what is told is the catalog's of
    the moment of telling, so that nothing is told of what is private by then.
    """

    class Kind(models.TextChoices):
        CREATED = "created", _("came")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("went")

    number = models.PositiveBigIntegerField(_("number"), null=True, unique=True)
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    time = models.DateTimeField(_("time"), default=timezone.now)
    page_id = models.PositiveBigIntegerField(_("page"))  # no foreign key: changes outlive their pages
    uid = models.UUIDField(_("UID"))
    type = models.CharField(_("type"), max_length=100)
    # The site's id and the address that the page had: `2/novosti/sad/`. What is below begins with what is above.
    place = models.TextField(_("place"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [models.Index("time", name="change_by_time")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.url}"

    @property
    def site_id(self) -> int:
        """The site on which the page stood."""
        return int(self.place.partition("/")[0])

    @property
    def url(self) -> str:
        """The page's address without the host."""
        return "/" + self.place.partition("/")[2]
