"""Photos go out with their people's consents only (152-FZ): the rule, and the two doors by which a report reaches readers.

Every way to the public ends in a row that becomes live or in a revision that is given its hour, whatever view, action,
command or program has begun it: there the rule is asked. Forms and the queue ask it earlier, to say so in their place.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Revision

if TYPE_CHECKING:
    from news.models import EventReportPage

LABEL = "news.EventReportPage"


def missing_consent() -> str:
    """Return what is said of photos that go without the statement."""
    return _(
        "В отчёте есть фотографии. Соберите согласия людей, которые на них видны, и отметьте это здесь. "
        "Пока согласий нет, отчёт можно сохранить черновиком."
    )


def refuse_without_consent(report: "EventReportPage") -> None:
    """Raise ValidationError for a report that has photos and no statement that consents are there."""
    _refuse(bool(report.photos.all()), report.consent)


def connect() -> None:
    """Listen to revisions: one that is given its hour is published by a command that asks nobody."""
    pre_save.connect(_revision_saving, sender=Revision, dispatch_uid="news.consent")


def _revision_saving(instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    kind = instance.content_type
    if instance.approved_go_live_at and not raw and f"{kind.app_label}.{kind.model}" == LABEL.lower():
        _refuse(bool(instance.content.get("photos")), bool(instance.content.get("consent")))


def _refuse(has_photos: bool, consent: bool) -> None:
    if has_photos and not consent:
        raise ValidationError({"consent": ValidationError(missing_consent(), code="consent")})
