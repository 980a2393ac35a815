"""Responsible parties as a plan writes them, matched to organisations by any of their names, numbers or kinds."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Protocol

from home.models import OrganisationPage
from plans.parties.dative import is_in_dative
from plans.parties.generic import Generic, read_generic
from search.text import name_key, stem

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAME = (
    rf"(?:{_SURNAME}\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_SURNAME}"
    rf"|{_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:ич|ичу|вна|вне|ична|ичне))"
)
_PERSON = re.compile(_NAME)
_PERSON_BEHIND = re.compile(rf"\s?\((?:(?:отв\.\s?)?{_NAME}(?:,\s?{_NAME})*|по согласованию)\)\W*\Z")
# Not within brackets, and not within the numbers of «школы № 3, 5».
_COMMA = re.compile(r"[,;](?![^(]*\))(?!\s*\d)")
_NUMBER = re.compile(r"№\s*(\d+)")
# What stands beside the name of a district and tells nothing of it.
_OF_DISTRICT = {stem(word) for word in ("район", "округ", "муниципальный", "городской")}


class Names:
    """Organisations by what they are called."""

    def __init__(self, known: Iterable[OrganisationPage]) -> None:
        self._known = list(known)
        self._by_name: dict[str, set[OrganisationPage]] = defaultdict(set)
        for organisation in self._known:
            for name in organisation.names:
                self._by_name[name_key(name)].add(organisation)
        self._by_name.pop("", None)

    @cached_property
    def _by_stems(self) -> dict[tuple[str, ...], list[tuple[str, OrganisationPage]]]:
        found: dict[tuple[str, ...], list[tuple[str, OrganisationPage]]] = defaultdict(list)
        for organisation in self._known:
            for name in organisation.names:
                found[_stems(name)].append((name, organisation))
        return found

    def borne_by(self, party: str) -> OrganisationPage | None:
        """Return whom a party names, None where that is nobody or several.

        A decision names its addressee in the dative, a person in brackets behind: «Методическому центру (И.О. Фамилия)».
        """
        for said in dict.fromkeys((party, _PERSON_BEHIND.sub("", party))):
            found = self._by_name.get(name_key(said)) or self._spoken_to(said)
            if found:
                return _only(found)
        return None

    def _spoken_to(self, said: str) -> set[OrganisationPage]:
        generic = read_generic(said)
        if generic and generic.is_whole:
            return set()
        alike = self._by_stems.get(_stems(said), ())
        return {organisation for name, organisation in alike if is_in_dative(said, name)}


class Directory:
    """All live organisations by name, number and district, read in one query for many look-ups."""

    def __init__(self) -> None:
        self._by_number: dict[tuple[str, int], set[OrganisationPage]] = defaultdict(set)
        self._by_district: dict[frozenset[str], list[OrganisationPage]] = defaultdict(list)
        known = OrganisationPage.objects.live().only("title", "full_name", "other_names", "kind", "district")
        self._names = Names(known)
        for organisation in known:
            for name in organisation.names:
                for number in _NUMBER.findall(name):
                    self._by_number[organisation.kind, int(number)].add(organisation)
            if organisation.district:
                self._by_district[district_key(organisation.district)].append(organisation)

    def matching(self, parties: Iterable[str]) -> list[OrganisationPage]:
        """Return the organisations that the parties name, by title; a name that two share matches neither.

        «Школы № 3, 5» names two, «школы Ленинского района» all of that district; all of a kind are `kinds`.
        """
        found = {organisation for party in parties for organisation in self.meant_by(party)}
        return sorted(found, key=lambda page: page.title)

    def meant_by(self, party: str) -> set[OrganisationPage]:
        """Return whom one party names."""
        named = self.named(party)
        if named:
            return {named}
        generic = read_generic(party)
        return self._narrowed(generic) if generic else set()

    def named(self, party: str) -> OrganisationPage | None:
        """Return the organisation that bears the name, None where none or several do."""
        return self._names.borne_by(party)

    def parted(self, text: str) -> list[str]:
        """Return the parties that a text lists, if each of them is known; else the text, whole, for people to part.

        «Руководителям школ, не сдавшим отчёты» are not all schools; «школы, лицеи Ленинского района» share the district.
        """
        whole = read_generic(text)
        parts = [part.strip() for part in _COMMA.split(text) if part.strip()]
        if (whole and whole.district) or not all(map(self._is_known, parts)):
            return [text]
        return parts

    def _is_known(self, party: str) -> bool:
        return bool(_PERSON.fullmatch(party) or self.meant_by(party) or self.kinds([party]))

    def kinds(self, parties: Iterable[str]) -> list[str]:
        """Return the kinds of which the parties mean all organisations, in order."""
        generics = [read_generic(party) for party in parties if not self.named(party)]
        return sorted(
            {kind for generic in generics if generic and generic.is_whole for kind in generic.kinds}
        )

    def _narrowed(self, generic: Generic) -> set[OrganisationPage]:
        numbered = [
            self._by_number.get((kind, number), set()) for kind in generic.kinds for number in generic.numbers
        ]
        if numbered:
            return {organisation for group in numbered if (organisation := _only(group))}
        of_district = self._by_district.get(district_key(generic.district), [])
        return {organisation for organisation in of_district if organisation.kind in generic.kinds}


def district_key(district: str) -> frozenset[str]:
    """Return what «Ленинский район» and «Ленинского района» have in common."""
    return frozenset(_stems(district)) - _OF_DISTRICT


def _stems(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in name_key(name).split())


def _only(group: set[OrganisationPage]) -> OrganisationPage | None:
    return next(iter(group)) if len(group) == 1 else None


class Duty(Protocol):
    """What an item of a plan says of its parties; `organisations` should be prefetched."""

    organisations: Any

    @property
    def parties(self) -> list[str]:
        """The parties as written."""


def known_parties(item: Duty) -> list[tuple[str, OrganisationPage | None]]:
    """Return the item's parties as written, each with the organisation that bears the name."""
    names = Names(item.organisations.all())
    return [(name, names.borne_by(name)) for name in item.parties]
