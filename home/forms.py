"""The editor's form of a picture."""

from typing import Any

from django.forms import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.models import Picture
from home.pictures.intake import CleanPicture, clean_picture
from search import catalog
from search.pictures import SIZES, renditions


class PictureFileField(WagtailImageField):
    """The field for a picture's file: its value is clean, what cannot be cleaned is refused with one sentence."""

    default_validators = []  # a file's name says nothing

    def to_python(self, data: Any) -> CleanPicture | None:
        """Return the clean picture; raises ValidationError."""
        file = FileField.to_python(self, data)
        return None if file is None else clean_picture(file)


class PictureForm(BaseImageForm):
    """Where the file is replaced, the listed sizes are made of the new one: Wagtail removes those of the old."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = PictureFileField(
                label=field.label, required=field.required, widget=field.widget
            )

    def save(self, commit: bool = True) -> Picture:
        """Return the saved picture, with its cards showing the new file."""
        is_shown = bool(self.instance.pk and self.instance.renditions.exists())
        picture: Picture = super().save(commit=commit)
        if commit and is_shown and "file" in self.changed_data:
            renditions(picture, *SIZES)
            catalog.refresh_picture(picture)
        return picture
