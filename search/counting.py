"""How many entries each value of each facet would leave: one statement, in which what matches is gone through once.

All that facets ask of an entry is packed into one number: databases group by a number many times quicker than by
several columns, and half a catalog is packed into a few thousand different ones.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections

from search.fulltext import excluded_keys, matching_keys
from search.query import Query

# So many values of a facet are offered.
MOST_VALUES = 12
# The periods by their numbers in a code; 0 is what has no days.
NOW, SOON, PAST = 1, 2, 3

_TAGGED = """entry_id IN (SELECT link.entry_id FROM search_entryhashtag link
    JOIN search_hashtag tag ON tag.id = link.hashtag_id WHERE tag.slug = %s)"""
_PERIOD = f"""CASE WHEN start > %s THEN {SOON} WHEN "end" < %s THEN {PAST}
    WHEN start IS NULL AND "end" IS NULL THEN 0 ELSE {NOW} END"""
# From the highest bits to the lowest: 31 of the organisation's page, 15 of the type, 14 of the year, 2 of the period,
# and one that is set where the entry has the chosen hashtag.
_CODE = f"""((CAST(COALESCE(organisation_id, 0) AS bigint) * 32768 + type_id) * 16384 + year) * 8
    + 2 * {_PERIOD}"""
_IN_CODE = {
    "organisation": "code >> 32",
    "type": "(code >> 17) & 32767",
    "year": "(code >> 3) & 16383",
    "period": "(code >> 1) & 3",
    "hashtag": "code & 1",
}
SHARED = ("kind", "district")
"""Facets that are counted by organisation, and summed up by what organisations share."""


@dataclass(frozen=True)
class Counting:
    """What is to be counted: a query's entries, after all choices but the one in the facet itself."""

    query: Query
    chosen: Mapping[str, Collection[int]]
    """The numbers of each facet in which something is chosen; those of `SHARED` are organisations."""
    hashtag: str
    """The key of the chosen hashtag."""
    today: datetime.date
    using: str

    def counts(self) -> dict[str, dict[str, int]]:
        """Return the number of entries by facet and value: the number that is packed, a hashtag's key.

        `total` is what all choices leave, `all` what matches whatever is chosen.
        """
        sql, parameters = self._statement()
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        counts: dict[str, dict[str, int]] = {}
        for facet, value, entries in rows:
            counts.setdefault(facet, {})[value] = int(entries or 0)
        return counts

    def _statement(self) -> tuple[str, list[Any]]:
        found, parameters = self._found()
        parts = ["SELECT 'all' AS facet, '' AS value, sum(entries) AS entries FROM codes"]
        parts.append(f"SELECT 'total', '', sum(entries) FROM codes {self._where(parameters)}")
        for facet in ("type", "year", "period", "organisation", *self._shared()):
            value = _IN_CODE["organisation" if facet in SHARED else facet]
            parts.append(
                f"SELECT '{facet}', CAST({value} AS text), sum(entries) FROM codes {self._where(parameters, facet)}"
                f" GROUP BY {value}"
            )
        parts.append(self._hashtags(parameters))
        return (
            f"WITH found AS MATERIALIZED ({found}), codes AS MATERIALIZED"
            f" (SELECT code, count(*) AS entries FROM found GROUP BY code) {' UNION ALL '.join(parts)}",
            parameters,
        )

    def _found(self) -> tuple[str, list[Any]]:
        """Return the statement of what matches the query: entry and code."""
        query, today = self.query, self.today.isoformat()
        code, parameters = _CODE, [today, today]
        if self.hashtag:
            code += f" + CASE WHEN {_TAGGED} THEN 1 ELSE 0 END"
            parameters.append(self.hashtag)
        where = ["listed"]
        tables = "search_searchrow"
        if query.sought.phrases:
            keys, wanted = matching_keys(query.sought, self.using)
            tables = f"({keys}) AS wanted JOIN search_searchrow ON search_searchrow.id = wanted.key"
            parameters += wanted
        elif query.sought.excluded:
            keys, unwanted = excluded_keys(query.sought, self.using)
            where.append(f"id NOT IN ({keys})")
            parameters += unwanted
        where += [_TAGGED] * len(query.hashtags) + [f"NOT {_TAGGED}"] * len(query.excluded_hashtags)
        parameters += [*query.hashtags, *query.excluded_hashtags]
        return f"SELECT entry_id, {code} AS code FROM {tables} WHERE {' AND '.join(where)}", parameters

    def _hashtags(self, parameters: list[Any]) -> str:
        """Return the statement of the hashtags that most entries have; CROSS keeps SQLite from beginning with links."""
        where = self._where(parameters, "hashtag", "link.entry_id = found.entry_id")
        return f"""SELECT * FROM (SELECT 'hashtag', tag.slug, used.entries FROM
            (SELECT link.hashtag_id, count(*) AS entries FROM found CROSS JOIN search_entryhashtag link {where}
            GROUP BY link.hashtag_id) AS used
            JOIN search_hashtag tag ON tag.id = used.hashtag_id
            ORDER BY used.entries DESC, tag.slug LIMIT {MOST_VALUES}) AS tags"""

    def _where(self, parameters: list[Any], left_out: str = "", *conditions: str) -> str:
        """Return the condition of all choices but one; what it needs is added to the parameters."""
        asked = list(conditions)
        for facet, numbers in self.chosen.items():
            if facet == left_out:
                continue
            value = _IN_CODE["organisation" if facet in SHARED else facet]
            asked.append(f"{value} IN ({', '.join(['%s'] * len(numbers))})" if numbers else "1 = 0")
            parameters += numbers
        return f"WHERE {' AND '.join(asked)}" if asked else ""

    def _shared(self) -> tuple[str, ...]:
        """Return the facets of which the counts of «organisation» do not say all."""
        return SHARED if any(facet in self.chosen for facet in ("organisation", *SHARED)) else ()
