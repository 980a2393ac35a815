"""What the log says of a keeper's work."""

from typing import Any

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

MERGE, UNDO, RENAME, BULK = "hashtag.merge", "hashtag.unmerge", "hashtag.rename", "hashtag.bulk"
DISTINCT, ALIKE = "hashtag.distinct", "hashtag.alike"


class MergeFormatter(LogFormatter):
    """A hashtag that was taken in by another."""

    label = _("Объединение хэштегов")

    def format_message(self, log_entry: Any) -> str:
        """Name the one that is gone."""
        data = log_entry.data
        text = _g("Присоединён #%(name)s: страниц — %(pages)d, черновиков — %(drafts)d")
        return text % {"name": data["merged"]["name"], "pages": data["live"], "drafts": data["drafts"]}


class UndoFormatter(LogFormatter):
    """A merge that was undone."""

    label = _("Отмена объединения хэштегов")

    def format_message(self, log_entry: Any) -> str:
        """Say how many pages have their hashtag again."""
        data = log_entry.data
        text = _g("Снова сам по себе, отделён от #%(name)s: страниц — %(pages)d, оставлено — %(left)d")
        return text % {"name": data["kept"], "pages": data["restored"], "left": len(data["left"])}


class RenameFormatter(LogFormatter):
    """A hashtag with a new key."""

    label = _("Переименование хэштега")

    def format_message(self, log_entry: Any) -> str:
        """Name both."""
        return _g("Переименован: #%(before)s → #%(after)s") % log_entry.data


class DistinctFormatter(LogFormatter):
    """Two hashtags that look alike and were told apart."""

    label = _("Разные хэштеги")

    def format_message(self, log_entry: Any) -> str:
        """Name the other one."""
        return _g("Отмечен как другой хэштег, чем #%(name)s") % log_entry.data


class AlikeFormatter(LogFormatter):
    """Two hashtags that are held to be alike again."""

    label = _("Снова похожие хэштеги")

    def format_message(self, log_entry: Any) -> str:
        """Name the other one."""
        return _g("Снова считается похожим на #%(name)s") % log_entry.data


class BulkFormatter(LogFormatter):
    """A page that got or lost a hashtag together with others."""

    label = _("Хэштег для многих страниц")

    def format_message(self, log_entry: Any) -> str:
        """Say what was done to the page."""
        is_added = log_entry.data["action"] == "add"
        text = _g("Поставлен хэштег #%s") if is_added else _g("Снят хэштег #%s")
        return text % log_entry.data["name"]


def register_actions(actions: LogActionRegistry) -> None:
    """Teach Wagtail's log the keeper's actions."""
    actions.register_action(MERGE)(MergeFormatter)
    actions.register_action(UNDO)(UndoFormatter)
    actions.register_action(RENAME)(RenameFormatter)
    actions.register_action(DISTINCT)(DistinctFormatter)
    actions.register_action(ALIKE)(AlikeFormatter)
    actions.register_action(BULK)(BulkFormatter)
