"""Filling the inbox without the detour over HTTP, and looking at what a close leaves behind."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connections

from resonanz.ballotbox.close import publish
from resonanz.ballotbox.intake.receive import receive
from resonanz.ballotbox.storage.models import InboxRow
from tests.ballotbox.own_home import DATABASE, HOME
from tests.contracts.sample_wave import SampleWave, ballot

PATTERN = ((1, (4, 0, 5)), (1, (5, 2, 4)), (1, (1, 3, 2)), (2, (4, 4, 4)), (2, (2, 5, 0)))
"""Cells 1 and 2 hold employees, cell 0 the leaders."""


def fill(wave: SampleWave, times: int = 5) -> None:
    """``times`` x five ballots in two cells, through the same checks as over HTTP."""
    for cell, answers in PATTERN * times:
        receive(wave.wave, ballot(wave, cell, answers))


def published(wave: SampleWave) -> tuple[bytes, bytes]:
    """The board's and the release's bytes."""
    name = wave.wave.hex()
    return publish.receipts_file(name).read_bytes(), publish.release_file(name).read_bytes()


def sealed_bytes() -> list[bytes]:
    """What lies sealed in the inbox."""
    return [bytes(row) for row in InboxRow.objects.values_list("sealed", flat=True)]


def left_on_disk(sealed: Iterable[bytes]) -> int:
    """How many sealed ballots have any piece left in a file of the ballot box."""
    connections["ballots"].close()
    files = [path for path in HOME.ballotbox.rglob("*") if path.is_file()]
    content = b"".join(path.read_bytes() for path in files)
    pieces = [[row[at : at + 32] for at in range(0, len(row) - 32, 64)] for row in sealed]
    return sum(any(piece in content for piece in row) for row in pieces)


def free_pages() -> int:
    """Pages of the database file that hold nothing."""
    with connections["ballots"].cursor() as cursor:
        cursor.execute("PRAGMA freelist_count")
        return int(cursor.fetchone()[0])


def log_size() -> int:
    """Bytes in the write-ahead log."""
    log = DATABASE.with_name(f"{DATABASE.name}-wal")
    return log.stat().st_size if log.exists() else 0
