"""The picture: Wagtail's image as a model of our own, so that rules for pictures have a place to stand."""

from typing import Any, Self

from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    ImageQuerySet,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)
from wagtail.utils.file import hash_filelike

from home.models.withdrawals import refuse_withdrawn
from home.pictures.intake import CleanPicture, clean_picture


class PictureFile(WagtailImageFieldFile):
    """A picture's file. Every way into the storage leads through `save`: what is not clean yet is cleaned there."""

    def take_in(self) -> None:
        """Put the clean picture into the place of a file that is not stored yet; raises ValidationError."""
        if self and not self._committed:
            self._put(_clean(self.file))

    def get_image_dimensions(self) -> tuple[int, int]:
        """Return the clean picture's size, which is known, or that of a stored file; raises ValidationError."""
        self.take_in()
        file = getattr(self, "_file", None)
        if isinstance(file, CleanPicture):
            return file.width, file.height
        size: tuple[int, int] = super().get_image_dimensions()
        return size

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store what the intake leaves of the content, under the intake's name; raises ValidationError."""
        clean = _clean(content)
        refuse_withdrawn(clean)
        self._put(clean)
        super().save(clean.name, clean, save=False)
        self.instance.stored_file_name = self.name
        if save:
            self.instance.save()

    def _put(self, clean: CleanPicture) -> None:
        self.file = clean
        self.instance.width, self.instance.height = clean.width, clean.height
        self.instance.file_size = clean.size
        self.instance.file_hash = clean.file_hash
        self.instance.source_hash = clean.source_hash


def _clean(file: File) -> CleanPicture:
    return file if isinstance(file, CleanPicture) else clean_picture(file)


class PictureField(WagtailImageField):
    """The field of a picture's file."""

    attr_class = PictureFile

    def pre_save(self, instance: "Picture", add: bool) -> PictureFile:
        """Store a file that is new; raises ValueError for the name of some file that no picture has brought."""
        file: PictureFile = getattr(instance, self.attname)
        if add and file and file._committed and file.name != instance.stored_file_name:
            raise ValueError("A new picture needs its file; the name of one in the storage is none.")
        stored: PictureFile = super().pre_save(instance, add)
        return stored


class PictureQuerySet(ImageQuerySet):
    """Choices among pictures."""

    def same_as(self, file: File | bytes) -> Self:
        """Return the pictures that were made of these very bytes, or are stored as them.

        Whoever asks narrows it to where they may choose: `.filter(collection=…)`.
        """
        known = hash_filelike(ContentFile(file) if isinstance(file, bytes) else file)
        return self.filter(Q(source_hash=known) | Q(file_hash=known))


class Picture(AbstractImage):
    """A photograph or drawing; `description` is its text for those who do not see it."""

    file: Any = PictureField(
        verbose_name=_("файл"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    # Wagtail's hash of the bytes that came; empty for what was stored before files were cleaned.
    source_hash = models.CharField(max_length=40, blank=True, editable=False, db_index=True)

    admin_form_fields = Image.admin_form_fields

    # The file that this object has put into the storage, as it stands there.
    stored_file_name = ""

    objects = PictureQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("изображение")
        verbose_name_plural = _("изображения")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the picture; a new file is taken in first, so that its size and its hashes are known.

        Raises ValidationError before anything is written.
        """
        is_read = "file" in self.__dict__
        if is_read and self.file and not self.file._committed:
            self.file.take_in()
            refuse_withdrawn(self.file.file)
        super().save(*args, **kwargs)

    def _set_image_file_metadata(self) -> None:
        """Wagtail's forms ask for size and hash: the file says them when it is taken in, and need not be opened."""
        self.file.take_in()


class PictureRendition(AbstractRendition):
    """A picture in one of the listed sizes."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
