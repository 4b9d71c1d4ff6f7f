"""Group commit: one thread writes what all request threads bring, many ballots a transaction, one fsync for all.

A request waits until the COMMIT that holds its ballot has returned. With ``synchronous=FULL`` that is after
fsync, so an acknowledged ballot is on disk. While one commit waits for the disk, the next batch gathers: no timer.
"""

import os
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import Enum, auto

from django.db import DatabaseError, connections, transaction
from django.db.backends.utils import CursorWrapper

from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.ballotbox.storage.router import BALLOTS
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.errors import WireCode
from resonanz.storage.trouble import Trouble, trouble

BATCH_MAX = 256
REFUSALS = {Trouble.FULL: WireCode.STORAGE_FULL, Trouble.BUSY: WireCode.STORAGE_BUSY}


class Outcome(Enum):
    """What became of a ballot."""

    NEW = auto()
    KNOWN = auto()
    NOT_OPEN = auto()


@dataclass(frozen=True, slots=True)
class Submission:
    """A sealed ballot on its way to disk."""

    wave: str
    row_key: bytes
    sealed: bytes
    outcome: Future[Outcome] = field(default_factory=Future)


def commit(batch: Sequence[Submission]) -> list[Outcome]:
    """Write a batch in one transaction; the state is read inside it, so nothing enters a wave whose close has begun.

    Few statements, whatever the size of the batch: each one gives Python's lock away and must wait to get it back.
    """
    places: dict[str, list[int]] = {}
    for place, each in enumerate(batch):
        places.setdefault(each.wave, []).append(place)
    outcomes = [Outcome.NOT_OPEN] * len(batch)
    connection = connections[BALLOTS]
    with transaction.atomic(using=BALLOTS, durable=True), connection.cursor() as cursor:
        for wave, of_wave in places.items():
            if _is_open(cursor, wave):
                said = _insert(cursor, wave, [batch[place] for place in of_wave])
                for place, outcome in zip(of_wave, said, strict=True):
                    outcomes[place] = outcome
    return outcomes


def _is_open(cursor: CursorWrapper, wave: str) -> bool:
    # SQLite's transaction holds the write lock already; elsewhere the row is locked against the close.
    lock = " FOR UPDATE" if cursor.db.features.has_select_for_update else ""
    cursor.execute(f"SELECT state FROM wave WHERE wave = %s{lock}", [wave])  # noqa: S608
    return bool(cursor.fetchone() == (BoxWaveState.OPEN.value,))


def _insert(cursor: CursorWrapper, wave: str, batch: Sequence[Submission]) -> list[Outcome]:
    # The first ballot of each token that is not there yet goes in; nobody else writes meanwhile.
    keys = [each.row_key for each in batch]
    marks = ", ".join(["%s"] * len(keys))
    cursor.execute(f"SELECT row_key FROM inbox WHERE wave = %s AND row_key IN ({marks})", [wave, *keys])  # noqa: S608
    known = {bytes(row[0]) for row in cursor.fetchall()}
    fresh = {each.row_key: each for each in reversed(batch) if each.row_key not in known}
    if fresh:
        rows = ", ".join(["(%s, %s, %s)"] * len(fresh))
        values = [value for each in fresh.values() for value in (wave, each.row_key, each.sealed)]
        cursor.execute(f"INSERT INTO inbox (wave, row_key, sealed) VALUES {rows}", values)  # noqa: S608
    return [Outcome.NEW if fresh.get(each.row_key) is each else Outcome.KNOWN for each in batch]


def refusal(error: DatabaseError | OSError) -> ResonanzError | None:
    """What to tell whoever asked when disk or database would not write; None if it is not about space or locks."""
    code = REFUSALS.get(trouble(error))
    return ResonanzError(code) if code else None


class Committer:
    """The one writing thread of a process, started by the first ballot."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Submission] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="committer", daemon=True).start()

    def submit(self, submission: Submission) -> Outcome:
        """Wait until the ballot is on disk or refused; ``storage-full``, ``storage-busy``."""
        self._waiting.put(submission)
        return submission.outcome.result()

    def _work(self) -> None:
        while True:
            self._finish(self._next_batch())

    def _next_batch(self) -> list[Submission]:
        batch = [self._waiting.get()]
        while len(batch) < BATCH_MAX and not self._waiting.empty():
            batch.append(self._waiting.get())
        return batch

    def _finish(self, batch: list[Submission]) -> None:
        try:
            outcomes = commit(batch)
        except DatabaseError as error:
            connections[BALLOTS].close_if_unusable_or_obsolete()
            self._fail(batch, refusal(error) or error)
        except BaseException as error:
            # Whatever it is, the waiting requests must hear of it: none may hang, none may be acknowledged.
            self._fail(batch, error)
            if not isinstance(error, Exception):
                raise
        else:
            for each, outcome in zip(batch, outcomes, strict=True):
                each.outcome.set_result(outcome)

    @staticmethod
    def _fail(batch: list[Submission], error: BaseException) -> None:
        for each in batch:
            each.outcome.set_exception(error)


_lock = threading.Lock()
_committers: dict[int, Committer] = {}


def submit(submission: Submission) -> Outcome:
    """Hand a ballot to this process's committer. A thread does not survive a fork, so a child gets its own."""
    with _lock:
        process = os.getpid()
        if process not in _committers:
            _committers.clear()
            _committers[process] = Committer()
        committer = _committers[process]
    return committer.submit(submission)
