"""Files that wait in the bulk uploader until the rest of their form is right: Wagtail keeps them as they came."""

from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import UploadedFile

from home.models import Picture
from home.pictures.intake import clean_picture


def connect() -> None:
    """Clean pictures before they wait."""
    pre_save.connect(_clean, sender=UploadedFile, dispatch_uid="home.pictures.waiting")


def _clean(instance: UploadedFile, **kwargs: Any) -> None:
    is_new = instance.file and not instance.file._committed
    if is_new and instance.for_content_type and instance.for_content_type.model_class() is Picture:
        instance.file = clean_picture(instance.file.file)
