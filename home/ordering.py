"""The order of a page's rows: sections and items of a plan, photos of a report."""

from typing import Any

from modelcluster.models import ClusterableModel
from wagtail.models import Orderable


def keep_order(whole: Any) -> None:
    """Number the rows that a page holds in memory as they stand, wherever one has no number yet.

    The editor numbers them by itself. Rows that a program has made would be read in any order by PostgreSQL.
    """
    for rows in getattr(whole, "_cluster_related_objects", {}).values():
        if any(isinstance(row, Orderable) and row.sort_order is None for row in rows):
            for place, row in enumerate(rows):
                row.sort_order = place
        for row in rows:
            if isinstance(row, ClusterableModel):
                keep_order(row)
