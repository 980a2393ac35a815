"""Documents on their way from a file to pages, while a person checks what was understood."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from plans.importing.elements import Element
from plans.importing.parsed import ParsedDocument

_DOCUMENT = TypeAdapter(ParsedDocument)
_ELEMENTS = TypeAdapter(list[Element])


def private_storage() -> Storage:
    """Return the storage whose files have no address: an uploaded document is nobody's business yet."""
    return storages["private"]


class DocumentImportQuerySet(models.QuerySet["DocumentImport"]):
    """Imports by who may see them."""

    def of(self, user: Any) -> "DocumentImportQuerySet":
        """Return the user's own imports; an administrator sees everybody's."""
        return self if user.is_superuser else self.filter(owner=user)

    def unfinished(self) -> "DocumentImportQuerySet":
        """Return what has not become pages."""
        return self.exclude(state=DocumentImport.State.SAVED)


class DocumentImport(models.Model):
    """An uploaded file: read, then checked and mended by its owner, then confirmed. It waits as long as that takes."""

    class State(models.TextChoices):
        """How far it has come."""

        READING = "reading", _("читается")
        FAILED = "failed", _("не прочитан")
        CHECKING = "checking", _("на проверке")
        SAVED = "saved", _("импортирован")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("кто загрузил")
    )
    section = models.ForeignKey(
        "plans.OrderIndexPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("раздел")
    )
    name = models.CharField(_("имя файла"), max_length=255)
    file = models.FileField(_("файл"), upload_to="imports", storage=private_storage, max_length=255)
    state = models.CharField(_("состояние"), max_length=10, choices=State.choices, default=State.READING)
    error = models.TextField(_("почему не прочитан"), blank=True)
    source = models.JSONField(_("прочитано"), default=list)
    """What was read, to be shown beside what was understood: see `elements`."""
    as_read = models.JSONField(_("понято"), null=True)
    """What was understood at first: see `first_document`."""
    mended = models.JSONField(_("исправлено"), null=True)
    """The same with the owner's corrections: see `document`."""
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("страница"),
    )
    created_at = models.DateTimeField(_("загружен"), auto_now_add=True)
    changed_at = models.DateTimeField(_("изменён"), auto_now=True)

    objects = DocumentImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("импорт документа")
        verbose_name_plural = _("импорт документов")
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def elements(self) -> list[Element]:
        """The paragraphs and tables of the file, with their places."""
        return _ELEMENTS.validate_python(self.source)

    @property
    def document(self) -> ParsedDocument:
        """What was understood, as mended so far."""
        return _DOCUMENT.validate_python(self.mended)

    @property
    def first_document(self) -> ParsedDocument:
        """What was understood before anybody mended it."""
        return _DOCUMENT.validate_python(self.as_read)

    def understood(self, elements: list[Element], document: ParsedDocument) -> None:
        """Keep what was read and understood; earlier corrections are gone."""
        self.__dict__.pop("elements", None)
        self.source = _ELEMENTS.dump_python(elements, mode="json")
        self.as_read = self.mended = _DOCUMENT.dump_python(document, mode="json")
        self.state, self.error = self.State.CHECKING, ""

    def mend(self, document: ParsedDocument) -> None:
        """Keep the document as somebody has corrected it."""
        self.mended = _DOCUMENT.dump_python(document, mode="json")
