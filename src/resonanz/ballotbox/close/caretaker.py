"""A thread of the ballot box that goes on with what was cut off, and lets nothing be held longer than promised."""

import logging
import threading

from django.db import connections

from resonanz.ballotbox.close.steps import sweep

INTERVAL_SECONDS = 3600.0
log = logging.getLogger(__name__)


def start() -> None:
    """Sweep now and every hour, for as long as the process lives."""
    threading.Thread(target=_work, name="caretaker", daemon=True).start()


def _work() -> None:
    pause = threading.Event()
    while True:
        try:
            sweep()
        except Exception:
            # The next round tries again; until then the log says where it failed.
            log.exception("the caretaker could not finish a round")
        connections.close_all()
        pause.wait(INTERVAL_SECONDS)
