"""Of which days reports are summed up: `?from=2026-09-01&until=2026-12-31`; either may be left out."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FROM, UNTIL = "from", "until"
PARAMETERS = {"first": FROM, "last": UNTIL}


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included; None where there is no end. Reports of their events count."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether some days are left out."""
        return bool(self.first or self.last)

    @property
    def query(self) -> str:
        """«?from=…&until=…», what carries the choice to another address; "" where all days count."""
        named = {FROM: self.first, UNTIL: self.last}
        chosen = urlencode({name: day.isoformat() for name, day in named.items() if day})
        return f"?{chosen}" if chosen else ""


EVER = Period()


def refuse_backwards(period: Period) -> None:
    """Raise ValidationError for a period that ends before it begins."""
    if period.first and period.last and period.last < period.first:
        raise ValidationError(gettext("Последний день раньше первого."))


class PeriodForm(forms.Form):
    """Two days, as a form of GET asks for them."""

    _day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    _nonsense = {"invalid": _("Это не дата. Нужно так: 01.09.2026.")}

    first = forms.DateField(label=_("События с"), required=False, widget=_day, error_messages=_nonsense)
    last = forms.DateField(label=_("по"), required=False, widget=_day, error_messages=_nonsense)

    def add_prefix(self, field_name: str) -> str:
        """Return the parameter's name: `from` is no name that Python allows."""
        return PARAMETERS.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that runs backwards."""
        days: dict[str, Any] = super().clean() or {}
        refuse_backwards(Period(days.get("first"), days.get("last")))
        return days

    @property
    def period(self) -> Period:
        """The days of a valid form."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])
