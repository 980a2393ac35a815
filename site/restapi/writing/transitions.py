"""The transitions of a page's workflow, by Wagtail's actions and the tasks of its moderation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.actions import action_registry
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import Page, Revision, WorkflowState

from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake
from restapi.reading.history import WITHDRAW
from restapi.writing.standing import APPROVE, REJECT, Standing

Text = str | Promise


@dataclass(frozen=True)
class Order:
    """What the one who asks says with a transition."""

    comment: str = ""
    effective: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True)
class Transition:
    """A step from one state to another: whose right it is, when it is possible, what it does."""

    name: str
    title: Text
    is_allowed: Callable[[Standing], bool]
    is_possible: Callable[[Standing], bool]
    perform: Callable[[Standing, Order], Any]
    needs_comment: Callable[[Standing], bool] = field(default=lambda standing: False)
    needs_complete_draft: bool = False

    def is_offered(self, standing: Standing) -> bool:
        """Whether the one who asks could do it now."""
        return self.is_allowed(standing) and self.is_possible(standing)


def transitions(standing: Standing) -> list[Transition]:
    """Return all transitions of a page, those of its moderation's own kind included."""
    own = [name for name in standing.task_actions if name not in (APPROVE, REJECT)]
    return [*TRANSITIONS, *(_of_task(name, standing.task_actions[name]) for name in own)]


def offered(standing: Standing) -> list[Transition]:
    """Return the transitions that the one who asks could do now."""
    if standing.grant.is_anonymous:
        return []
    return [transition for transition in transitions(standing) if transition.is_offered(standing)]


def understood(name: str, standing: Standing) -> str:
    """Return our name of a transition; Plone's `retract` takes back what was done last."""
    if name == "retract":
        return "withdraw" if standing.may_take_back or standing.is_scheduled else "unpublish"
    return name


def _submit(standing: Standing, order: Order) -> None:
    page, review = standing.page, standing.review
    _revision(page, standing.user)
    if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        review.resume(standing.user)
    else:
        page.get_workflow().start(page, standing.user)


def _act(name: str) -> Callable[[Standing, Order], None]:
    """Return what does an action of the task that the moderation waits for."""

    def perform(standing: Standing, order: Order) -> None:
        form = standing.task.get_form_for_action(name)({"comment": order.comment})
        if not form.is_valid():
            raise unprocessed(
                Mistake(["body", member], "invalid", str(message))
                for member, messages in form.errors.items()
                for message in messages
            )
        state = standing.page.current_workflow_task_state
        standing.task.on_action(state, standing.user, name, **form.cleaned_data)

    return perform


def _publish(standing: Standing, order: Order) -> None:
    page, user = standing.page, standing.user
    revision = _revision(page, user)
    if order.effective or order.expires:
        draft = revision.as_object()
        draft.go_live_at = order.effective or draft.go_live_at
        draft.expire_at = order.expires or draft.expire_at
        _refuse_wrong_hours(draft)
        revision = draft.save_revision(user=user, log_action=True, clean=False)
    action_registry.get_action_class(type(page), "publish")(revision, user=user).execute()


def _unpublish(standing: Standing, order: Order) -> None:
    action = action_registry.get_action_class(type(standing.page), "unpublish")
    action(standing.page, user=standing.user).execute()


def _withdraw(standing: Standing, order: Order) -> None:
    """Take back what was done last: the moderation, the schedule, or the publication, that with its reason."""
    page, user = standing.page, standing.user
    if standing.review and standing.may_take_back:
        standing.review.cancel(user=user)
    elif standing.is_scheduled:
        scheduled = page.scheduled_revision
        scheduled.approved_go_live_at = None
        scheduled.save(user=user, update_fields=["approved_go_live_at"])
    else:
        action = action_registry.get_action_class(type(page), "unpublish")
        action(page, user=user, log_action=False).execute()
        log(instance=page, action=WITHDRAW, user=user, data={"comment": order.comment})


def _takes_down(standing: Standing) -> bool:
    """Whether withdrawing means that readers lose the page."""
    return not standing.may_take_back and not standing.is_scheduled


def _of_task(name: str, title: Text) -> Transition:
    return Transition(
        name,
        title,
        is_allowed=lambda standing: standing.may_review,
        is_possible=lambda standing: not standing.is_locked,
        perform=_act(name),
    )


TRANSITIONS = (
    Transition(
        "submit",
        gettext_lazy("Submit for review"),
        is_allowed=lambda standing: standing.may_write,
        is_possible=lambda standing: (
            standing.has_news
            and not standing.is_locked
            and standing.page.has_workflow
            and not standing.page.workflow_in_progress
        ),
        perform=_submit,
        needs_complete_draft=True,
    ),
    Transition(
        APPROVE,
        gettext_lazy("Approve"),
        is_allowed=lambda standing: standing.task is None or standing.may_review,
        is_possible=lambda standing: APPROVE in standing.task_actions and not standing.is_locked,
        perform=_act(APPROVE),
        needs_complete_draft=True,
    ),
    Transition(
        REJECT,
        gettext_lazy("Send back"),
        is_allowed=lambda standing: standing.task is None or standing.may_review,
        is_possible=lambda standing: REJECT in standing.task_actions and not standing.is_locked,
        perform=_act(REJECT),
        needs_comment=lambda standing: True,
    ),
    Transition(
        "publish",
        gettext_lazy("Publish"),
        is_allowed=lambda standing: standing.may_publish,
        is_possible=lambda standing: standing.has_news and not standing.is_locked,
        perform=_publish,
        needs_complete_draft=True,
    ),
    Transition(
        "unpublish",
        gettext_lazy("Take off the site"),
        is_allowed=lambda standing: standing.may_publish,
        is_possible=lambda standing: bool(standing.rights.can_unpublish()),
        perform=_unpublish,
    ),
    Transition(
        "withdraw",
        gettext_lazy("Withdraw"),
        is_allowed=lambda standing: standing.may_take_back or standing.may_publish,
        is_possible=lambda standing: (
            standing.may_take_back or standing.is_scheduled or bool(standing.rights.can_unpublish())
        ),
        perform=_withdraw,
        needs_comment=_takes_down,
    ),
)


def _revision(page: Page, user: Any) -> Revision:
    """Return the latest revision; a page that was made without one gets it."""
    return page.get_latest_revision() or page.save_revision(user=user, clean=False)


def _refuse_wrong_hours(draft: Page) -> None:
    """Raise Problem 400 for hours that the admin's form refuses too."""
    if draft.expire_at is None:
        return
    if draft.expire_at <= timezone.now():
        raise unprocessed([Mistake(["body", "expires"], "past", _("The end must be in the future."))])
    if draft.go_live_at and draft.go_live_at >= draft.expire_at:
        raise unprocessed(
            [Mistake(["body", "expires"], "order", _("The end must come after the beginning."))]
        )


@hooks.register("register_log_actions")
def register_withdrawal(actions: LogActionRegistry) -> None:
    """Let the admin's history show why a page was taken from its readers."""

    @actions.register_action(WITHDRAW)
    class WithdrawFormatter(LogFormatter):
        label = gettext_lazy("Withdraw")
        message = gettext_lazy("Withdrawn from readers")

        def format_comment(self, log_entry: Any) -> str:
            return str(log_entry.data.get("comment", ""))
