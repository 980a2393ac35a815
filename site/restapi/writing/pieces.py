"""Uploads in pieces, as tus 1.0.0 has them: what has come stays, whatever happens to the network."""

import tempfile
import uuid
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from restapi.access.grants import Grant
from restapi.conf import option
from restapi.http.problems import Problem, not_found
from restapi.models import Upload
from restapi.writing import uploads
from restapi.writing.references import Writing

FOLDER = "api-uploads"
PRIVATE = "private"  # the alias of a storage without addresses, where a project has one
BLOCK = 64 * 1024


def most_bytes() -> int:
    """Return how great an upload may be, in bytes."""
    return max(
        int(getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 0) or 0),
        int(getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", 0) or 0),
        option("UPLOAD_BYTES"),
    )


def begin(grant: Grant, length: int, metadata: dict[str, str]) -> Upload:
    """Return a new upload of `length` bytes; raises Problem 400 or 413."""
    if length > most_bytes():
        raise Problem(413, _("The file is greater than %(most)s MB.") % {"most": most_bytes() // 1024**2})
    if length < 1:
        raise Problem(400, _("An empty file cannot be uploaded."))
    name = PurePosixPath(metadata.get("filename", "").replace("\\", "/")).name
    if not name:
        raise Problem(400, _("“Upload-Metadata” must name the file: “filename”."))
    forget_old()
    made: Upload = Upload.objects.create(
        user=grant.user,
        filename=name[-255:],
        media_type=metadata.get("content-type", metadata.get("filetype", ""))[:100],
        title=metadata.get("title", "")[:255],
        length=length,
    )
    return made


def upload_of(grant: Grant, name: str, *, is_locked: bool = False) -> Upload:
    """Return an upload of the asker by its name; raises Problem 404. A locked one is for the transaction alone."""
    try:
        key = uuid.UUID(name)
    except ValueError:
        raise not_found() from None
    is_allowed = not grant.is_anonymous and grant.adds_files
    mine = Upload.objects.filter(user=grant.user.pk) if is_allowed else Upload.objects.none()
    found = (mine.select_for_update() if is_locked else mine).filter(pk=key).first()
    if found is None:
        raise not_found()
    return found


def append(grant: Grant, name: str, offset: int, request: HttpRequest) -> Upload:
    """Add what a request brings behind the bytes that have come; raises Problem 404, 409 or 413.

    Where the network breaks off, what has come until then counts.
    """
    content = _received(request, upload_of(grant, name).length - offset)
    with transaction.atomic():
        upload = upload_of(grant, name, is_locked=True)
        if upload.offset != offset:
            raise Problem(409, _("%(offset)s bytes have come, go on there.") % {"offset": upload.offset})
        if offset + len(content) > upload.length:
            raise Problem(413, _("More bytes than were announced."))
        if content:
            piece = _storage().save(f"{FOLDER}/{upload.pk}/{offset}", ContentFile(content))
            upload.pieces = [*upload.pieces, piece]
            upload.offset += len(content)
            upload.save(update_fields=["pieces", "offset"])
    return upload


def finished(upload: Upload, request: HttpRequest) -> Model:
    """Make a picture or a file of a whole upload; raises Problem 400 or 403. The pieces are gone afterwards."""
    with tempfile.SpooledTemporaryFile(max_size=BLOCK) as whole:
        for piece in upload.pieces:
            with _storage().open(piece) as part:
                whole.write(part.read())
        whole.seek(0)
        content = whole.read()
    model: Any = get_image_model() if _is_picture(upload) else get_document_model()
    words = {"title": upload.title or PurePosixPath(upload.filename).stem}
    writing = Writing(request)
    is_done = False
    try:
        with transaction.atomic():
            thing = uploads.stored(model, SimpleUploadedFile(upload.filename, content), words, writing)
        is_done = True
    finally:
        forget(upload)
        if not is_done:
            uploads.forget(writing)
    return thing


def forget(upload: Upload) -> None:
    """Remove an upload and its pieces."""
    for piece in upload.pieces:
        _storage().delete(piece)
    upload.delete()


def forget_old() -> None:
    """Remove uploads that nobody went on with."""
    for upload in Upload.objects.filter(created__lt=timezone.now() - lasting())[:100]:
        forget(upload)


def lasting() -> timedelta:
    """Return for how long an upload waits for its next piece."""
    span: timedelta = option("UPLOADS_LAST")
    return span


def _received(request: HttpRequest, most: int) -> bytes:
    """Return the request's bytes, at most one more than may come."""
    received = bytearray()
    try:
        while len(received) <= most and (block := request.read(min(BLOCK, most + 1 - len(received)))):
            received += block
    except UnreadablePostError:
        pass  # the client will ask how far it has come, and go on there
    return bytes(received)


def _is_picture(upload: Upload) -> bool:
    if upload.media_type:
        return upload.media_type.startswith("image/")
    extensions = getattr(settings, "WAGTAILIMAGES_EXTENSIONS", ["gif", "jpg", "jpeg", "png", "webp"])
    return PurePosixPath(upload.filename).suffix.lower().removeprefix(".") in extensions


def _storage() -> Storage:
    return storages[PRIVATE] if PRIVATE in settings.STORAGES else default_storage
