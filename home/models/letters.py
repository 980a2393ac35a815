"""What people are to be told by mail, and how each of them wants to be told."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# After a letter the next one waits so long: what comes meanwhile goes with it.
BETWEEN_LETTERS = timedelta(hours=1)


class Mailbox(models.Model):
    """How one person is written to: how often, of what not, and when the next letter may go."""

    class Pace(models.TextChoices):
        """How often."""

        AT_ONCE = "at_once", _("Сразу, но не чаще письма в час")
        DAILY = "daily", _("Одним письмом в день, утром")
        NEVER = "never", _("Не писать")

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="mailbox", verbose_name=_("пользователь")
    )
    pace = models.CharField(_("как часто"), max_length=10, choices=Pace, default=Pace.AT_ONCE)
    switched_off = models.JSONField(_("о чём не писать"), default=list, blank=True)
    """Names of kinds."""
    due = models.DateTimeField(_("следующее письмо не раньше"), default=timezone.now, db_index=True)
    """Who sends moves it on first: for as long the person's letters are that process's."""
    tries = models.PositiveSmallIntegerField(_("неудачных попыток подряд"), default=0)
    error = models.CharField(_("ошибка"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("почта пользователя")
        verbose_name_plural = _("почта пользователей")

    def __str__(self) -> str:
        return str(self.user)

    def wants(self, kind: str) -> bool:
        """Whether the person is written to of a kind of events."""
        return self.pace != self.Pace.NEVER and kind not in self.switched_off

    def switch_off(self, kind: str) -> None:
        """Write no more of a kind; of nothing for an empty name."""
        if not kind:
            self.pace = self.Pace.NEVER
        elif kind not in self.switched_off:
            self.switched_off = [*self.switched_off, kind]
        self.save(update_fields=["pace", "switched_off"])

    def after_letter(self, now: datetime) -> datetime:
        """Return when the next letter may go if one goes now."""
        return next_morning(now) if self.pace == self.Pace.DAILY else now + BETWEEN_LETTERS


class Notice(models.Model):
    """One thing that one person is to be told; it waits for a letter, and stays as the memory that it was told."""

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting", _("ждёт письма")
        SENT = "sent", _("отправлено")
        DROPPED = "dropped", _("отпало")
        GIVEN_UP = "given_up", _("не дошло")

    recipient = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="notices", verbose_name=_("кому")
    )
    kind = models.CharField(_("вид"), max_length=30)
    key = models.CharField(_("ключ"), max_length=150)
    """What is told, in a word that is the same whenever it is told again."""
    title = models.CharField(_("заголовок"), max_length=255)
    text = models.TextField(_("текст"), blank=True)
    address = models.CharField(_("ссылка"), max_length=500)
    """A path on this site, or a whole address."""
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("страница")
    )
    """Who does not see it is not told of it."""
    data: models.JSONField[Any, Any] = models.JSONField(_("подробности"), default=dict)
    """By which the kind knows whether it still is so."""
    created = models.DateTimeField(_("когда"), default=timezone.now)
    state = models.CharField(_("состояние"), max_length=10, choices=State, default=State.WAITING)
    settled = models.DateTimeField(_("когда решилось"), null=True, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("извещение")
        verbose_name_plural = _("извещения")
        ordering = ["-created", "-pk"]
        indexes = [models.Index("recipient", "state", name="notice_waiting")]
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.title}"


def next_morning(now: datetime) -> datetime:
    """Return the next hour of daily letters after a moment, by the site's own clock."""
    local = timezone.localtime(now)
    morning = timezone.make_aware(datetime.combine(local.date(), time(settings.DIGEST_HOUR)))
    return morning if morning > now else morning + timedelta(days=1)
