"""What an item says of itself that an import has found in the document no more, and that stays because reports answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from plans.models.items import PlanItem


def mark_withdrawn(item: PlanItem) -> None:
    """Say in the item that the document no longer has it; readers and editors see it."""
    if not is_marked_withdrawn(item):
        item.notes = "\n".join(filter(None, [item.notes, withdrawn_mark()]))


def is_marked_withdrawn(item: PlanItem) -> bool:
    """Whether the item says that the document no longer has it."""
    return withdrawn_mark() in item.notes


def without_mark(notes: str) -> str:
    """Return an item's notes as they are when the document has the item again."""
    return "\n".join(line for line in notes.splitlines() if line != withdrawn_mark())


def withdrawn_mark() -> str:
    """What an item says that the document no longer has."""
    return _("Пункта нет в новой редакции документа.")
