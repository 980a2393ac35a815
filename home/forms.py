"""The editor's form of a picture."""

from wagtail.images.forms import BaseImageForm

from home.models import Picture
from search import catalog
from search.pictures import SIZES, renditions


class PictureForm(BaseImageForm):
    """Where the file is replaced, the listed sizes are made of the new one: Wagtail removes those of the old."""

    def save(self, commit: bool = True) -> Picture:
        """Return the saved picture, with its cards showing the new file."""
        is_shown = bool(self.instance.pk and self.instance.renditions.exists())
        picture: Picture = super().save(commit=commit)
        if commit and is_shown and "file" in self.changed_data:
            renditions(picture, *SIZES)
            catalog.refresh_picture(picture)
        return picture
