"""The piece of an entry's text in which the words of a search stand."""

from collections import Counter, deque
from collections.abc import Collection, Iterable

from search.models import CatalogEntry, EntryText
from search.text import WORD, fold, stem

WORDS = 28
# So much of a long text is looked through.
LOOKED_THROUGH = 40_000


def add_snippets(entries: Iterable[CatalogEntry], stems: Collection[str]) -> None:
    """Give each entry a `snippet`: its lead where the words stand there, else the piece of its text that has them."""
    wanted = frozenset(stems)
    lacking = [entry for entry in entries if wanted and not has_any(entry.lead, wanted)]
    texts = EntryText.objects.filter(entry__in=[entry.pk for entry in lacking]).values_list(
        "entry_id", "text"
    )
    by_entry = dict(texts)
    for entry in entries:
        entry.snippet = entry.lead
    for entry in lacking:
        entry.snippet = snippet(by_entry.get(entry.pk, ""), wanted) or entry.lead


def snippet(text: str, stems: Collection[str]) -> str:
    """Return the words around the place where most of the stems stand close together; empty where none does."""
    text = text[:LOOKED_THROUGH]
    words = list(WORD.finditer(text))
    found = [stem(fold(word[0])) for word in words]
    window: deque[int] = deque()
    inside: Counter[str] = Counter()
    best, first, last = 0, 0, 0
    for place, name in enumerate(found):
        if name not in stems:
            continue
        window.append(place)
        inside[name] += 1
        while place - window[0] >= WORDS:
            inside[found[window.popleft()]] -= 1
        count = sum(1 for each in inside.values() if each)
        if count > best:
            best, first, last = count, window[0], place
    if not best:
        return ""
    start = max(0, (first + last) // 2 - WORDS // 2)
    end = min(len(words), start + WORDS)
    piece = text[words[start].start() : words[end - 1].end()]
    return f"{'… ' if start else ''}{piece}{' …' if end < len(words) else ''}"


def has_any(text: str, stems: Collection[str]) -> bool:
    """Whether one of the stems occurs in the text."""
    return any(stem(fold(word)) in stems for word in WORD.findall(text))
