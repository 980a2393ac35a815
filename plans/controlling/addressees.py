"""Whom a document's instructions are for, in words: what one wants to know before they are put under control."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from home.models import OrganisationPage
from plans.models import OrderPage
from plans.parties import Directory


@dataclass(frozen=True)
class Addressee:
    """One addressee as the document names it; `meaning` is empty where no organisation that all may see is known by it."""

    name: str
    meaning: str


class Addressees:
    """The organisations that instructions of a document may be for, read once."""

    def __init__(self, document: OrderPage) -> None:
        self._directory = Directory()
        self._district = document.territory
        self._public = set(OrganisationPage.objects.live().public().values_list("pk", flat=True))

    def named(self, text: str) -> list[Addressee]:
        """Return those whom a text names."""
        return [Addressee(name, self._meaning(name)) for name in self._directory.parted(text) if name]

    def _meaning(self, name: str) -> str:
        kinds = self._directory.kinds([name])
        if kinds:
            labels = ", ".join(str(OrganisationPage.Kind(kind).label).lower() for kind in kinds)
            return " ".join(filter(None, [_("все: %s") % labels, self._district and f"({self._district})"]))
        meant = self._directory.meant_by(name)
        return ", ".join(sorted(page.title for page in meant if page.pk in self._public))
