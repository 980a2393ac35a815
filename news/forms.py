"""The form in which a school writes a report: what the press service would otherwise have to check by hand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _g

from home.reach.references import PageForm
from news.consent import missing_consent
from news.requirements import described, document_of, missing
from search.catalog import public_pages


class EventReportForm(PageForm):
    """Photos go out with their people's consent only, and a report answers what everybody may see."""

    judged_here = ("plan_item", "order")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer items and documents that are public, and what the report has already."""
        super().__init__(*args, **kwargs)
        public = public_pages().values("pk")
        self._offer("plan_item", Q(section__page__in=public), _g("Выберите пункт опубликованного плана."))
        self._offer("order", Q(pk__in=public), _g("Выберите опубликованный документ."))

    def _offer(self, name: str, choices: Q, refusal: str) -> None:
        field: Any = self.fields.get(name)
        if field is not None:
            field.queryset = field.queryset.filter(choices | Q(pk=getattr(self.instance, f"{name}_id")))
            field.error_messages["invalid_choice"] = refusal

    def clean(self) -> dict[str, Any]:
        """Return the data with the day of the consent and who has given it; a draft may wait for all that only readers need."""
        cleaned: dict[str, Any] = super().clean()
        for name in self.judged_here:
            self._do_not_show(name)
        if cleaned.get("consent"):
            cleaned["consent_at"] = cleaned.get("consent_at") or timezone.localdate()
            cleaned["consent_by"] = cleaned.get("consent_by") or self._writer()
        if not self.is_deferred_validation:
            self._refuse_incomplete(cleaned)
        return cleaned

    def _writer(self) -> str:
        user = self.for_user
        return (user.get_full_name() or user.get_username())[:150] if user else ""

    def _do_not_show(self, name: str) -> None:
        """Leave the title of what was refused out of the answer."""
        if name in self.errors:
            shown = self.data.copy()
            shown[self.add_prefix(name)] = ""
            self.data = shown

    def _refuse_incomplete(self, cleaned: dict[str, Any]) -> None:
        photos = self._rows("photos")
        if photos and not cleaned.get("consent"):
            self.add_error("consent", missing_consent())
        for row in photos:
            if row.is_valid() and not described(row.cleaned_data):
                row.add_error("alt", _g("Напишите, что на фото, или отметьте, что описание не нужно."))
        document = document_of(cleaned.get("plan_item"), cleaned.get("order"))
        for name, message in missing(document, lambda name: self._has(name, cleaned)):
            if name in self.formsets:
                self.formsets[name].non_form_errors().append(ValidationError(message, code="required"))
            else:
                self.add_error(name, message)

    def _has(self, name: str, cleaned: dict[str, Any]) -> bool:
        if name not in self.formsets:
            return bool(cleaned.get(name))
        rows = self._rows(name)
        return any(row.cleaned_data.get("count") for row in rows) if name == "participants" else bool(rows)

    def _rows(self, name: str) -> list[Any]:
        """Return the rows of a formset that are left: those marked for deletion aside."""
        rows = self.formsets.get(name)
        if rows is None or not rows.management_form.is_valid():
            return []
        rows.full_clean()
        return [
            form
            for form in rows.forms
            if form.has_changed() or form.instance.pk
            if not rows._should_delete_form(form)
        ]
