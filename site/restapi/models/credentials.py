"""Who is let in: logins of people, and what the tokens of programs are for."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import APIToken, Page

# A tree path that no page has.
NOWHERE = "-"


class Login(models.Model):
    """One login of a person; its tokens are good while it lasts. It ends for every process at once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_logins", verbose_name=_("user")
    )
    jti = models.UUIDField(_("identity of its tokens"), unique=True, default=uuid4, editable=False)
    password_mark = models.CharField(_("mark of the password"), max_length=128, editable=False)
    created = models.DateTimeField(_("begun"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("API login")
        verbose_name_plural = _("API logins")

    def __str__(self) -> str:
        return f"{self.user} {self.created:%Y-%m-%d %H:%M}"


class TokenTerms(models.Model):
    """What a program's token may be used for, where and until when; its user's rights are still asked.

    A token without terms has all its user's rights, without an end: Wagtail's own command promises that of those it
    makes, and it is only for who may run commands. The admin gives terms to each.
    """

    token = models.OneToOneField(
        APIToken, on_delete=models.CASCADE, related_name="terms", verbose_name=_("token")
    )
    scopes = models.JSONField(_("what it may do"), default=list)
    expires_at = models.DateTimeField(_("valid until"))
    is_sectioned = models.BooleanField(_("for one section only"), default=False)
    section = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("terms of a token")
        verbose_name_plural = _("terms of tokens")

    def __str__(self) -> str:
        return ", ".join(self.scopes)

    def save(self, *args: object, **kwargs: object) -> None:
        """Remember that there is a section: deleting the page must not make the token wider."""
        self.is_sectioned = self.is_sectioned or self.section_id is not None
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def place(self) -> str:
        """The tree path below which the token counts: empty for everywhere; a deleted section leaves it nothing."""
        if not self.is_sectioned:
            return ""
        return str(self.section.path) if self.section else NOWHERE
