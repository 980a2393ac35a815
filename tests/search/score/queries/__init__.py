"""What visitors type, by kind, with what they must be shown: written from the town's texts, not from results."""

from demo.records import Town
from tests.search.score.case import Case
from tests.search.score.queries import organisations, plans, signs, slips, synonyms, words
from tests.search.score.queries.documents import documents


def cases(town: Town) -> dict[str, tuple[Case, ...]]:
    """Return the queries of a town by kind."""
    return {
        "другие формы слов": words.FORMS,
        "одно слово": words.SINGLE,
        "много слов": words.LONG,
        "ё, дефисы, кавычки, регистр": words.LETTERS,
        "латинские буквы": words.LATIN,
        "другая раскладка": slips.LAYOUT,
        "опечатки": slips.SLIPS,
        "лишние слова": slips.TOO_MANY,
        "фразы": signs.PHRASES,
        "без слова": signs.EXCLUSIONS,
        "синонимы и сокращения": synonyms.SYNONYMS,
        "хэштеги": signs.HASHTAGS,
        "номера организаций": organisations.NUMBERS,
        "названия организаций": organisations.NAMES,
        "пункты планов": plans.ITEMS,
        "события и месяцы": plans.EVENTS,
        "документы": documents(town),
    }
