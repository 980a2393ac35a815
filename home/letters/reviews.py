"""What is told of a page's way to the public, whatever type it has: sent for review, sent back, published.

It takes the place of Wagtail's own letters, which know no digest and no link that switches them off.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin import signal_handlers
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected

from home.letters.kinds import Kind, Notices, register
from home.letters.posting import post
from home.models import Notice
from search.text import one_line

LONGEST_REMARK = 2000
PUBLISHING = ("wagtail.publish", "wagtail.publish.scheduled")


def connect() -> None:
    """Listen to Wagtail, and let its own letters rest."""
    task_submitted.connect(_submitted, dispatch_uid="home.letters.submitted")
    workflow_rejected.connect(_returned, dispatch_uid="home.letters.returned")
    workflow_cancelled.connect(_cancelled, dispatch_uid="home.letters.cancelled")
    workflow_approved.connect(_approved, dispatch_uid="home.letters.approved")
    post_save.connect(_logged, sender=PageLogEntry, dispatch_uid="home.letters.logged")
    for notifier in (
        signal_handlers.task_submission_email_notifier,
        signal_handlers.workflow_submission_email_notifier,
        signal_handlers.workflow_approval_email_notifier,
        signal_handlers.workflow_rejection_email_notifier,
    ):
        notifier.valid_classes = ()


def _reviews(user: User) -> bool:
    return GroupApprovalTask.objects.filter(active=True, groups__user=user).exists()


def _writes(user: User) -> bool:
    return bool(page_permission_policy.user_has_any_permission(user, {"add", "change"}))


def _in_review(notices: Notices) -> Collection[Notice]:
    """Return those whose task nobody has decided or taken back yet."""
    tasks = {notice.data["task"] for notice in notices}
    waiting = TaskState.objects.filter(pk__in=tasks, status=TaskState.STATUS_IN_PROGRESS)
    open_tasks = set(waiting.values_list("pk", flat=True))
    return [notice for notice in notices if notice.data["task"] in open_tasks]


def _not_sent_again(notices: Notices) -> Collection[Notice]:
    """Return those whose page has not been sent for review again since."""
    reviews = {notice.data["review"] for notice in notices}
    again = WorkflowState.objects.filter(pk__in=reviews, status=WorkflowState.STATUS_IN_PROGRESS)
    sent_again = set(again.values_list("pk", flat=True))
    return [notice for notice in notices if notice.data["review"] not in sent_again]


def _public(notices: Notices) -> Collection[Notice]:
    """Return those whose page is public, or waits for its hour."""
    return [notice for notice in notices if notice.page and (notice.page.live or notice.data["is_scheduled"])]


SUBMITTED = register(
    Kind("submitted", _("На проверку"), _("Страницу прислали на проверку, решать вам."), _reviews, _in_review)
)
RETURNED = register(
    Kind(
        "returned",
        _("Вернули на доработку"),
        _("Вашу страницу проверили и вернули с замечанием."),
        _writes,
        _not_sent_again,
    )
)
PUBLISHED = register(
    Kind("published", _("Опубликовано"), _("Вашу страницу проверили и опубликовали."), _writes, _public)
)


def _submitted(instance: TaskState, user: Any, **kwargs: Any) -> None:
    """Tell those who may decide, but whoever has sent the page."""
    review, page = instance.workflow_state, _page(instance.workflow_state)
    task = instance.task.specific
    if page is None or not isinstance(task, GroupApprovalTask):
        return
    senders = {getattr(user, "pk", None), review.requested_by_id}
    reviewers = User.objects.filter(groups__in=task.groups.all()).exclude(pk__in=senders - {None})
    sender = review.requested_by or user
    text = _about(page)
    if sender:
        text += "\n" + _g("Кто прислал: %s") % (sender.get_full_name() or sender.get_username())
    _tell(
        SUBMITTED,
        reviewers.distinct(),
        key=f"submitted:{instance.pk}",
        page=page,
        text=text,
        address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        data={"task": instance.pk},
    )


def _returned(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    state, page = instance.current_task_state, _page(instance)
    if page is not None and state is not None:
        remark = Truncator(state.comment.strip()).chars(LONGEST_REMARK)
        text = _g("Замечание: %s") % remark if remark else _g("Замечание не написано.")
        _tell_of_return(instance, page, user, f"returned:{state.pk}", text)


def _cancelled(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """A review ends without a decision when somebody publishes the page, or takes it back for its author."""
    page = _page(instance)
    if page is None:
        return
    if page.scheduled_revision or (page.live and not page.has_unpublished_changes):
        _tell_of_publication(page, user, {page.owner, instance.requested_by})
    else:
        text = _g("Проверку отменили, страница снова черновик.")
        _tell_of_return(instance, page, user, f"returned:{instance.pk}:cancelled", text)


def _tell_of_return(review: WorkflowState, page: Page, user: Any, key: str, text: str) -> None:
    _tell(
        RETURNED,
        _others({page.owner, review.requested_by}, user),
        key=key,
        page=page,
        text=f"{_about(page)}\n{text}",
        address=_writing_address(page),
        data={"review": review.pk},
    )


def _approved(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    page = _page(instance)
    if page is not None:
        _tell_of_publication(page, user, {page.owner, instance.requested_by})


def _logged(instance: PageLogEntry, created: bool, raw: bool, **kwargs: Any) -> None:
    """A page that somebody else has published for the first time, with or without a review, is told to its owner."""
    if not created or raw or instance.action not in PUBLISHING:
        return
    page = Page.objects.filter(pk=instance.page_id, live=True).first()
    if page and page.first_published_at == page.last_published_at:
        _tell_of_publication(page.specific, instance.user, {page.owner})


def _tell_of_publication(page: Page, user: Any, people: Iterable[User | None]) -> None:
    """Say that the page is public, or at what hour it will be."""
    text, revision = _about(page), page.scheduled_revision
    if revision:
        hour = date_format(timezone.localtime(revision.approved_go_live_at), "j E Y, H:i")
        text += "\n" + _g("Страницу одобрили. На сайте она появится %s.") % hour
    version = f"scheduled:{revision.pk}" if revision else page.live_revision_id
    address = _writing_address(page) if revision else page.full_url
    _tell(
        PUBLISHED,
        _others(people, user),
        key=f"published:{page.pk}:{version}",
        page=page,
        text=text,
        address=address or _writing_address(page),
        data={"is_scheduled": bool(revision)},
    )


def _tell(kind: Kind, people: Iterable[User], *, page: Page, **words: Any) -> None:
    title = Truncator(one_line(page.draft_title or page.title)).chars(250)
    post(Notice(kind=kind.name, recipient=user, page=page, title=title, **words) for user in people)


def _others(people: Iterable[User | None], user: Any) -> list[User]:
    """Return the people, each once, without the one who has done it."""
    return [each for each in set(people) if each is not None and each != user]


def _page(review: WorkflowState) -> Page | None:
    """Return the page that is reviewed as it is now, None where something else is."""
    if not issubclass(review.base_content_type.model_class(), Page):
        return None
    return Page.objects.get(pk=review.object_id).specific


def _writing_address(page: Page) -> str:
    """Return where the page's author goes on with it: what its type says, else the admin's editor."""
    address: str = getattr(page, "writing_address", "")
    return address or reverse("wagtailadmin_pages:edit", args=[page.pk])


def _about(page: Page) -> str:
    """Return «Фотоотчёт · Школа № 3»."""
    kind = str(page._meta.verbose_name)
    return f"{kind[:1].upper()}{kind[1:]} · {page.get_parent().title}"
