"""Which pages, pictures and files a person reaches."""

from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from search.catalog import public_pages

ANY_RIGHT = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}


def reachable_pages(user: Any) -> QuerySet[Page]:
    """Return the pages that everybody may see, and those that the user works with, with the way down to them."""
    public = Q(pk__in=public_pages().values("pk"))
    if not page_permission_policy.user_has_any_permission(user, ANY_RIGHT):
        return Page.objects.filter(public)
    own = page_permission_policy.explorable_instances(user)
    return Page.objects.filter(public | Q(pk__in=own.values("pk")))


def reaches(user: Any, page: Page) -> bool:
    """Whether the user may know of the page: it is public, or own, or there to be reviewed. The root is no secret."""
    is_there = page.depth == 1 or reachable_pages(user).filter(pk=page.pk).exists()
    return is_there or works_with(user, page)


def works_with(user: Any, page: Page) -> bool:
    """Whether the user has any right on the page, so that its drafts are no secret; who reviews it has."""
    own = page_permission_policy.user_has_any_permission_for_instance(user, ANY_RIGHT, page)
    return bool(own or page.permissions_for_user(user).can_edit())


def choosable(model: type[Model], user: Any) -> QuerySet[Any]:
    """Return the pictures or files that the user may choose."""
    allowed: QuerySet[Any] = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        user, {"choose"}
    )
    return allowed
