"""How an organisation came to the site: what was said of it then, so that saying it again undoes nobody's work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.organisations import OrganisationPage


class Enrolment(models.Model):
    """What the list of organisations has said of one, for `home.enrolling`."""

    organisation = models.OneToOneField(
        OrganisationPage,
        on_delete=models.CASCADE,
        related_name="enrolment",
        verbose_name=_("организация"),
    )
    key = models.CharField(_("ключ названия"), max_length=255, unique=True)
    """The name as the list has it, by `search.text.name_key`: it stays when the page is renamed."""
    written = models.JSONField(_("записано из списка"), default=dict)
    """The page's fields as the list has filled them: what differs on the page was changed by a person."""

    class Meta:
        verbose_name = _("заведённая организация")
        verbose_name_plural = _("заведённые организации")

    def __str__(self) -> str:
        return str(self.organisation)
