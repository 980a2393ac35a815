"""The full-text index over the catalog's stems: a tsvector column on PostgreSQL, FTS5 on SQLite.

Both are kept by the database itself from `EntryText.title_stems` and `text_stems`; they are no part of the
models' state. They are installed after every `migrate` rather than by a migration, because SQLite's way of
altering a table (a new one takes the old one's place) drops the old one's triggers.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

TABLE = "search_entrytext"

# The sign between title and text keeps a phrase from beginning in the one and ending in the other.
POSTGRESQL = [
    f"""ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS stems_vector tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title_stems), 'A') || '''_'':1'::tsvector
            || setweight(to_tsvector('simple', text_stems), 'C')
        ) STORED""",
    # Long values go out of the rows, so that finding half of them reads few pages; titles stay to be ranked by.
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    f"ALTER TABLE {TABLE} ALTER COLUMN title_stems SET STORAGE MAIN",
    f"CREATE INDEX IF NOT EXISTS search_text_stems ON {TABLE} USING gin (stems_vector)",
    # The planner does not know that a row's vector lies elsewhere, and for a common word would fetch every one of them.
    f"""CREATE OR REPLACE FUNCTION search_keys(sought text) RETURNS SETOF bigint LANGUAGE sql STABLE
            ROWS 50000 SET enable_seqscan = off AS
            $$SELECT id FROM {TABLE} WHERE stems_vector @@ to_tsquery('simple', sought)$$""",
]

_FTS_INSERT = "INSERT INTO search_fulltext(rowid, title_stems, text_stems) VALUES (new.id, new.title_stems, new.text_stems);"
_FTS_DELETE = (
    "INSERT INTO search_fulltext(search_fulltext, rowid, title_stems, text_stems)"
    " VALUES ('delete', old.id, old.title_stems, old.text_stems);"
)
SQLITE = [
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS search_fulltext USING fts5(
            title_stems, text_stems, content='{TABLE}', content_rowid='id',
            tokenize="unicode61 remove_diacritics 0")""",
    f"CREATE TRIGGER IF NOT EXISTS search_text_insert AFTER INSERT ON {TABLE} BEGIN {_FTS_INSERT} END",
    f"CREATE TRIGGER IF NOT EXISTS search_text_delete AFTER DELETE ON {TABLE} BEGIN {_FTS_DELETE} END",
    f"""CREATE TRIGGER IF NOT EXISTS search_text_update AFTER UPDATE OF title_stems, text_stems ON {TABLE}
            BEGIN {_FTS_DELETE} {_FTS_INSERT} END""",
]

# The key of an entry's words: its day in the upper bits, its id in the lower ones.
ID_BITS = 40
ID_MASK = (1 << ID_BITS) - 1


Phrase = tuple[str, ...]
"""Stems in a row."""


@dataclass(frozen=True)
class Otherwise:
    """Words of a query that belong together, and phrases that say the same: one of them is as good as the words."""

    words: tuple[Phrase, ...]
    phrases: tuple[Phrase, ...]

    def as_typed(self, title: str) -> str:
        """Return a title's stems with the words in place of a phrase that says the same."""
        said, typed = f" {title} ", " ".join(stem for word in self.words for stem in word)
        for phrase in sorted(self.phrases, key=len, reverse=True):
            said = said.replace(f" {' '.join(phrase)} ", f" {typed} ")
        return said.strip()


@dataclass(frozen=True)
class Sought:
    """What the index is asked: stems and phrases (stems in a row) that must all occur, and those that must not."""

    phrases: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...] = ()
    prefix: str = ""
    """The beginning of one more stem that must occur."""
    otherwise: tuple[Otherwise, ...] = ()

    @property
    def stems(self) -> tuple[str, ...]:
        """All stems that must occur, each once."""
        return tuple(dict.fromkeys(stem for phrase in self.phrases for stem in phrase))

    @property
    def parts(self) -> list[list[tuple[Phrase, ...]]]:
        """What must all occur: each part as its alternatives, each of them as phrases that must all occur."""
        asked = [each for each in self.otherwise if set(each.words) <= set(self.phrases)]
        together = {word for each in asked for word in each.words}
        alone: list[list[tuple[Phrase, ...]]] = [
            [(phrase,)] for phrase in self.phrases if phrase not in together
        ]
        return [*alone, *([each.words, *((phrase,) for phrase in each.phrases)] for each in asked)]

    def as_typed(self, title: str) -> str:
        """Return a title's stems with the words of the query in place of what says the same."""
        for each in self.otherwise:
            title = each.as_typed(title)
        return title


def day_key(day: datetime.date, entry_id: int) -> int:
    """Return the key of an entry's rows for the search, by which they stand in the order of days."""
    return day.toordinal() << ID_BITS | entry_id


def install(using: str = "default") -> None:
    """Make the index where it is missing; harmless where it stands."""
    connection = connections[using]
    statements = {"postgresql": POSTGRESQL, "sqlite": SQLITE}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rebuild(using: str = "default") -> None:
    """Make the index again from the catalog where the database does not vouch for it by itself."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fulltext(search_fulltext) VALUES ('rebuild')")


def matching_keys(sought: Sought, using: str) -> tuple[str, list[str]]:
    """Return SQL with its parameters: the keys of all entries in which all that is sought occurs."""
    if connections[using].vendor == "postgresql":
        return "SELECT key FROM search_keys(%s) AS key", [_tsquery(sought, False)]
    return "SELECT rowid AS key FROM search_fulltext WHERE search_fulltext MATCH %s", [
        _fts_query(sought, False)
    ]


def excluded_keys(sought: Sought, using: str) -> tuple[str, list[str]]:
    """Return SQL with its parameters: the keys of all entries in which anything occurs that must not."""
    if connections[using].vendor == "postgresql":
        anything = " | ".join(f"({_tsphrase(phrase, '')})" for phrase in sought.excluded)
        return "SELECT key FROM search_keys(%s) AS key", [anything]
    anything = " OR ".join(map(_fts_phrase, sought.excluded))
    return "SELECT rowid AS key FROM search_fulltext WHERE search_fulltext MATCH %s", [anything]


def newest(
    rows: QuerySet[Any], sought: Sought, most: int, *, in_title: bool = False, is_common: bool = False
) -> list[tuple[int, str]]:
    """Return key and title stems of the newest rows in which all that is sought occurs, or whose titles have it.

    `rows` are of `SearchRow`. The databases go backwards through the days and stop at `most`. What is common, in
    PostgreSQL, is looked for row by row: its index would name all occurrences first.
    """
    if connections[rows.db].vendor == "postgresql":
        asked = "to_tsquery('simple', %s)"
        vector, parameters = f"{TABLE}.stems_vector", [_tsquery(sought, in_title)]
        if is_common:
            title = f"SELECT title_stems FROM {TABLE} WHERE {TABLE}.id = search_searchrow.id AND {vector} @@ {asked}"
            found = (
                rows.annotate(title_stems=RawSQL(title, parameters)).exclude(title_stems=None).order_by("-id")
            )
        else:
            found = _joined(rows).extra(where=[f"{vector} @@ {asked}"], params=parameters, order_by=["-id"])
    else:
        found = _joined(rows).extra(
            tables=["search_fulltext"],
            where=["search_fulltext.rowid = search_searchrow.id", "search_fulltext MATCH %s"],
            params=[_fts_query(sought, in_title)],
            order_by=["-search_fulltext.rowid"],
        )
    return list(found.values_list("id", "title_stems")[:most])


def _joined(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return rows of `SearchRow`, each with its text."""
    return rows.order_by().extra(
        select={"title_stems": f"{TABLE}.title_stems"},
        tables=[TABLE],
        where=[f"{TABLE}.id = search_searchrow.id"],
    )


def _tsquery(sought: Sought, in_title: bool) -> str:
    """Return PostgreSQL's way of asking. Stems are letters and digits only: nothing in them can be an operator."""
    label = ":A" if in_title else ""
    wanted = [
        _any_of((" & ".join(_tsphrase(phrase, label) for phrase in alternative) for alternative in part), "|")
        for part in sought.parts
    ]
    if sought.prefix:
        wanted.append(f"'{sought.prefix}':*{label.removeprefix(':')}")
    return " & ".join([*wanted, *(f"!({_tsphrase(phrase, '')})" for phrase in sought.excluded)])


def _tsphrase(phrase: Sequence[str], label: str) -> str:
    return " <-> ".join(f"'{stem}'{label}" for stem in phrase)


def _fts_query(sought: Sought, in_title: bool) -> str:
    """Return FTS5's way of asking; quotes keep its operators out."""
    column = "title_stems : " if in_title else ""
    wanted = [
        _any_of(
            (" AND ".join(column + _fts_phrase(phrase) for phrase in alternative) for alternative in part),
            "OR",
        )
        for part in sought.parts
    ]
    if sought.prefix:
        wanted.append(f"{column}{_fts_phrase([sought.prefix])}*")
    return " NOT ".join([f"({' AND '.join(wanted)})", *map(_fts_phrase, sought.excluded)])


def _any_of(alternatives: Iterable[str], operator: str) -> str:
    """Return the alternatives in brackets; a single one needs none."""
    first, *others = alternatives
    return f"({f' {operator} '.join(f'({each})' for each in (first, *others))})" if others else first


def _fts_phrase(phrase: Sequence[str]) -> str:
    return '"{}"'.format(" ".join(phrase))
