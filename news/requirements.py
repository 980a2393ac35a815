"""What a report must contain before it is sent: what its document asks for, and what all reports need."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from plans.models import OrderPage, PlanItem
from plans.report_parts import ReportPart

# Which field of a report holds a part, and what is said where it is missing.
MISSING: dict[str, tuple[str, Callable[[], str]]] = {
    ReportPart.PLACE: ("place", lambda: _("Напишите, где это было.")),
    ReportPart.PARTICIPANTS: ("participants", lambda: _("Укажите число участников по категориям.")),
    ReportPart.ORGANISATIONS: ("organisations", lambda: _("Назовите организации, которые участвовали.")),
    ReportPart.PARTNERS: ("partners", lambda: _("Назовите социальных партнёров или спонсоров.")),
    ReportPart.PHOTOS: ("photos", lambda: _("Добавьте фотографии.")),
    ReportPart.LINKS: ("links", lambda: _("Добавьте ссылки на видео или публикации.")),
}


def document_of(plan_item: PlanItem | None, order: OrderPage | None) -> OrderPage | None:
    """Return the document by which an event is held: the one that is named, else the one of the item's plan."""
    if order or not plan_item:
        return order
    above = plan_item.section.page.get_parent().specific
    return above if isinstance(above, OrderPage) else None


def missing(document: OrderPage | None, has: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield the fields that the document asks for and that hold nothing, each with what is said of it."""
    if document is None:
        return
    asked = _("Этого требует документ «%s».") % document.title
    for part, (field, said) in MISSING.items():
        if part in document.report_parts and not has(field):
            yield field, f"{said()} {asked}"


def described(row: Any) -> bool:
    """Whether it is said what a photo shows, here or at the picture itself, or that nothing need be said."""
    return bool(row.get("alt") or row.get("is_decorative") or getattr(row.get("picture"), "description", ""))
