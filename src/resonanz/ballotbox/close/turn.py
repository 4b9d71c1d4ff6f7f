"""One close at a time, over all threads and processes of the ballot box."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def ones_turn() -> Iterator[None]:
    """Wait for the lock file; the system gives it back when a process dies."""
    with (settings.HOME.ballotbox / "close.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
