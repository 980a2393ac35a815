"""What the tests of the check share: a plan, its parts, the forms."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from plans.models import DocumentImport

ROWS = [
    "1\tСубботник #ЧистыйДвор\tдо 5 мая\tШкола № 1",
    "2\tЛинейка\tкогда растает снег\tШкола № 2",
    "3\tКонцерт\tиюнь\tДом культуры",
]
PLAN = "План работы на 2024 год\n\n№ п/п\tМероприятие\tСрок\tОтветственные\n"
FIRST, SECOND = "plans.0.sections.0.items.0", "plans.0.sections.0.items.1"
ITEM = {"number": "2", "title": "Линейка", "deadline": "до 10 мая", "responsible": "Школа № 2"}

Upload = Callable[..., DocumentImport]


def file(name: str = "plan.txt", text: str = PLAN + "\n".join(ROWS)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def node(document_import: DocumentImport, path: str) -> str:
    return f"/admin/imports/{document_import.pk}/{path}/"


def titles(document_import: DocumentImport) -> list[str]:
    document_import.refresh_from_db()
    return [item.title for item in document_import.document.plans[0].sections[0].items]
