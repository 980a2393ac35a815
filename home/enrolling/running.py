"""Many organisations at once: each by itself, all of it or nothing; what is wrong with one does not stop the others."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from home.directory import told_once
from home.enrolling.enrolling import Enrolled, Enroller
from home.enrolling.invitations import InvitationNotSent, invite, is_invitable
from home.enrolling.listing import Row
from home.enrolling.outcomes import Outcome
from search.text import name_key


class Run:
    """Enrols rows. `is_trial` writes nothing and sends nothing; `invites_again` writes to who has no password yet."""

    def __init__(self, user: Any = None, *, is_trial: bool = False, invites_again: bool = False) -> None:
        self.user, self.is_trial, self.invites_again = user, is_trial, invites_again

    def __call__(self, rows: Sequence[Row]) -> Iterator[Outcome]:
        """Yield what has become of each row: in the order of their names, in which collections are kept."""
        with told_once(), transaction.atomic() if self.is_trial else nullcontext():
            yield from self._outcomes(sorted(rows, key=lambda row: row.cells.get("title", "")))
            if self.is_trial:
                transaction.set_rollback(True)

    def _outcomes(self, rows: Iterable[Row]) -> Iterator[Outcome]:
        enroller = Enroller(self.user)
        lines: dict[str, int | None] = {}
        for row in rows:
            title = row.cells.get("title", "")
            try:
                said = row.read()
                _refuse_twice(said["title"], row.line, lines)
                enrolled = enroller.enrol(said)
            except ValidationError as error:
                yield Outcome(title, row.line, message=" ".join(error.messages), is_failure=True)
            except ValueError as error:
                yield Outcome(title, row.line, message=str(error), is_failure=True)
            except DatabaseError as error:
                message = _("База данных не приняла строку: %s") % error
                yield Outcome(title, row.line, message=message, is_failure=True)
            else:
                yield self._invited(row, enrolled)

    def _invited(self, row: Row, enrolled: Enrolled) -> Outcome:
        """Send the invitation that is due; the organisation stays where the letter does not go out."""
        title, editor = row.cells["title"], enrolled.editor
        is_due = enrolled.is_new_editor or self.invites_again
        if editor is None or not is_due or not is_invitable(editor):
            return Outcome(title, row.line, enrolled)
        if self.is_trial:
            return Outcome(title, row.line, enrolled, mail=_("будет приглашён"))
        try:
            invite(editor, self.user)
        except InvitationNotSent as error:
            return Outcome(title, row.line, enrolled, message=str(error), is_failure=True)
        return Outcome(title, row.line, enrolled, mail=_("приглашён"))


def _refuse_twice(title: str, line: int | None, lines: dict[str, int | None]) -> None:
    """Raise ValidationError for a second row of one organisation."""
    first = lines.setdefault(name_key(title), line)
    if first != line:
        raise ValidationError(_("Та же организация, что в строке %d.") % first)
