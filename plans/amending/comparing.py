"""What differs between two public editions of a plan or a document: plain data in, plain data out.

Editions are compared in the words that readers see. Spaces, quotes and dashes make no difference, nor does the section
in which an item stands, its number or its place in the order. An item is the same while its `uid` is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from plans.models.amendments import PlanChange
from search.text import one_line

Kind = PlanChange.Kind
Content = dict[str, Any]

# An organisation's id, or None with a kind and a district: as JSON keeps them.
Party = tuple[int | None, str, str]
Value = dict[str, Any] | None

_TEXTS = {
    "title": Kind.TITLE,
    "place": Kind.PLACE,
    "participants": Kind.PARTICIPANTS,
    "expected_results": Kind.RESULTS,
    "notes": Kind.NOTES,
}
_LOOK_ALIKES = str.maketrans({**dict.fromkeys("«»“”„‟\"'’‘", '"'), **dict.fromkeys("‐‑‒–—―−", "-")})


@dataclass(frozen=True)
class Found:
    """A change that was found, and whom it concerns."""

    kind: str
    before: Value
    after: Value
    parties: frozenset[Party] = frozenset()
    item: str = ""
    title: str = ""


def bare(text: str) -> str:
    """Return a text without what is only typography."""
    return one_line(text.translate(_LOOK_ALIKES)).rstrip(" .;")


def changes_of_plan(before: Content, after: Content) -> Iterator[Found]:
    """Yield what is different in the items, in the order of the new edition; then what is gone."""
    old, new = before["items"], after["items"]
    is_dated_anew = before["year"] != after["year"]
    for uid, item in new.items():
        if uid in old:
            yield from _changes_of_item(uid, old[uid], item, is_dated_anew)
        else:
            yield _found(Kind.ADDED, uid, item, None, _deadline(item), [item])
    for uid, item in old.items():
        if uid not in new:
            yield _found(Kind.GONE, uid, item, _deadline(item), None, [item])


def changes_of_document(before: Content, after: Content, parties: frozenset[Party]) -> Iterator[Found]:
    """Yield what is different in what a document says itself; `parties` are those of whom it wants something."""
    for name, kind in (("report_until", Kind.REPORT_UNTIL), ("event_date", Kind.EVENT_DATE)):
        if before[name] != after[name]:
            yield Found(kind, _day(before[name]), _day(after[name]), parties)
    if _lines(before["report_from"]) != _lines(after["report_from"]):
        yield Found(Kind.REPORT_FROM, _text(before["report_from"]), _text(after["report_from"]), parties)
    if before["text"] != after["text"]:
        yield Found(Kind.TEXT, None, None, parties)


def _changes_of_item(uid: str, old: Content, new: Content, is_dated_anew: bool) -> Iterator[Found]:
    if old["is_kept"] != new["is_kept"]:  # the document has it no more, but reports answer it
        kind = Kind.GONE if new["is_kept"] else Kind.RESTORED
        yield _found(kind, uid, new, _deadline(old), _deadline(new), [old, new])
    if old["is_cancelled"] != new["is_cancelled"]:
        kind = Kind.CANCELLED if new["is_cancelled"] else Kind.RESTORED
        yield _found(kind, uid, new, _deadline(old), _deadline(new), [old, new])
    is_moved = is_dated_anew and (old["start"], old["end"]) != (new["start"], new["end"])
    if is_moved or bare(old["deadline"]) != bare(new["deadline"]):
        yield _found(Kind.MOVED, uid, new, _deadline(old), _deadline(new), [old, new])
    if _asked(old) != _asked(new):
        yield _found(Kind.PARTIES, uid, new, _text(old["responsible"]), _text(new["responsible"]), [old, new])
    for name, kind in _TEXTS.items():
        if bare(old[name]) != bare(new[name]):
            yield _found(kind, uid, new, _text(old[name]), _text(new[name]), [old, new])


def _found(
    kind: str, uid: str, item: Content, before: Value, after: Value, items: Iterable[Content]
) -> Found:
    parties = frozenset((pk, kind, district) for each in items for pk, kind, district in each["parties"])
    return Found(kind, before, after, parties, uid, one_line(f"{item['number']} {item['title']}"))


def _asked(item: Content) -> tuple[frozenset[str], str]:
    """Return the parties as written, in whatever order, and the district of those that are all of a kind."""
    district = next((district for _pk, kind, district in item["parties"] if kind), "")
    return _lines(item["responsible"]), district


def _lines(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(bare, text.splitlines())))


def _deadline(item: Content) -> Value:
    return {"text": item["deadline"], "start": item["start"], "end": item["end"]}


def _text(text: str) -> Value:
    return {"text": text} if text.strip() else None


def _day(day: str | None) -> Value:
    return {"text": "", "start": day, "end": day} if day else None
