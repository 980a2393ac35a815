"""«Настройки учётной записи»: about what and how often one is written to, in the place of Wagtail's switches."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NotificationPreferencesForm
from wagtail.admin.views.account import BaseSettingsPanel, NotificationsSettingsPanel, notifications_tab

from home.letters.kinds import Kind, all_kinds
from home.models import Mailbox


class LettersForm(forms.Form):
    """How often, and a switch for each kind that could ever concern the person."""

    pace = forms.ChoiceField(
        label=_("Как часто писать"), choices=Mailbox.Pace.choices, widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        label=_("О чём писать"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, instance: User, **kwargs: Any) -> None:
        self.mailbox = Mailbox.objects.filter(user=instance).first() or Mailbox(user=instance)
        self.offered = kinds_for(instance)
        wanted = [kind.name for kind in self.offered if kind.name not in self.mailbox.switched_off]
        kwargs["initial"] = {"pace": self.mailbox.pace, "kinds": wanted}
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (kind.name, f"{kind.heading}. {kind.description}") for kind in self.offered
        ]

    def save(self) -> None:
        """Keep the choices; what was not offered stays as it was."""
        box, chosen = self.mailbox, self.cleaned_data["kinds"]
        offered = {kind.name for kind in self.offered}
        off = (set(box.switched_off) - offered) | (offered - set(chosen))
        box.pace, box.switched_off = self.cleaned_data["pace"], sorted(off)
        box.due = min(box.due, box.after_letter(timezone.now()))
        box.save(update_fields=["pace", "switched_off", "due"] if box.pk else None)


class LettersPanel(BaseSettingsPanel):
    """The panel of letters."""

    name = "letters"
    title = _("Письма")
    tab = notifications_tab
    order = 50
    form_class = LettersForm

    def is_active(self) -> bool:
        """Return whether anything could ever be told to the person."""
        return bool(kinds_for(self.user))


class CommentsForm(NotificationPreferencesForm):
    """What is left of Wagtail's switches: the one for comments."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name != "updated_comments_notifications":
                del self.fields[name]


def install() -> None:
    """Let Wagtail's panel offer the switch for comments only."""
    NotificationsSettingsPanel.form_class = CommentsForm


def kinds_for(user: User) -> list[Kind]:
    """Return the kinds of which the person could ever be told."""
    return [kind for kind in all_kinds() if kind.concerns(user)]
