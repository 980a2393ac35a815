"""Numbers of changes, given after the commit and strictly in order.

Rows are written by many at once, and who began first may commit last: whoever went by the rows' ids would miss what
commits late. So a row has no number until its transaction is over; then numbers are given under one lock that is held
until they are there for all to see. Who keeps the highest number has missed none. A process that dies in between
leaves rows without numbers; the next one to give numbers gives them theirs.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connections, router, transaction
from django.db.models import Max

from restapi.models import Change
from restapi.telling.outbox import make_deliveries, send_later
from search.models import CatalogEntry

# The key of PostgreSQL's advisory lock: any number that nobody else takes.
LOCK = 7_305_811_904_220_117
# A feed that has no change yet stands here, so that 0 can mean «all that is kept».
START = 1


def number_changes() -> None:
    """Number what has been committed, and send it on its way to the webhooks."""
    database = router.db_for_write(Change)
    with transaction.atomic(using=database):
        _lock(database)
        rows = _told(Change.objects.filter(number=None).order_by("pk"))
        for number, row in enumerate(rows, start=latest_number() + 1):
            row.number = number
        Change.objects.bulk_update(rows, ["number"], batch_size=500)
        deliveries = make_deliveries(rows) if rows else []
    send_later(deliveries)


def latest_number() -> int:
    """Return the number of the newest change; START where there has been none."""
    return Change.objects.aggregate(number=Max("number"))["number"] or START


def prune_changes(before: datetime) -> int:
    """Delete the changes up to a moment with the log of their deliveries; returns how many.

    The newest stays whatever its age: the numbers go on from it.
    """
    old = Change.objects.filter(time__lt=before, number__lt=latest_number())
    last = old.aggregate(number=Max("number"))["number"]
    return Change.objects.filter(number__lte=last).delete()[1].get(Change._meta.label, 0) if last else 0


def _lock(database: str) -> None:
    """Wait until nobody else gives numbers. SQLite has one writer at a time anyway."""
    connection = connections[database]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _told(rows: Iterable[Change]) -> list[Change]:
    """Return the rows that say something, and delete the others.

    Nothing is said of what is not public any more, but that it went; nor twice of what changed twice before anybody
    could have seen it.
    """
    rows = list(rows)
    public = set(
        CatalogEntry.objects.pages()
        .filter(page_id__in={row.page_id for row in rows})
        .values_list("page_id", flat=True)
    )
    told: list[Change] = []
    newest: dict[int, Change] = {}
    for row in rows:
        if row.kind != Change.Kind.REMOVED and row.page_id not in public:
            continue
        earlier = newest.get(row.page_id)
        if row.kind == Change.Kind.CHANGED and earlier and earlier.kind != Change.Kind.REMOVED:
            continue
        newest[row.page_id] = row
        told.append(row)
    Change.objects.filter(pk__in={row.pk for row in rows} - {row.pk for row in told}).delete()
    return told
