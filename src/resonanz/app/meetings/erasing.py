"""Leaving no copy of what was deleted: not in SQLite's log, and not between the rows of its pages.

``secure_delete`` overwrites a deleted row where it lies. When SQLite moves rows between pages it may leave a copy of
their bytes in the room it frees, and such a copy no deletion reaches (of random runs of 120 edits one in four left
some). Only ``VACUUM`` writes every page anew. It takes about 10 ms a megabyte and holds up writers, so that a large
database is left to the worker, once an hour.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction

AT_ONCE_BYTES = 64_000_000
HOUR_SECONDS = 3600.0
DUE = "compaction-due"
log = logging.getLogger(__name__)
_last = {"compacted": float("-inf")}


def erase_after_commit() -> None:
    """Once what was deleted is committed, make its bytes gone; at once outside a transaction."""
    transaction.on_commit(erase)


def empty_log_after_commit() -> None:
    """For small things whose words are still stored elsewhere: empty the log alone."""
    transaction.on_commit(empty_log)


def erase() -> None:
    """Empty the log, then write the file anew, or leave that to the worker if the file is large."""
    if not _is_ours():
        return
    empty_log()
    if Path(connection.settings_dict["NAME"]).stat().st_size > AT_ONCE_BYTES:
        _due().touch()
    else:
        compact()


def erase_what_is_due() -> None:
    """For the worker's minute: empty the log of what a reader held in it, write a large file anew once an hour."""
    if not _is_ours():
        return
    empty_log()
    if _due().exists() and time.monotonic() - _last["compacted"] >= HOUR_SECONDS:
        _due().unlink(missing_ok=True)
        _last["compacted"] = time.monotonic()
        compact()


def empty_log() -> None:
    """Bring SQLite's write-ahead log down to nothing. A reader that holds it is waited for as long as writers are."""
    if _is_ours():
        with connection.cursor() as cursor:
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            log.warning("The write-ahead log could not be emptied yet: a reader holds it.")


def compact() -> None:
    """Write the file anew without what was deleted, by way of memory; storage that is busy is left to the worker."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA temp_store=MEMORY")
            cursor.execute("VACUUM")
    except OperationalError as error:
        log.warning("The database could not be written anew yet: %s.", error)
        _due().touch()
    empty_log()


def _is_ours() -> bool:
    """PostgreSQL overwrites deleted rows in its own time; nothing can be done inside a transaction."""
    return connection.vendor == "sqlite" and not connection.in_atomic_block


def _due() -> Path:
    return Path(settings.HOME.app) / DUE
