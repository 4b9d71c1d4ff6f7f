"""One step of a wave at a time, whoever takes it: pages, worker, demonstration."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.waves.models import Wave
from resonanz.core.kernel.errors import ResonanzError
from resonanz.storage.files import holding_lock

WAIT_SECONDS = 20.0
# What a step may change.
FIELDS = ["number", "state", "trouble", "root", "manifest", "stated_by", "stated_as"]
_thread = threading.local()


@contextmanager
def turn_of(wave: Wave) -> Iterator[None]:
    """Nobody else moves a wave or speaks with the ballot box meanwhile; ``wave`` is as it is stored now.

    ``step-under-way`` if somebody else takes longer than is worth waiting for. A step may be part of another.
    """
    if getattr(_thread, "has_turn", False):
        yield
        return
    try:
        with holding_lock(settings.HOME.app / "waves.lock", WAIT_SECONDS):
            _thread.has_turn = True
            try:
                wave.refresh_from_db(fields=FIELDS)
                yield
            finally:
                _thread.has_turn = False
    except TimeoutError:
        raise ResonanzError(ConductCode.STEP_UNDER_WAY) from None
