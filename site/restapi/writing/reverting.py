"""An earlier version becomes the page's draft again."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions import action_registry
from wagtail.models import Page, Revision

from restapi.access.grants import Grant
from restapi.http.problems import Problem
from restapi.writing.locking import is_locked_for, refuse_locked
from restapi.writing.rights import as_wagtail_allows, refuse_unless

REVERT = "revert"


def may_revert(page: Page, grant: Grant) -> bool:
    """Whether the one who asks could bring back a version now."""
    return _may_edit(page, grant) and not page.alias_of_id and not is_locked_for(page, grant.user)


def refuse_strangers(page: Page, grant: Grant) -> None:
    """Raise Problem 401 or 403 for who may not edit the page."""
    refuse_unless(_may_edit(page, grant), grant, REVERT, page)


def revert(page: Page, revision: Revision, grant: Grant) -> None:
    """Make the revision's content the latest draft; raises Problem 400, 401 or 403.

    As any draft it may lack what only publishing needs.
    """
    refuse_strangers(page, grant)
    refuse_locked(page, grant, REVERT)
    if page.alias_of_id:
        raise Problem(400, _("The page mirrors another one and has no versions of its own."))
    action = action_registry.get_action_class(type(page), REVERT)
    with transaction.atomic(), as_wagtail_allows(grant, REVERT, page):
        action(page, revision, user=grant.user, clean=False).execute()


def _may_edit(page: Page, grant: Grant) -> bool:
    return grant.writes(type(page), page) and bool(page.permissions_for_user(grant.user).can_edit())
