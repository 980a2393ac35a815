"""The stamp of the content: renewed after every change that an answer can show, whoever made it and how.

Every statement that writes is noticed where it goes to the database: `QuerySet.update`, `bulk_create`, and the tree's
own SQL send no signals. The stamp is renewed after the commit: whoever reads meanwhile gets newer content under the old
stamp, which costs one more answer; older content under a new stamp cannot be. Not noticed is what changes data in
another way: other programs, `TRUNCATE`, statements that begin with `WITH`. Such code calls `renew` itself.
"""

import re
import secrets
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db import OperationalError, ProgrammingError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save
from django.utils import timezone

from restapi.models import Stamp

THE_ONE = 1

# Models, or all models of an app, that no answer to the public shows; most are written while somebody reads.
UNSEEN = (
    "admin.LogEntry",
    "axes",
    "django_tasks_database",
    "restapi.Delivery",
    "restapi.IdempotentAnswer",
    "restapi.Login",
    "restapi.Stamp",
    "restapi.TokenTerms",
    "restapi.Upload",
    "restapi.Webhook",
    "sessions",
    "wagtailadmin.EditingSession",
    "wagtailcore.APIToken",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.UploadedFile",
)

WRITTEN = re.compile(
    r"""\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+
    (?:["`]?\w+["`]?\.)? ["`]?(?P<table>\w+)""",
    re.IGNORECASE | re.VERBOSE,
)


def watch() -> None:
    """Notice from now on what every connection writes."""
    connection_created.connect(_connected)
    post_save.connect(_saved)
    for connection in connections.all(initialized_only=True):
        _connected(connection)


def renew() -> None:
    """Give the content a new stamp."""
    stamp = Stamp(pk=THE_ONE, value=secrets.token_hex(16), renewed_at=timezone.now())
    try:
        Stamp.objects.bulk_create(
            [stamp], update_conflicts=True, unique_fields=["pk"], update_fields=["value", "renewed_at"]
        )
    except (OperationalError, ProgrammingError):
        if _is_migrated():
            raise


def _is_migrated() -> bool:
    return Stamp._meta.db_table in connections[Stamp.objects.db].introspection.table_names()


def _connected(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    # In front: who adds a wrapper for a while takes the last one off again.
    if _notice not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _notice)


def _notice(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    written = WRITTEN.match(sql) if isinstance(sql, str) else None
    if written and written["table"] not in _unseen_tables():
        connection = context["connection"]
        if connection.in_atomic_block:
            _renew_after_commit(connection)
        elif "RETURNING" not in sql:
            renew()
    return result


def _saved(sender: Any, using: str, **kwargs: Any) -> None:
    """Renew where a row was saved outside of transactions: `INSERT … RETURNING` ends when its rows have been read."""
    if not connections[using].in_atomic_block and sender._meta.db_table not in _unseen_tables():
        renew()


def _renew_after_commit(connection: BaseDatabaseWrapper) -> None:
    """Renew once for the whole transaction."""
    if not any(hooked[1] is renew for hooked in connection.run_on_commit):
        connection.on_commit(renew)


@cache
def _unseen_tables() -> frozenset[str]:
    return frozenset(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label in UNSEEN or model._meta.app_label in UNSEEN
    )
