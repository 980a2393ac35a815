"""The editor's form of a picture."""

from typing import Any

from django.forms import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.models import Picture
from home.models.withdrawals import refuse_withdrawn
from home.pictures.intake import CleanPicture, clean_picture
from search import catalog
from search.sizes import make_sizes_of_picture

# What in the form decides how the listed sizes look.
SEEN = {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


class PictureFileField(WagtailImageField):
    """The field for a picture's file: its value is clean, what cannot be cleaned is refused with one sentence."""

    default_validators: list[Any] = []  # a file's name says nothing

    def to_python(self, data: Any) -> CleanPicture | None:
        """Return the clean picture; raises ValidationError."""
        file = FileField.to_python(self, data)
        if file is None:
            return None
        clean = clean_picture(file)
        refuse_withdrawn(clean)
        return clean


class PictureForm(BaseImageForm):
    """Where the file or its centre is another, the listed sizes are made anew: Wagtail removes those of the old."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = PictureFileField(
                label=field.label, required=field.required, widget=field.widget
            )

    def save(self, commit: bool = True) -> Picture:
        """Return the saved picture; its cards show what is new as soon as the sizes are made."""
        is_new = self.instance.pk is None
        picture: Picture = super().save(commit=commit)
        if commit and not is_new and SEEN & set(self.changed_data):
            catalog.refresh_picture(picture)
            make_sizes_of_picture.enqueue(picture.pk)
        return picture
