"""From an uploaded file to an import that can be checked: the file is kept first, then read by a task."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.signals import post_delete
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from plans.importing.elements import placed
from plans.importing.parsing import parse_document
from plans.importing.reading import UnreadableDocument, read_document
from plans.models import DocumentImport, OrderIndexPage


def take_in(file: UploadedFile, owner: Any, section: OrderIndexPage) -> DocumentImport:
    """Keep the file and have it read; whatever happens to the browser, the file is there."""
    name = Path(file.name or "").name
    document_import = DocumentImport(owner=owner, section=section, name=name[-255:])
    document_import.file.save(f"import{Path(name).suffix.lower()}", file, save=False)
    document_import.save()
    start_reading(document_import)
    return document_import


def start_reading(document_import: DocumentImport) -> None:
    """Have the file read once this transaction is over; corrections made so far will be gone, finished pages not."""
    unfinished = DocumentImport.objects.unfinished().filter(pk=document_import.pk)
    if unfinished.update(state=DocumentImport.State.READING, changed_at=timezone.now()):
        transaction.on_commit(lambda: read_import.enqueue(document_import.pk))


@task()
def read_import(import_id: int) -> None:
    """Read and parse the file of an import; what cannot be read says why. Of two readers the first one counts."""
    reading = DocumentImport.objects.filter(pk=import_id, state=DocumentImport.State.READING)
    document_import = reading.first()
    if document_import is None:
        return
    document_import.state = DocumentImport.State.FAILED
    document_import.error = _("При чтении файла произошла ошибка. Она записана в журнал сайта.")
    try:
        elements = placed(_elements_of(document_import))
        document_import.understood(elements, parse_document(elements, Path(document_import.name).stem))
    except UnreadableDocument as error:
        document_import.error = str(error)
    finally:
        written = ("state", "error", "source", "as_read", "mended")
        reading.update(
            changed_at=timezone.now(), **{name: getattr(document_import, name) for name in written}
        )


def connect() -> None:
    """Listen to imports that are deleted, with their owner or section too."""
    post_delete.connect(_forget_file, sender=DocumentImport)


def _forget_file(instance: DocumentImport, **kwargs: Any) -> None:
    """Delete the file of an import that is gone, however it went."""
    name, storage = instance.file.name, instance.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _elements_of(document_import: DocumentImport) -> list[Any]:
    """Read a local copy: the storage may be another machine."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"import{Path(document_import.name).suffix.lower()}"
        with document_import.file.open("rb") as stored, copy.open("wb") as local:
            for chunk in stored.chunks():
                local.write(chunk)
        return read_document(copy)
