"""Plans in prose: numbered clauses that say their deadline and party after a label («Срок – …», «Ответственный: …»)."""

import re
from dataclasses import replace

from plans.deadlines import parse_deadline
from plans.importing.elements import Paragraph
from plans.importing.parsed import Clause, Item, Section
from plans.importing.parsing.clauses import read_clauses
from plans.importing.parsing.parties import split_parties
from search.hashtags import extract_hashtags

_LABEL = re.compile(
    r"(?:^|(?<=[\s.;,(]))(?:(?P<label>сроки?(?: исполнения| проведения)?|отв\.?"
    r"|ответственн[а-яё]+(?: исполнител[а-яё]+)?|исполнител[а-яё]+|доклад|место(?: проведения)?|участники)"
    r"\s*(?::|\s[-–—]|[-–—]\s)\s*|(?P<short>отв\.)\s*)",
    re.IGNORECASE,
)
_SHARE_OF_LABELLED = 0.5


def read_labelled_items(
    lines: list[Paragraph], context_year: str | None
) -> tuple[tuple[Section, ...], list[str]]:
    """Return the items of a plan in prose and the text before them; none unless most clauses name a deadline."""
    clauses, before = read_clauses(lines)
    items = [_item(clause, context_year) for clause in clauses]
    labelled = sum(item.deadline is not None or any(sub.deadline for sub in item.items) for item in items)
    if labelled < 2 or labelled < _SHARE_OF_LABELLED * len(items):
        return (), before
    return (Section("", "", tuple(items)),), before


def _item(clause: Clause, context_year: str | None) -> Item:
    """A clause whose own clauses have deadlines is a group of items; a party named at its end is theirs together."""
    is_group = any(_LABEL.search(sub.text) for sub in clause.clauses[:-1])
    subs = clause.clauses if is_group else ()
    rest = () if is_group else clause.clauses
    text = " ".join([clause.text, *(f"{sub.number} {sub.text}".strip() for sub in rest)])
    title, labels = _parted(text)
    return replace(
        _labelled(
            Item(clause.number, title, hashtags=tuple(extract_hashtags(text)), origin=clause.origin),
            labels,
            context_year,
        ),
        items=tuple(_item(sub, context_year) for sub in subs),
    )


def _labelled(item: Item, labels: dict[str, list[str]], context_year: str | None) -> Item:
    deadline = "; ".join(labels.get("срок", []) + [f"Доклад – {value}" for value in labels.get("доклад", [])])
    responsible = ", ".join(labels.get("отв", []) + labels.get("исполнител", []))
    return replace(
        item,
        deadline=parse_deadline(deadline, context_year) if deadline else None,
        responsible=tuple(split_parties(responsible)[0]),
        responsible_text=responsible,
        place=", ".join(labels.get("место", [])),
        participants=", ".join(labels.get("участники", [])),
    )


def _parted(text: str) -> tuple[str, dict[str, list[str]]]:
    """Return the text before the first label, and what stands after each."""
    matches = list(_LABEL.finditer(text))
    if not matches:
        return text, {}
    ends = [match.start() for match in matches[1:]] + [len(text)]
    found: dict[str, list[str]] = {}
    for match, end in zip(matches, ends, strict=True):
        found.setdefault(_stem(match["label"] or match["short"]), []).append(
            text[match.end() : end].strip(" ;,()")
        )
    return text[: matches[0].start()].strip(" ;,("), found


def _stem(label: str) -> str:
    word = label.casefold().split()[0]
    return next(
        stem
        for stem in ("срок", "отв", "исполнител", "доклад", "место", "участники")
        if word.startswith(stem)
    )
