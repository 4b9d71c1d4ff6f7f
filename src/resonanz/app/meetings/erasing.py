"""The two files of this room: in which order they commit, and when the bytes of deleted words are gone.

Whoever writes words takes the write lock of ``default`` first and holds it until the words are committed, so that
all writers stand in one queue and the sweep never meets half an import. Killed between the two commits:

=====================================  ================  ==========================================================
what                                   commits first     a kill in between leaves
=====================================  ================  ==========================================================
import                                 ``transcripts``   words of a meeting without any: the sweep deletes them
accept, reword, add, drop, invite,     ``transcripts``   what was to go is gone; the same once more does the rest
strike, object
release, discard, a transcript's day,  ``default``       words that no page shows any more: the sweep deletes them
a meeting's months
=====================================  ================  ==========================================================
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from django.db import DatabaseError, connections, transaction

from resonanz.storage import forget
from resonanz.storage.trouble import Trouble, trouble

TRANSCRIPTS: Final = "transcripts"
# A larger file, some six hundred hours of talk, is written anew by the worker and not within a request.
AT_ONCE_BYTES = 64_000_000
P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)


@contextmanager
def both_files() -> Iterator[None]:
    """A transaction on each file: the lock of ``default`` first, the commit of ``transcripts`` first."""
    with transaction.atomic(durable=True), transaction.atomic(using=TRANSCRIPTS, durable=True):
        yield


def erasing(change: Callable[P, T]) -> Callable[P, T]:
    """Run in both transactions, then make the bytes gone of what was deleted."""

    @wraps(change)
    def changed(*args: P.args, **kwargs: P.kwargs) -> T:
        with both_files():
            result = change(*args, **kwargs)
        erase()
        return result

    return changed


def erase(at_most: float = AT_ONCE_BYTES) -> None:
    """Empty the log, and write the file of the transcripts anew if that is owed and it has at most so many bytes.

    A file that somebody reads, or a full disk, is left to the worker's next minute: what was deleted stays deleted.
    """
    connection = connections[TRANSCRIPTS]
    if connection.in_atomic_block:
        return
    small = Path(connection.settings_dict["NAME"]).stat().st_size <= at_most
    reason = Trouble.BUSY
    try:
        rewrites = small and forget.is_owed(TRANSCRIPTS)
        done = forget.rewrite(TRANSCRIPTS) if rewrites else forget.empty_log(TRANSCRIPTS)
    except DatabaseError as error:
        done, reason = False, trouble(error)
    if not done:
        log.warning("Bytes of deleted words are still in the transcripts' file: the storage is %s.", reason)
