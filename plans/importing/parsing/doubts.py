"""The doubts met while one document is parsed, each written once."""

from plans.importing.parsed import ParseWarning


class Doubts:
    """Collects warnings in the order they came."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], ParseWarning] = {}

    def add(self, code: str, message: str, where: str = "") -> None:
        where = where if len(where) <= 120 else where[:119] + "…"
        self._found.setdefault((code, where), ParseWarning(code, message, where))

    @property
    def warnings(self) -> tuple[ParseWarning, ...]:
        return tuple(self._found.values())
