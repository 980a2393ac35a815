"""What the one who asks may do: a user's rights, and within them what their token is for."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

READ_DRAFTS = "read_drafts"
WRITE = "write"
PUBLISH = "publish"


@dataclass(frozen=True)
class Grant:
    """The rights of one request. Wagtail is asked what the user may; this says what the token leaves of it.

    A scope is `read_drafts`, `publish`, `write` for every page type or `write:news.NewsPage` for one. People who
    log in have no scopes to narrow them: None. What the public sees, every token sees.
    """

    user: Any
    scopes: frozenset[str] | None = None
    section: str = ""  # tree path of the only section that a token is for; empty for all
    credential: Any = None  # the row behind it: a `Login`, an `APIToken`; None for a session

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody we know asks."""
        return not self.user.is_authenticated

    @property
    def is_narrowed(self) -> bool:
        """Whether a token leaves less than the user's rights."""
        return self.scopes is not None or bool(self.section)

    def reads_drafts(self, page: Page) -> bool:
        """Whether this may read what is not published of a page: who may edit or publish it."""
        if self.is_anonymous or not self._allows(READ_DRAFTS, page):
            return False
        rights = page.permissions_for_user(self.user)
        return bool(rights.can_edit() or rights.can_publish())

    def drafts(self) -> PageQuerySet:
        """Return the pages of which this may read what is not published, by their rights in the tree.

        Who only reviews a page in moderation reads it at its address, by `reads_drafts`.
        """
        in_scope = self.scopes is None or READ_DRAFTS in self.scopes
        if self.is_anonymous or not in_scope:
            return Page.objects.none()
        policy = policy_registry.get_by_type(Page)
        pages: PageQuerySet = policy.instances_user_has_any_permission_for(self.user, {"change", "publish"})
        return pages.filter(path__startswith=self.section, depth__gt=1)

    def writes(self, model: type[Page], place: Page) -> bool:
        """Whether the token lets pages of a type be written at a place; Wagtail is still asked."""
        return self._allows(WRITE, place) or self._allows(f"{WRITE}:{model._meta.label}", place)

    def publishes(self, place: Page) -> bool:
        """Whether the token lets something be published at a place; Wagtail is still asked."""
        return self._allows(PUBLISH, place)

    @property
    def handles_files(self) -> bool:
        """Whether a token lets pictures and files be chosen: those of whoever reads drafts or writes anything."""
        return self.scopes is None or any(
            scope in (READ_DRAFTS, WRITE) or scope.startswith(f"{WRITE}:") for scope in self.scopes
        )

    @property
    def adds_files(self) -> bool:
        """Whether a token lets pictures and files be added: it writes pages of some type, which show them."""
        return self.scopes is None or any(
            scope == WRITE or scope.startswith(f"{WRITE}:") for scope in self.scopes
        )

    def _allows(self, scope: str, place: Page) -> bool:
        in_scope = self.scopes is None or scope in self.scopes
        return in_scope and (not self.section or place.path.startswith(self.section))


def grant_of(request: HttpRequest) -> Grant:
    """Return the grant that authentication has put on the request; the session's user has no token to narrow it."""
    granted: Grant | None = getattr(request, "_restapi_grant", None)
    return granted or Grant(getattr(request, "user", AnonymousUser()))


def put_grant(request: HttpRequest, grant: Grant) -> None:
    """Let the request be the grant's user's."""
    request.user = grant.user
    request._restapi_grant = grant  # type: ignore[attr-defined]
