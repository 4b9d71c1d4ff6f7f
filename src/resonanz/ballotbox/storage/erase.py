"""Making rows gone: deleted, overwritten, and no copy left in the write-ahead log or on a free page."""

from __future__ import annotations

from django.db import connections, transaction

from resonanz.ballotbox.storage.models import InboxRow
from resonanz.ballotbox.storage.router import BALLOTS
from resonanz.core.kernel.errors import ResonanzError


def delete_rows(wave: str) -> None:
    """Delete a wave's sealed ballots in one transaction."""
    with transaction.atomic(using=BALLOTS, durable=True):
        InboxRow.objects.filter(wave=wave).delete()


def compact() -> None:
    """Rewrite the database so that nothing deleted is left in its file; ``storage-busy`` if a reader holds the log.

    SQLite: the log is written back and emptied, the file rewritten without free pages, the log emptied again.
    """
    with connections[BALLOTS].cursor() as cursor:
        if connections[BALLOTS].vendor == "postgresql":
            cursor.execute("VACUUM (FULL) inbox")
            return
        for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            cursor.execute(statement)
            answer = cursor.fetchone()
            if answer is not None and answer[0] != 0:
                raise ResonanzError("storage-busy")
