"""The form in which a school writes a report: what the press service would otherwise have to check by hand."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _g
from wagtail.admin.forms import WagtailAdminPageForm

from search.catalog import public_pages


class EventReportForm(WagtailAdminPageForm):
    """Photos go out with their people's consent only, and a report answers an item that everybody may see."""

    data: Any

    def clean(self) -> dict[str, Any]:
        """Return the data with the day of the consent; a draft may wait for the consent."""
        cleaned: dict[str, Any] = super().clean()
        self._check_plan_item(cleaned)
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

    def _check_plan_item(self, cleaned: dict[str, Any]) -> None:
        """Refuse a newly chosen item of a plan that is not public, and do not show its title in the answer."""
        item = cleaned.get("plan_item")
        if item is None or "plan_item" not in self.changed_data:
            return
        if not public_pages().filter(pk=item.section.page_id).exists():
            self.add_error("plan_item", _g("Выберите пункт опубликованного плана."))
            shown = self.data.copy()
            shown[self.add_prefix("plan_item")] = ""
            self.data = shown

    def _has_photos(self) -> bool:
        """Whether a photo is left, those marked for deletion aside."""
        photos = self.formsets.get("photos")
        if photos is None or not photos.management_form.is_valid():
            return False
        photos.full_clean()
        return any(not photos._should_delete_form(form) for form in photos.forms)
