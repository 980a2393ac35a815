"""The doubts met while one document is parsed, each written once."""

from plans.importing.elements import Place
from plans.importing.parsed import ParseWarning


class Doubts:
    """Collects warnings in the order they came."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], ParseWarning] = {}

    def add(self, code: str, message: str, about: str = "", place: Place | None = None) -> None:
        """Keep a doubt about some words of the document that stand at a place; both may be unknown."""
        about = about if len(about) <= 120 else about[:119] + "…"
        where = ": ".join(filter(None, [str(place) if place else "", about]))
        self._found.setdefault((code, where), ParseWarning(code, message, where, place))

    @property
    def warnings(self) -> tuple[ParseWarning, ...]:
        return tuple(self._found.values())
