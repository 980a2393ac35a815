"""Who is told of changes as they happen, and how that went."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from restapi.models.changes import Change
from restapi.telling.signing import new_secret

# A place that no page has.
NOWHERE = "-"


class Webhook(models.Model):
    """An address that is told of changes, by the rules of standardwebhooks.com."""

    title = models.CharField(_("webhook name"), max_length=120, help_text=_("Who receives: for yourselves."))
    address = models.CharField(
        _("address"),
        max_length=500,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("Begins with https://. Addresses inside the network are refused."),
    )
    secret = models.CharField(_("secret"), max_length=100, default=new_secret, editable=False)
    on_created = models.BooleanField(_("a page came"), default=True)
    on_changed = models.BooleanField(_("a page changed"), default=True)
    on_removed = models.BooleanField(_("a page went"), default=True)
    section = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Changes of this page and of all below it; empty for the whole site."),
    )
    # Where the section stood when changes were told last; empty for everywhere. It outlives the page: that it went is
    # told too, and a webhook whose section is gone does not become one for everything.
    place = models.TextField(editable=False, blank=True)
    types = models.JSONField(_("types"), default=list, blank=True)
    is_active = models.BooleanField(_("switched on"), default=True)
    given_up = models.PositiveIntegerField(_("given up in a row"), default=0, editable=False)
    switched_off_at = models.DateTimeField(_("switched off"), null=True, editable=False)
    switched_off_why = models.CharField(
        _("why it was switched off"), max_length=200, blank=True, editable=False
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the section's place; forget old failures when somebody switches the webhook on again."""
        if self.section_id:
            self.place = self.section_place or NOWHERE
        if self.is_active and self.switched_off_at:
            self.given_up, self.switched_off_at, self.switched_off_why = 0, None, ""
        super().save(*args, **kwargs)

    @property
    def kinds(self) -> set[str]:
        """The kinds of changes that are told."""
        wanted = {"created": self.on_created, "changed": self.on_changed, "removed": self.on_removed}
        return {kind for kind, is_wanted in wanted.items() if is_wanted}

    @property
    def section_place(self) -> str:
        """Where the section stands now, as changes have it; empty without a section or an address."""
        url_parts = self.section.get_url_parts() if self.section else None
        return f"{url_parts[0]}{url_parts[2]}" if url_parts and url_parts[2] else ""

    @property
    def state(self) -> str:
        """Whether it works, in a word; for listings."""
        if self.switched_off_at:
            return str(_("switched off after failures"))
        return str(_("works") if self.is_active else _("is off"))

    state.fget.short_description = _("state")  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a webhook that is told of nothing."""
        if not self.kinds:
            raise ValidationError(_("Choose at least one event."))


class Delivery(models.Model):
    """One change on its way to one webhook; the row is the log of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        DELIVERED = "delivered", _("delivered")
        GIVEN_UP = "given_up", _("given up")

    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("webhook")
    )
    change = models.ForeignKey(
        Change, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("change")
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)  # the same for every try
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    due = models.DateTimeField(_("next try"), default=timezone.now)
    tried_at = models.DateTimeField(_("last try"), null=True)
    status_code = models.PositiveSmallIntegerField(_("status code"), null=True)
    duration = models.PositiveIntegerField(_("duration, ms"), null=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        indexes = [models.Index("state", "due", name="delivery_due")]
        constraints = [models.UniqueConstraint("webhook", "change", name="one_delivery_per_webhook")]

    def __str__(self) -> str:
        return f"{self.webhook} {self.change}"

    @property
    def is_waiting(self) -> bool:
        """Whether there is another try to come."""
        return self.state == self.State.WAITING
