"""The full-text index over the catalog's stems: a tsvector column on PostgreSQL, FTS5 on SQLite.

Both are kept by the database itself from `CatalogEntry.title_stems` and `text_stems`; they are no part of the
models' state. They are installed after every `migrate` rather than by a migration, because SQLite's way of
altering a table (a new one takes the old one's place) drops the old one's triggers.
"""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django.db import connections
from django.db.models import QuerySet

Entries = TypeVar("Entries", bound=QuerySet[Any])

TABLE = "search_catalogentry"

POSTGRESQL = [
    f"""ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS stems_vector tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title_stems), 'A') || setweight(to_tsvector('simple', text_stems), 'C')
        ) STORED""",
    f"CREATE INDEX IF NOT EXISTS search_entry_stems ON {TABLE} USING gin (stems_vector)",
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
    f"CREATE TRIGGER IF NOT EXISTS search_fulltext_insert AFTER INSERT ON {TABLE} BEGIN {_FTS_INSERT} END",
    f"CREATE TRIGGER IF NOT EXISTS search_fulltext_delete AFTER DELETE ON {TABLE} BEGIN {_FTS_DELETE} END",
    f"""CREATE TRIGGER IF NOT EXISTS search_fulltext_update AFTER UPDATE OF title_stems, text_stems ON {TABLE}
            BEGIN {_FTS_DELETE} {_FTS_INSERT} END""",
]

# How much a word of the title counts against one of the text.
TITLE_WEIGHT = 8.0


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


def matching(entries: Entries, stems: Iterable[str]) -> Entries:
    """Return the entries in which every stem occurs, in the title or in the text."""
    words = list(stems)
    if connections[entries.db].vendor == "postgresql":
        found = entries.extra(
            where=[f"{TABLE}.stems_vector @@ to_tsquery('simple', %s)"], params=[" & ".join(words)]
        )
    else:
        found = entries.extra(
            tables=["search_fulltext"],
            where=[f"search_fulltext.rowid = {TABLE}.id", "search_fulltext MATCH %s"],
            params=[" AND ".join(f'"{word}"' for word in words)],
        )
    return cast("Entries", found)


def best_first(entries: Entries, stems: Iterable[str]) -> Entries:
    """Return `matching` entries with the closest first, the newer first among equals."""
    if connections[entries.db].vendor == "postgresql":
        rank = f"-ts_rank({TABLE}.stems_vector, to_tsquery('simple', %s))"
        found = entries.extra(select={"rank": rank}, select_params=[" & ".join(stems)])
    else:
        found = entries.extra(select={"rank": f"bm25(search_fulltext, {TITLE_WEIGHT}, 1.0)"})
    return cast("Entries", found.extra(order_by=["rank", "-date", "-id"]))
