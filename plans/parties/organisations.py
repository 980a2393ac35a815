"""Whom parties mean that name kinds of organisations, among those that are known."""

from collections.abc import Iterable
from functools import cached_property

from home.models import OrganisationPage
from plans.parties.directory import Directory


class Organisations:
    """Organisations that may be asked, read once for all items; by id, in the order in which they were given."""

    def __init__(self, known: Iterable[OrganisationPage]) -> None:
        self.by_id = {page.pk: page for page in known}
        self._meant: dict[tuple[str, str], frozenset[int]] = {}

    @cached_property
    def directory(self) -> Directory:
        """The names of all organisations."""
        return Directory()

    def meant(self, kinds: str, district: str, issuer: int | None) -> frozenset[int]:
        """Return all of some kinds («school,centre») in a district, or everywhere.

        An authority that asks all authorities does not mean itself.
        """
        found = self._of_kinds(kinds, district) if kinds else frozenset()
        asks_itself = issuer in found and self.by_id[issuer].kind == OrganisationPage.Kind.AUTHORITY
        return found - {issuer} if asks_itself else found

    def _of_kinds(self, kinds: str, district: str) -> frozenset[int]:
        key = (kinds, district)
        if key not in self._meant:
            wanted = set(filter(None, kinds.split(",")))
            self._meant[key] = frozenset(
                pk
                for pk, page in self.by_id.items()
                if page.kind in wanted and (not district or page.district == district)
            )
        return self._meant[key]
