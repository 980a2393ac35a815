"""The town's illustrations as pictures of the site, in every size that it shows."""

from collections.abc import Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from os import cpu_count
from types import TracebackType
from typing import Self

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from wagtail.images.models import Filter
from wagtail.models import Collection

from demo.loading.drawing import Drawing, Drawn, drawing
from demo.loading.marks import FILE_PREFIX
from demo.records import Photo
from home.models import Picture, PictureRendition
from home.pictures.intake import CleanPicture
from search.pictures import SIZES

# Starting processes takes longer than drawing a few pictures here.
FEW = 16
MOST_PROCESSES = 4


class Gallery:
    """Draws the photos of a town ahead, on all cores, in the order in which they will be asked for."""

    def __init__(self, photos: Iterable[Photo]) -> None:
        self._photos = list(dict.fromkeys((photo.motif, photo.seed) for photo in photos))
        self._pool: Executor | None = None
        self._drawn: dict[tuple[str, int], Future[Drawing]] = {}
        self._pictures: dict[tuple[str, int], Picture] = {}

    def __enter__(self) -> Self:
        if len(self._photos) > FEW:
            # New processes know nothing of this one's database connection and threads.
            self._pool = ProcessPoolExecutor(
                max_workers=min(cpu_count() or 1, MOST_PROCESSES), mp_context=get_context("spawn")
            )
            self._drawn = {photo: self._pool.submit(drawing, *photo, SIZES) for photo in self._photos}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def picture(self, photo: Photo, collection: Collection, user: User | None) -> Picture:
        """Return the photo as a saved picture with all its sizes; the same photo is one picture."""
        key = photo.motif, photo.seed
        if key not in self._pictures:
            self._pictures[key] = _saved(photo, self._drawing(key), collection, user)
        return self._pictures[key]

    def _drawing(self, key: tuple[str, int]) -> Drawing:
        drawn = self._drawn.pop(key, None)
        return drawn.result() if drawn else drawing(*key, SIZES)


def _saved(photo: Photo, drawn: Drawing, collection: Collection, user: User | None) -> Picture:
    """Save a picture and its sizes. Their pixels are known: Wagtail need not decode every file to count them."""
    original = drawn.original
    picture = Picture(
        title=photo.caption[:255],
        description=photo.alt[:255],
        collection=collection,
        uploaded_by_user=user,
        file=CleanPicture(original.file, f"{_name(photo)}.jpg", original.width, original.height),
    )
    picture.save()
    PictureRendition.objects.bulk_create(
        _size(picture, photo, spec, made) for spec, made in drawn.sizes.items()
    )
    return picture


def _size(picture: Picture, photo: Photo, spec: str, drawn: Drawn) -> PictureRendition:
    """Return a size as Wagtail keeps it: it is found by the spec and the focal point's key, not by its name."""
    return PictureRendition(
        image=picture,
        filter_spec=spec,
        focal_point_key=Filter(spec).get_cache_key(picture),
        file=_kept(f"{_name(photo)}-{drawn.width}.{drawn.ending}", drawn.file),
        width=drawn.width,
        height=drawn.height,
    )


def _name(photo: Photo) -> str:
    return f"{FILE_PREFIX}{photo.motif}-{photo.seed}"


def _kept(name: str, file: bytes) -> str:
    """Write a file where sizes of pictures are kept; returns its name there."""
    owner = PictureRendition()
    kept: str = owner.file.storage.save(owner.get_upload_to(name), ContentFile(file))
    return kept
