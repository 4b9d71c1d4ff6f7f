"""The loop: looks each second what is due and starts it in a thread of its own, whatever the queue of tasks does.

Threads, not processes: they share what is imported (some 100 MB), tasks give Python's lock away every few
milliseconds, and what kills the worker is seen at once by ``resonanz serve``.
"""

import logging
import threading
import time
from collections.abc import Sequence

from django.db import close_old_connections, connections
from django.utils import timezone

from resonanz.app.shell.room import Periodic
from resonanz.app.upkeep.running import begin, due_now, run_and_close

LOOK_SECONDS = 1.0
log = logging.getLogger(__name__)


class ScheduleLoop:
    """Runs periodic work from ``start`` to ``stop``. No piece runs twice at once, none waits for another."""

    def __init__(self, periodics: Sequence[Periodic]) -> None:
        self._periodics = periodics
        self._running: dict[str, threading.Thread] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._go_round, name="schedule", daemon=True)

    def start(self) -> None:
        """Make everything due that has no hour of its own, and begin."""
        begin(self._periodics, timezone.now())
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Start nothing more, and wait so long for what runs; each piece may be cut short and repeated."""
        self._ended.set()
        deadline = time.monotonic() + seconds
        for thread in (self._thread, *self._running.values()):
            if thread.is_alive():  # never started while the storage was busy
                thread.join(max(0.0, deadline - time.monotonic()))

    def _go_round(self) -> None:
        while not self._ended.is_set():
            try:
                close_old_connections()
                self._start_what_is_due()
            except Exception:
                log.exception("The schedule could not be read")
            self._ended.wait(LOOK_SECONDS)
        connections.close_all()

    def _start_what_is_due(self) -> None:
        self._running = {name: thread for name, thread in self._running.items() if thread.is_alive()}
        for periodic in due_now(self._periodics, timezone.now()):
            if periodic.name not in self._running:
                thread = threading.Thread(target=run_and_close, args=(periodic,), name=periodic.name, daemon=True)
                self._running[periodic.name] = thread
                thread.start()
