"""What a document asks of reports about its event: which parts, in the words of the field."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportPart(models.TextChoices):
    """A part of a photo report that a document may ask for."""

    PLACE = "place", _("место проведения")
    PARTICIPANTS = "participants", _("число участников по категориям")
    ORGANISATIONS = "organisations", _("привлечённые организации")
    PARTNERS = "partners", _("социальные партнёры и спонсоры")
    PHOTOS = "photos", _("фотографии")
    LINKS = "links", _("ссылки на видео и публикации")


# By which words a document names a part.
_WORDS = {
    ReportPart.PLACE: r"\bмест[оаеу]\s+(?:проведени|событи)",
    ReportPart.PARTICIPANTS: r"\bучастник|\bохват\b|\bучащи[хе]ся\b.{0,40}\bродител",
    ReportPart.ORGANISATIONS: r"\b(?:привлеч[её]нн|участвующ|сторонн)\w+\s+(?:организаци|учреждени)",
    ReportPart.PARTNERS: r"\bпартн[её]р|\bспонсор",
    ReportPart.PHOTOS: r"\bфото",
    ReportPart.LINKS: r"\bссыл(?:к|ок)|\bвидео(?:сюжет|ролик|материал)|\bпубликаци",
}
_NAMES = {part: re.compile(words, re.IGNORECASE) for part, words in _WORDS.items()}


def parts_named(contents: Iterable[str]) -> list[str]:
    """Return the parts that a document's list of a report's contents names, in their order; others it may also name."""
    texts = list(contents)
    return [part.value for part, name in _NAMES.items() if any(name.search(text) for text in texts)]


class ReportPartsField(models.JSONField):
    """A list of values of `ReportPart`, shown as check boxes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        """Return a field of several choices."""
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            help_text=self.help_text,
            choices=ReportPart.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
