"""The form of a document: it may change or replace another one, but not itself, nor in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _g

from home.reach.references import PageForm

if TYPE_CHECKING:
    from plans.models.orders import OrderPage


class OrderForm(PageForm):
    """Says what it refuses at the field."""

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; drafts may not be circles either, for nobody checks them when their hour comes."""
        cleaned = super().clean()
        amended: OrderPage | None = cleaned.get("amends")
        if amended is not None and self.instance.pk and self._leads_back(amended):
            if amended.pk == self.instance.pk:
                self.add_error("amends", _g("Документ не может изменять или заменять сам себя."))
            else:
                self.add_error(
                    "amends",
                    _g("Круг: документ «%s» сам изменяет или заменяет этот.") % amended.title,
                )
        return cleaned

    def _leads_back(self, amended: OrderPage | None) -> bool:
        """Whether the document that is named changes, over however many others, the one that names it."""
        seen: set[int] = set()
        while amended is not None and amended.pk not in seen:
            if amended.pk == self.instance.pk:
                return True
            seen.add(amended.pk)
            amended = amended.amends
        return False
