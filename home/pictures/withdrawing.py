"""Takes pictures off when a consent is withdrawn: at once, everywhere, and so that they do not come back."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, UploadedFile
from wagtail.utils.file import hash_filelike

from home.models import Picture
from home.models.withdrawals import WithdrawnFile, WithdrawnPicture
from search.catalog import pages_with_picture


def copies_of(picture: Picture) -> list[Picture]:
    """Return the picture with all that were made of the same file, whoever has uploaded them."""
    known = {picture.source_hash, picture.file_hash} - {""}
    same = Q(pk=picture.pk) | Q(source_hash__in=known) | Q(file_hash__in=known)
    return list(Picture.objects.filter(same).order_by("pk"))


def withdraw(pictures: Iterable[Picture], by: str, reason: str) -> list[WithdrawnPicture]:
    """Delete pictures and their copies, all or none; return what is kept of it: who, when, why, on which pages.

    Galleries lose them by the deletion, streams and old revisions find nothing any more, the catalog writes the pages'
    entries again. Files go after the commit; their hashes stay.
    """
    copies = {copy.pk: copy for picture in pictures for copy in copies_of(picture)}
    with transaction.atomic():
        return [_withdraw(copy, by, reason) for copy in copies.values()]


def _withdraw(picture: Picture, by: str, reason: str) -> WithdrawnPicture:
    pages = [_named(page) for page in Page.objects.filter(pk__in=pages_with_picture(picture)).order_by("pk")]
    kept = WithdrawnPicture.objects.create(number=picture.pk, by=by[:150], reason=reason, pages=pages)
    files = [picture.file, *(each.file for each in picture.renditions.all())]
    hashes = {picture.source_hash, picture.file_hash, *_hashes(files)} - {""}
    WithdrawnFile.objects.bulk_create(WithdrawnFile(withdrawal=kept, hash=each) for each in sorted(hashes))
    _forget_waiting(hashes)
    names = [(file.storage, file.name) for file in files]
    picture.delete()
    transaction.on_commit(partial(_remove, names))
    return kept


def _forget_waiting(hashes: set[str]) -> None:
    """Remove what waits in the bulk uploader for the rest of its form."""
    waiting = UploadedFile.objects.filter(for_content_type=ContentType.objects.get_for_model(Picture))
    for upload in waiting:
        if hashes & set(_hashes([upload.file])):
            upload.file.delete(save=False)
            upload.delete()


def _named(page: Page) -> dict[str, Any]:
    return {"id": page.pk, "title": page.title, "url": page.url or ""}


def _hashes(files: Iterable[Any]) -> Iterator[str]:
    """Yield the hashes of the stored files: of what people may have saved from the site."""
    for file in files:
        try:
            with file.storage.open(file.name) as stored:
                yield hash_filelike(stored)
        except FileNotFoundError:
            continue


def _remove(names: Iterable[tuple[Storage, str]]) -> None:
    """Remove the files here and now; Wagtail leaves that to a worker where there is one."""
    for storage, name in names:
        storage.delete(name)
