"""The order of a container's children."""

from typing import Annotated, Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from wagtail.actions import action_registry
from wagtail.models import Page

from restapi.access.grants import Grant
from restapi.http.bodies import mistakes_of, unprocessed
from restapi.http.problems import Mistake
from restapi.writing.rights import as_wagtail_allows, refuse_unless

ORDERING = "ordering"
FARTHEST = 10**6
MOST = 10_000


class Ordering(BaseModel):
    """Which child moves by how many places, among all children or those that are named in their order."""

    model_config = ConfigDict(extra="forbid")

    obj_id: str
    delta: Annotated[int, Field(strict=True, ge=-FARTHEST, le=FARTHEST)] | Literal["top", "bottom"]
    subset_ids: Annotated[list[str], Field(max_length=MOST)] | None = None


def reorder(page: Page, grant: Grant, ordering: Any) -> None:
    """Move a child of the page among its neighbours; raises Problem 400, 401 or 403.

    The client must know the children in their order of now: what it asks for would mean something else in another.
    """
    asked = _understood(ordering)
    rights = page.permissions_for_user(grant.user)
    may_reorder = rights.can_reorder_children() and grant.writes(type(page), page) and grant.publishes(page)
    refuse_unless(may_reorder, grant, "reorder", page)
    with transaction.atomic(), as_wagtail_allows(grant, "reorder", page):
        children = {child.slug: child for child in page.get_children().order_by("path")}
        slugs = _neighbours(asked, list(children))
        before = slugs.index(asked.obj_id)
        after = _place(asked.delta, before, len(slugs) - 1)
        if after == before:
            return
        child = children[asked.obj_id]
        action = action_registry.get_action_class(child.specific_class or Page, "move")
        side = "left" if after < before else "right"
        action(child, children[slugs[after]], pos=side, user=grant.user).execute()


def _neighbours(asked: Ordering, slugs: list[str]) -> list[str]:
    """Return the children among which one moves; raises Problem 400 for others than there are."""
    subset = asked.subset_ids or slugs
    if asked.obj_id not in slugs:
        raise _bad("obj_id", "unknown_child", _("There is no such page here."))
    if subset != [slug for slug in slugs if slug in set(subset)] or asked.obj_id not in subset:
        raise _bad("subset_ids", "another_order", _("The pages stand in another order now. Read them again."))
    return subset


def _place(delta: int | str, before: int, last: int) -> int:
    if isinstance(delta, str):
        return 0 if delta == "top" else last
    return min(last, max(0, before + delta))


def _understood(ordering: Any) -> Ordering:
    try:
        return Ordering.model_validate(ordering)
    except ValidationError as error:
        found = mistakes_of(error)
    raise unprocessed(
        Mistake(["body", ORDERING, *mistake.loc[1:]], mistake.type, mistake.msg) for mistake in found
    )


def _bad(member: str, kind: str, message: str) -> Exception:
    return unprocessed([Mistake(["body", ORDERING, member], kind, message)])
