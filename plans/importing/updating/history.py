"""What a page's history says of imports: which revision an import gave, and what it took away from a plan."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import Page, PageLogEntry, Revision

ACTION = "plans.import"


class ImportFormatter(LogFormatter):
    """«Импорт из файла prikaz.docx», as the page's history shows it."""

    label = _("Импорт")

    def format_message(self, log_entry: PageLogEntry) -> str:
        """Name the file."""
        return _g("Импорт из файла %s") % log_entry.data.get("file", "")


# Registered here and not in wagtail_hooks: whoever writes such an entry has imported this module.
@hooks.register("register_log_actions")
def register_import(actions: LogActionRegistry) -> None:
    """Let histories show imports and lists of them be filtered."""
    actions.register_action(ACTION)(ImportFormatter)


def record_import(
    page: Page, revision: Revision, file: str, user: Any, withdrawn: Iterable[uuid.UUID] = ()
) -> None:
    """Remember that the revision came from the file, and the uids of the items that the file no longer has."""
    data = {"file": file, "withdrawn": [str(uid) for uid in withdrawn]}
    log(page, ACTION, user=user, data=data, revision=revision, content_changed=True)


def imported_content(page: Page) -> dict[str, Any] | None:
    """Return the page as the last import gave it; None where no import did, or its revision is gone."""
    entry = _last_import(page.pk)
    if entry is None:
        return None
    content: dict[str, Any] | None = (
        Revision.objects.filter(pk=entry.revision_id).values_list("content", flat=True).first()
    )
    return content


def withdrawn_items(page_pk: int) -> set[uuid.UUID]:
    """Return the uids of the items that the last import took away from the plan."""
    entry = _last_import(page_pk)
    return {uuid.UUID(uid) for uid in entry.data.get("withdrawn", [])} if entry else set()


def _last_import(page_pk: int) -> PageLogEntry | None:
    return PageLogEntry.objects.filter(page=page_pk, action=ACTION).order_by("-timestamp", "-pk").first()
