"""From an uploaded file to an import that can be checked: the file is kept first, then read by a task."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
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
    """Have the file read once this transaction is over; corrections made so far will be gone."""
    document_import.state = DocumentImport.State.READING
    document_import.save(update_fields=["state", "changed_at"])
    transaction.on_commit(lambda: read_import.enqueue(document_import.pk))


@task()
def read_import(import_id: int) -> None:
    """Read and parse the file of an import; what cannot be read says why."""
    document_import = DocumentImport.objects.filter(pk=import_id, state=DocumentImport.State.READING).first()
    if document_import is None:
        return
    try:
        elements = placed(_elements_of(document_import))
        document_import.understood(elements, parse_document(elements, Path(document_import.name).stem))
    except UnreadableDocument as error:
        document_import.state, document_import.error = DocumentImport.State.FAILED, str(error)
    document_import.save()


def _elements_of(document_import: DocumentImport) -> list[Any]:
    """Read a local copy: the storage may be another machine."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"import{Path(document_import.name).suffix.lower()}"
        with document_import.file.open("rb") as stored, copy.open("wb") as local:
            for chunk in stored.chunks():
                local.write(chunk)
        return read_document(copy)
