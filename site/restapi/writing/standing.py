"""Where a page stands in its workflow, for the one who asks: read once, asked by every transition."""

from functools import cached_property
from typing import Any

from wagtail.models import Page, WorkflowState

from restapi.access.grants import Grant
from restapi.writing.locking import is_locked_for

APPROVE, REJECT = "approve", "reject"


class Standing:
    """A page, and what may happen to it by the hand of the one who asks."""

    def __init__(self, page: Page, grant: Grant) -> None:
        self.page, self.grant, self.user = page, grant, grant.user
        # Wagtail asks for the workflow at every turn; here it keeps what was found.
        self.page._current_workflow_states = list(
            page.workflow_states.active().select_related(
                "current_task_state__task", "workflow", "requested_by"
            )
        )

    @cached_property
    def rights(self) -> Any:
        """What Wagtail lets the user do with the page."""
        return self.page.permissions_for_user(self.user)

    @cached_property
    def may_write(self) -> bool:
        """Whether the draft is theirs to change."""
        return self.grant.writes(type(self.page), self.page) and bool(self.rights.can_edit())

    @cached_property
    def may_publish(self) -> bool:
        """Whether they decide what is public of the page."""
        return self.grant.publishes(self.page) and bool(self.rights.can_publish())

    @cached_property
    def is_locked(self) -> bool:
        """Whether a lock, a moderation or a schedule keeps them from changing the page."""
        return is_locked_for(self.page, self.user)

    @cached_property
    def is_scheduled(self) -> bool:
        """Whether a version waits for its hour."""
        return bool(self.page.approved_schedule)

    @cached_property
    def has_news(self) -> bool:
        """Whether there is something that is not public yet; what mirrors another page has nothing of its own."""
        is_behind = not self.page.live or self.page.has_unpublished_changes
        return bool(is_behind and not self.page.alias_of_id)

    @cached_property
    def review(self) -> WorkflowState | None:
        """The moderation that has begun and not ended."""
        return self.page.current_workflow_state

    @cached_property
    def task(self) -> Any:
        """What the moderation waits for; None where it waits for its author, or there is none."""
        return self.page.current_workflow_task

    @cached_property
    def task_actions(self) -> dict[str, str]:
        """What the user may do in the moderation, with the words for it."""
        if self.task is None or not self.user.is_authenticated:
            return {}
        actions = self.task.get_actions(self.page, self.user)
        return {name: str(title) for name, title, _needs_more in reversed(actions)}

    @cached_property
    def may_review(self) -> bool:
        """Whether the moderation is theirs to decide."""
        return bool(self.task_actions) and self.grant.publishes(self.page)

    @cached_property
    def may_take_back(self) -> bool:
        """Whether they may end the moderation without a decision."""
        allowed = self.grant.writes(type(self.page), self.page) or self.grant.publishes(self.page)
        return bool(self.review and allowed and self.review.user_can_cancel(self.user))

    @cached_property
    def may_anything(self) -> bool:
        """Whether any transition at all could ever be theirs."""
        return self.may_write or self.may_publish or self.may_review or self.may_take_back
