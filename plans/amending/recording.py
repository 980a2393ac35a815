"""Whenever a public plan or document is saved, what that changes for the public is kept, in the same transaction.

By whatever way it is published, the page's `save` runs: the editor, the importer, the API, a workflow, the scheduler; and
what comes from elsewhere, such as the order's school year that dates its plans. Compared is with what the public saw
last, which a draft or a time of being unpublished does not change.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision

from plans.amending.comparing import Content, Found
from plans.models.amendments import Amendment, ChangeParty, PlanChange, PublicEdition
from search.catalog import public_pages

# Sent after the commit with `amendment`.
amended = Signal()


class Amendable:
    """A page type whose public changes are kept."""

    @property
    def public_content(self) -> Content:
        """What of the page is compared, as JSON has it."""
        raise NotImplementedError

    def changes_since(self, before: Content) -> Iterable[Found]:
        """Return what is different now."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and keep what that changes for everybody."""
        save = super().save  # type: ignore[misc]
        if kwargs.get("update_fields") is not None:
            return save(*args, **kwargs)
        with transaction.atomic():
            edition = _edition(self)
            result = save(*args, **kwargs)
            _record(self, edition)
        return result


def _edition(page: Any) -> PublicEdition | None:
    """Return what the public saw last; of a page that was public before editions were kept, what it says now."""
    known = PublicEdition.objects.select_for_update().filter(page=page.pk).first()
    if known or not page.pk:
        return known
    public = type(page).objects.filter(pk__in=public_pages().filter(pk=page.pk)).first()
    return PublicEdition.objects.create(page_id=page.pk, content=public.public_content) if public else None


def _record(page: Any, edition: PublicEdition | None) -> None:
    if not (page.live and public_pages().filter(pk=page.pk).exists()):
        return  # what only some may read is told to nobody, not even later
    content = page.public_content
    if edition is None:  # the first publication changes nothing for anybody
        PublicEdition.objects.create(page_id=page.pk, content=content)
    elif edition.content != content:
        found = list(page.changes_since(edition.content))
        edition.content = content
        edition.save(update_fields=["content"])
        if found:
            _keep(page, found)


def _keep(page: Page, found: list[Found]) -> None:
    """Write the changes in three statements, however many they are."""
    author = getattr(get_active_log_context().user, "pk", None)
    revision = page.live_revision_id
    if author is None and revision:
        author = Revision.objects.filter(pk=revision).values_list("user", flat=True).first()
    amendment = Amendment.objects.create(page_id=page.pk, revision_id=revision, author_id=author)
    changes = PlanChange.objects.bulk_create(
        PlanChange(
            amendment=amendment,
            item=each.item or None,
            title=each.title,
            kind=each.kind,
            before=each.before,
            after=each.after,
        )
        for each in found
    )
    ChangeParty.objects.bulk_create(
        (
            ChangeParty(change=change, organisation_id=organisation, kind=kind, district=district)
            for change, each in zip(changes, found, strict=True)
            for organisation, kind, district in each.parties
        ),
        batch_size=2000,
    )
    transaction.on_commit(partial(_tell, amendment), robust=True)


def _tell(amendment: Amendment) -> None:
    amended.send(Amendment, amendment=amendment)
