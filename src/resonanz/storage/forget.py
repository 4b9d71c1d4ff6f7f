"""The one promise about erased bytes: what was deleted is in no file any more, log and free pages included.

``secure_delete`` overwrites a deleted row where it lies. When SQLite moves rows between pages it may leave a copy of
their bytes in the room it frees, and such a copy no deletion reaches (of random runs of 120 edits one in four left
some). Only ``VACUUM`` writes every page anew; it takes about 10 ms a megabyte and holds up writers.

Whoever deletes says so with ``owe`` in the same transaction. What is owed is counted in the file's own header
(``user_version``), so that neither a kill nor a restored backup forgets it; ``rewrite`` settles it.
"""

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from resonanz.storage.engine import LOCK_SECONDS

READER_SECONDS = 1


def owe(using: str) -> None:
    """Note that bytes were deleted which only ``rewrite`` makes gone; in the transaction that deletes them."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {_owed(cursor) + 1:d}")


def is_owed(using: str) -> bool:
    """Whether something was deleted since the file was last written anew."""
    with connections[using].cursor() as cursor:
        return _owed(cursor) > 0


def empty_log(using: str) -> bool:
    """Bring the write-ahead log down to nothing; False while a reader holds it, and inside a transaction.

    A reader is waited for only shortly, since SQLite keeps writers waiting meanwhile.
    """
    if connections[using].in_atomic_block:
        return False
    with connections[using].cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {READER_SECONDS * 1000:d}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000:d}")
    return not busy


def rewrite(using: str) -> bool:
    """Write the file anew without what was deleted; False, and still owed, while somebody reads or writes it.

    Raises Django's ``OperationalError`` when a writer comes in between or the disk is full: see ``trouble``.
    """
    if not empty_log(using):
        return False
    with connections[using].cursor() as cursor:
        before = _owed(cursor)
        cursor.execute("VACUUM")
        if not empty_log(using):
            return False
        with transaction.atomic(using=using):
            if before and _owed(cursor) == before:  # else somebody deleted meanwhile
                cursor.execute("PRAGMA user_version = 0")
    return True


def _owed(cursor: CursorWrapper) -> int:
    cursor.execute("PRAGMA user_version")
    return int(cursor.fetchone()[0])
