"""What has become of each row of a list, told as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from home.enrolling.enrolling import Enrolled, Result


@dataclass(frozen=True)
class Outcome:
    """A row of a list, or the one organisation of a command. `message` says what a person must know or do."""

    title: str
    line: int | None = None
    enrolled: Enrolled | None = None
    mail: str = ""
    message: str = ""
    is_failure: bool = False

    @property
    def result(self) -> Result:
        """How it ended."""
        return self.enrolled.result if self.enrolled else Result.FAILED

    @property
    def place(self) -> str:
        """The line and the name, for a complaint."""
        return _("Строка %(line)d, «%(title)s»") % vars(self) if self.line else f"«{self.title}»"

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        """The line in the table: number, name, what was done, editor, what to know."""
        enrolled = self.enrolled
        done = str(self.result.label)
        if enrolled and enrolled.changed:
            done = f"{done}: {', '.join(enrolled.changed)}"
        editor = enrolled.editor.get_username() if enrolled and enrolled.editor else ""
        return (
            str(self.line or ""),
            self.title,
            done,
            " — ".join(filter(None, [editor, self.mail])),
            self.notes,
        )

    @property
    def notes(self) -> str:
        """What was left alone, and what went wrong."""
        notes = [self.message]
        if self.enrolled and self.enrolled.kept:
            kept = ", ".join(self.enrolled.kept)
            notes.append(_("изменено человеком, оставлено: %s") % kept)
        if self.enrolled and self.enrolled.changed and self.enrolled.is_draft:
            notes.append(_("записано в черновик: на странице есть неопубликованная правка"))
        return "; ".join(filter(None, notes))


def table(outcomes: Sequence[Outcome], width: int) -> str:
    """Return all rows as a table of the width."""
    rows = Table(_("Строка"), _("Организация"), _("Итог"), _("Редактор"), _("Примечание"))
    for outcome in outcomes:
        rows.add_row(*outcome.row)
    printed = StringIO()
    Console(file=printed, width=width, markup=False, highlight=False).print(rows)
    return printed.getvalue()
