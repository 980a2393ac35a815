"""Who may say that an item was done, for whom, and what is kept of it."""

import logging
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

from home.models import OrganisationPage
from news.execution.access import may_manage
from news.execution.tasks import Organisations, tasks_of_items
from news.models import Completion
from news.reporting.desk import organisations_of
from plans.models import PlanItem

logger = logging.getLogger(__name__)

COMPLETE, REOPEN = "news.complete", "news.reopen"


@dataclass(frozen=True)
class Owner:
    """A person who may close an item: for the own organisations that it asks, or for all, who keeps the plan."""

    user: Any
    item: PlanItem

    @cached_property
    def manages(self) -> bool:
        """Whether the person keeps the plan."""
        return may_manage(self.user, self.item.section.page)

    @cached_property
    def organisations(self) -> list[OrganisationPage]:
        """For whom the item may be closed, by title."""
        if self.manages:
            known = OrganisationPage.objects.live().order_by("title", "pk")
        else:
            known = OrganisationPage.objects.filter(pk__in=[page.pk for page in organisations_of(self.user)])
        among = Organisations(known)
        asked = tasks_of_items([self.item], among)[0].asked
        return [page for pk, page in among.by_id.items() if pk in asked]

    @property
    def may_close(self) -> bool:
        """Whether there is anybody for whom the person may close the item."""
        return self.manages or bool(self.organisations)

    @property
    def completions(self) -> QuerySet[Completion]:
        """What was noted of the item so far, as far as the person may see it."""
        found = self.item.completions.select_related("organisation")
        return found if self.manages else found.filter(organisation__in=self.organisations)


def complete(completion: Completion, user: Any) -> None:
    """Keep a note that was checked, and log it at the plan."""
    completion.author = user
    with transaction.atomic():
        completion.save()
        _log(COMPLETE, completion, user)


def reopen(completion: Completion, user: Any) -> None:
    """Take a note back: the item waits again. Raises PermissionDenied (logged) for who has no right to it."""
    if not Owner(user, completion.item).completions.filter(pk=completion.pk).exists():
        refuse(user, completion.item)
    storage, proof = completion.proof.storage, completion.proof.name
    with transaction.atomic():
        _log(REOPEN, completion, user)
        completion.delete()
        if proof:
            transaction.on_commit(partial(storage.delete, proof))


def refuse(user: Any, item: PlanItem) -> NoReturn:
    """Log that somebody wanted to close what is not theirs, and raise PermissionDenied."""
    logger.warning("refused: user %s may not close item %s", user.pk, item.pk)
    raise PermissionDenied(_("Отметить исполнение может тот, кого просит план, и тот, кто ведёт план."))


def _log(action: str, completion: Completion, user: Any) -> None:
    organisation = completion.organisation.title if completion.organisation else ""
    data = {"item": str(completion.item), "organisation": organisation, "note": completion.note}
    log(instance=completion.item.section.page, action=action, user=user, data=data)


def register_log_actions(actions: LogActionRegistry) -> None:
    """Let the plan's history say who has closed what."""

    class OfItem(LogFormatter):
        def format_comment(self, log_entry: Any) -> str:
            """Return the item, for whom, and the note."""
            told = (log_entry.data.get(name, "") for name in ("item", "organisation", "note"))
            return " · ".join(filter(None, told))

    @actions.register_action(COMPLETE)
    class Completed(OfItem):
        label = gettext_lazy("Отметить исполнение")
        message = gettext_lazy("Отмечено исполнение пункта")

    @actions.register_action(REOPEN)
    class Reopened(OfItem):
        label = gettext_lazy("Снять отметку")
        message = gettext_lazy("Снята отметка об исполнении пункта")
