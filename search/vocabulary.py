"""The words of public texts, by which a misspelt one is understood."""

from collections.abc import Iterable

from django.db.transaction import on_commit

from search.models import Word
from search.text import WORD, fold

SHORTEST = 4
# So many words are asked for at a time.
BATCH = 500


def learn_after_commit(texts: Iterable[str]) -> None:
    """Take in the words once the texts are public; until then nobody waits for anybody."""
    texts = list(texts)
    on_commit(lambda: learn(texts))


def learn(texts: Iterable[str]) -> None:
    """Take the words of public texts into the vocabulary."""
    words = sorted({word for text in texts for word in WORD.findall(fold(text)) if is_worth_knowing(word)})
    for start in range(0, len(words), BATCH):
        batch = words[start : start + BATCH]
        known = set(Word.objects.filter(text__in=batch).values_list("text", flat=True))
        fresh = [Word(text=word, length=len(word)) for word in batch if word not in known]
        Word.objects.bulk_create(fresh, ignore_conflicts=True)


def is_worth_knowing(word: str) -> bool:
    """Whether a folded word is long enough to be told from another one, and a word at all."""
    return SHORTEST <= len(word) <= Word.LONGEST and word.isalpha()
