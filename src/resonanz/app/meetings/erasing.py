"""Leaving no copy of what was deleted. SQLite overwrites deleted rows (``secure_delete``); its log is emptied here."""

from __future__ import annotations

import logging

from django.db import connection, transaction

log = logging.getLogger(__name__)


def erase_after_commit() -> None:
    """Empty the log once what was deleted is committed; at once outside a transaction."""
    transaction.on_commit(empty_log)


def empty_log() -> None:
    """Bring SQLite's write-ahead log down to nothing. A reader that holds it is waited for, as long as writers are;
    if it does not let go, the worker's next minute tries again."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        log.warning("The write-ahead log could not be emptied yet: a reader holds it.")
