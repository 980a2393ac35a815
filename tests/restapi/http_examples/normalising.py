"""The same text on every run: what a database or a key makes up is replaced by what is made up here."""

import re
from collections.abc import Callable, Iterable

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Numbers of rows, by what they stand behind.
NUMBERS = {
    "picture": re.compile(r"(?<=/@images/)\d+"),
    "file": re.compile(r"(?<=/@documents/)\d+|(?<=/files/documents/)\d+|(?<=/files/)\d+(?=/)"),
    "version": re.compile(r'(?<=/@history/)\d+|(?<="version": )\d+'),
    "item": re.compile(r"(?<=item-)[0-9a-f]{12}"),
    "page": re.compile(r"(?<=/admin/pages/)\d+"),
    "change": re.compile(r'(?<="number": )\d+|(?<="cursor": ")\d+|(?<=since=)[1-9]\d*'),
}
# What is another one each time, and what it becomes.
SECRETS = [
    (re.compile(r"(?<=Bearer )\S+"), "TOKEN"),
    (re.compile(r'(?<="token": ")(?:eyJ[^"]+|[0-9a-f]{40,64})'), "TOKEN"),
    (re.compile(r"(?<=token=)[^&\"\s]+"), "TOKEN"),
    (re.compile(r'(?<=Match: )"[^"]*"'), '"TAG"'),
    (re.compile(r'(?<=ETag: )(?:W/)?"[^"]*"'), '"TAG"'),
    (re.compile(r'("(?:wagtail|python|django)_version": ")[^"]+'), r"\1VERSION"),
    (re.compile(r'(?<="database": ")[^"]+'), "sqlite"),
]


class Names:
    """Replaces what is found in the order in which it is seen; what `known` texts hold keeps its place for good."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.uuids: dict[str, int] = {}
        self.numbers: dict[str, dict[str, int]] = {name: {} for name in NUMBERS}
        for text in known:
            self.replaced(text)

    def copy(self) -> "Names":
        """Return the same names, to be added to for one example alone."""
        names = Names()
        names.uuids = dict(self.uuids)
        names.numbers = {name: dict(seen) for name, seen in self.numbers.items()}
        return names

    def replaced(self, text: str) -> str:
        """Return the text with everything replaced."""
        text = UUID.sub(lambda found: f"00000000-0000-4000-8000-{_place(self.uuids, found[0]):012}", text)
        for name, pattern in NUMBERS.items():
            text = pattern.sub(_numbering(self.numbers[name]), text)
        for pattern, word in SECRETS:
            text = pattern.sub(word, text)
        return text


def _numbering(seen: dict[str, int]) -> Callable[[re.Match[str]], str]:
    return lambda found: str(_place(seen, found[0]))


def _place(seen: dict[str, int], text: str) -> int:
    return seen.setdefault(text, len(seen) + 1)
