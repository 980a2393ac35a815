"""The form in which a school writes a report: what the press service would otherwise have to check by hand."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _g
from wagtail.admin.forms import WagtailAdminPageForm

from search.catalog import public_pages


class EventReportForm(WagtailAdminPageForm):
    """Photos go out with their people's consent only, and a report answers what everybody may see."""

    data: Any

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
        """Return the data with the day of the consent; a draft may wait for the consent."""
        cleaned: dict[str, Any] = super().clean()
        for name in ("plan_item", "order"):
            self._do_not_show(name)
        if cleaned.get("consent"):
            cleaned["consent_at"] = cleaned.get("consent_at") or timezone.localdate()
        elif not self.is_deferred_validation and self._has_photos():
            self.add_error(
                "consent",
                _g(
                    "В отчёте есть фотографии. Соберите согласия людей, которые на них видны, и отметьте это здесь. "
                    "Пока согласий нет, отчёт можно сохранить черновиком."
                ),
            )
        return cleaned

    def _do_not_show(self, name: str) -> None:
        """Leave the title of what was refused out of the answer."""
        if name in self.errors:
            shown = self.data.copy()
            shown[self.add_prefix(name)] = ""
            self.data = shown

    def _has_photos(self) -> bool:
        """Whether a photo is left, those marked for deletion aside."""
        photos = self.formsets.get("photos")
        if photos is None or not photos.management_form.is_valid():
            return False
        photos.full_clean()
        return any(not photos._should_delete_form(form) for form in photos.forms)
