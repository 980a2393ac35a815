"""The form that closes an item."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.models import OrganisationPage
from news.completing.completing import Owner
from news.models import Completion
from news.personal_data import warnings
from search.listings import LONGEST_NUMBER


class OrganisationField(forms.ModelChoiceField[OrganisationPage]):
    """A choice of organisations that no number is too large for."""

    def to_python(self, value: Any) -> OrganisationPage | None:
        """Return the organisation; raises ValidationError for what names none."""
        if isinstance(value, str) and len(value) > LONGEST_NUMBER:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class CompletionForm(forms.ModelForm[Completion]):
    """What was done, when, for whom, with what proof; a list of names in the note is asked about first."""

    organisation = OrganisationField(OrganisationPage.objects.none(), label=_("Кто исполнил"))
    link = forms.URLField(
        label=_("Ссылка на подтверждение"), required=False, max_length=500, assume_scheme="https"
    )
    checked = forms.BooleanField(label=_("Проверено: личных данных здесь нет"), required=False)

    class Meta:
        model = Completion
        fields = ("organisation", "day", "note", "link", "proof")
        widgets = {
            "day": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, owner: Owner, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("instance", Completion(item=owner.item))
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field: Any = self.fields["organisation"]
        mine = [page.pk for page in owner.organisations]
        field.queryset = OrganisationPage.objects.filter(pk__in=mine).order_by("title")
        field.required = not owner.manages
        field.empty_label = _("Без организации: лицо или отдел") if owner.manages else _("Выберите")
        if len(mine) == 1 and not owner.manages:
            self.initial["organisation"] = mine[0]
            field.widget = forms.HiddenInput()

    @property
    def asks_to_check(self) -> bool:
        """Whether the note may name people, so that the writer is asked to look again."""
        return "note" in self.errors and bool(self.cleaned_data.get("names"))

    def clean(self) -> dict[str, Any]:
        """Refuse a note that may name people, until the writer has looked again."""
        data = super().clean() or self.cleaned_data
        found = warnings(data.get("note", ""))
        if found and not data.get("checked"):
            self.add_error("note", found)
            data["names"] = True
        return data
