"""The query string as Plone's clients write it; whatever is not understood is refused by name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from restapi.http.problems import Mistake, Problem, bad_parameter, bad_parameters

YES = {"1", "y", "yes", "t", "true", "active", "enabled", "on"}
NO = {"0", "n", "no", "f", "false", "inactive", "disabled", "off"}

FLAG = {"anyOf": [{"type": "boolean"}, {"enum": sorted(YES | NO)}]}

# Zope's form suffixes: `Subject:list=a`, `b_size:int=10`. The type that they name is known here anyway.
SUFFIXES = {"boolean", "date", "float", "int", "list", "long", "string", "text", "tuple", "ustring", "utf8"}

NUMBER = re.compile(r"[0-9]{1,9}")
LONGEST_SHOWN = 100


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query as OpenAPI describes it."""

    name: str
    schema: Mapping[str, Any]  # JSON Schema of one value
    about: str = ""
    is_repeated: bool = False

    @classmethod
    def text(cls, name: str, about: str = "", *, is_repeated: bool = False) -> "Parameter":
        """Return a parameter that is any text."""
        return cls(name, {"type": "string"}, about, is_repeated)

    @classmethod
    def number(cls, name: str, about: str = "", *, least: int = 0, most: int = 10**9 - 1) -> "Parameter":
        """Return a parameter that is a whole number."""
        return cls(name, {"type": "integer", "minimum": least, "maximum": most}, about)

    @classmethod
    def flag(cls, name: str, about: str = "") -> "Parameter":
        """Return a parameter that is a yes or no."""
        return cls(name, FLAG, about)

    @classmethod
    def choice(
        cls, name: str, values: Iterable[str], about: str = "", *, is_repeated: bool = False
    ) -> "Parameter":
        """Return a parameter that is one of some words."""
        return cls(name, {"type": "string", "enum": list(values)}, about, is_repeated)


class Parameters:
    """One request's parameters by their bare names; every method raises Problem 400 for what it cannot read."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self._values: dict[str, list[str]] = {}
        for name, values in query.lists():
            self._values.setdefault(bare_name(name), []).extend(values)
        for name, values in self._values.items():
            if any("\x00" in value for value in values):
                shown = name[:LONGEST_SHOWN]
                raise bad_parameter(shown, "nul", _("“%(name)s” holds a NUL character.") % {"name": shown})

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise Problem 400 that names every parameter which is not known, each with the nearest that is."""
        refuse_unknown(self._values, known)

    def all(self, name: str) -> list[str]:
        """Return all values of a parameter."""
        return self._values.get(name, [])

    def text(self, name: str, default: str = "") -> str:
        """Return the value of a parameter; the last one where it is repeated."""
        return self.all(name)[-1] if self.all(name) else default

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a yes or no."""
        word = self.text(name).strip().lower()
        if name not in self or word in YES | NO:
            return word in YES if name in self else default
        raise bad_parameter(name, "boolean", _("“%(name)s” must be true or false.") % {"name": name})

    def number(self, name: str, default: int, least: int = 0, most: int = 10**9) -> int:
        """Return a whole number between two bounds."""
        text = self.text(name, str(default)).strip()
        if NUMBER.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        message = _("“%(name)s” must be a whole number from %(least)s to %(most)s.")
        raise bad_parameter(name, "number", message % {"name": name, "least": least, "most": most})

    def check(self, parameter: Parameter) -> None:
        """Refuse a number or a yes or no that is none, whether anybody reads it or not."""
        name, schema = parameter.name, parameter.schema
        if name not in self or parameter.is_repeated:
            return
        least = schema.get("minimum", 0)
        is_all = least < 0 and self.text(name).strip() == str(least)  # Plone's -1
        if schema.get("type") == "integer" and not is_all:
            self.number(name, 0, least, schema.get("maximum", 10**9))
        elif schema == FLAG:
            self.flag(name)

    def choice(self, name: str, known: Iterable[str], default: str) -> str:
        """Return the value of a parameter that is one word; it must be known."""
        value, names = self.text(name, default), list(known)
        if value not in names:
            raise self._unknown_value(name, value, names)
        return value

    def choices(self, name: str, known: Iterable[str]) -> list[str]:
        """Return all values of a parameter, those with commas taken apart; all must be known."""
        names = sorted(known)
        values = [part.strip() for value in self.all(name) for part in value.split(",") if part.strip()]
        for value in values:
            if value not in names:
                raise self._unknown_value(name, value, names)
        return values

    def _unknown_value(self, name: str, value: str, known: list[str]) -> Problem:
        shown = {"name": name, "value": value[:LONGEST_SHOWN]}
        message = _("“%(name)s” does not know “%(value)s”.") % shown
        return bad_parameter(name, "unknown_value", f"{message} {_nearest(value, known)}")


def refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """Raise Problem 400 that names every parameter which is not known, each with the nearest that is."""
    names = sorted(known)
    unknown = [name for name in given if name not in names]
    if unknown:
        raise bad_parameters(
            [
                Mistake(["query", name[:LONGEST_SHOWN]], "unknown_parameter", _unknown(name, names))
                for name in unknown[:LONGEST_SHOWN]
            ]
        )


def bare_name(name: str) -> str:
    """Return a parameter's name without Zope's suffixes."""
    bare, *suffixes = name.split(":")
    return bare if suffixes and SUFFIXES.issuperset(suffixes) else name


def _unknown(name: str, known: list[str]) -> str:
    message = _("Unknown parameter “%(name)s”.") % {"name": name[:LONGEST_SHOWN]}
    return f"{message} {_nearest(name, known)}".strip()


def _nearest(name: str, known: list[str]) -> str:
    """Return the advice that names the nearest known name, or all of them where none is near."""
    by_case = {word.lower(): word for word in known}
    near = get_close_matches(name[:LONGEST_SHOWN].lower(), by_case, n=1, cutoff=0.5)
    if near:
        return _("Did you mean “%(name)s”?") % {"name": by_case[near[0]]}
    return _("Known here: %(names)s.") % {"names": ", ".join(known)} if known else ""
