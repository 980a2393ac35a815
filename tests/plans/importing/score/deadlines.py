"""What a deadline means, as labels say it; and phrases that are labelled by themselves."""

from typing import Any

from plans.deadlines import Deadline, parse_deadline
from search.hashtags import extract_hashtags
from tests.plans.importing.score import tally
from tests.plans.importing.score.cases import labelled_phrases

Meaning = dict[str, Any]


def meaning(deadline: Deadline | None) -> Meaning | None:
    """Return kind, first and last day, periods and recurrence; None for no deadline."""
    if deadline is None:
        return None
    return {
        "kind": deadline.kind,
        "start": _iso(deadline.start),
        "end": _iso(deadline.end),
        "ranges": [[_iso(period.start), _iso(period.end)] for period in deadline.periods],
        "recurrence": deadline.recurrence,
    }


def accepted_meaning(label: Meaning | None, found: Meaning | None) -> bool:
    """Compare what is labelled; without a label no day may be known.

    A bare day in a list of instructions may be the day until which it is due.
    """
    if not label or not found:
        return not label and (not found or not (found["ranges"] or found["recurrence"]))
    if _is_due_day(label) and found["kind"] == "until":
        return bool(found["end"] == label["end"])
    return all(found[name] == label[name] for name in found if name in label)


def _is_due_day(label: Meaning) -> bool:
    return "kind=until" in str(label.get("note"))


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def score_of_deadlines() -> tally.Score:
    """Compare the labelled phrases of real plans."""
    score = tally.Score("deadlines.json")
    for row in labelled_phrases("deadlines"):
        found = meaning(parse_deadline(row["text"], row["context_year"]))
        ok = accepted_meaning(row, found)
        score.add(
            tally.DEADLINES,
            f"{row['id']}",
            row["text"],
            {n: row[n] for n in found or {} if n in row},
            found,
            ok=ok,
        )
    return score


def score_of_hashtags() -> tally.Score:
    """Compare the labelled texts with hashtags."""
    score = tally.Score("hashtags.json")
    for row in labelled_phrases("hashtags"):
        found = extract_hashtags(row["text"])
        score.add(
            tally.HASHTAGS, f"{row['id']}", row["text"], row["expected"], found, ok=found == row["expected"]
        )
    return score
