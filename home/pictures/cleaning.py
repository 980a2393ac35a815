"""Cleans the files of pictures that were stored before files were cleaned on receipt."""

from django.core.files.storage import Storage
from django.db import transaction

from home.models import Picture
from home.pictures.intake import clean_picture
from search.sizes import make_for_picture


def clean_stored(picture: Picture) -> None:
    """Put a clean file into the place of the stored one, with its sizes made anew: they may hold what it held.

    Raises ValidationError for what is no picture, OSError where the file is gone; nothing is changed then.
    """
    old, storage = picture.file.name, picture.file.storage
    with picture.file.open() as file:
        clean = clean_picture(file)
    if (clean.width, clean.height) != (picture.width, picture.height):
        picture.set_focal_point(None)  # it was turned: the point is somewhere else now
    with transaction.atomic():
        picture.file = clean
        picture.save()
        picture.renditions.all().delete()
        transaction.on_commit(lambda: _forget(storage, old))
    make_for_picture(Picture.objects.get(pk=picture.pk))


def _forget(storage: Storage, name: str) -> None:
    storage.delete(name)
