"""``resonanz worker``: long work from the queue, and once a minute whatever is due."""

from __future__ import annotations

import logging
import os
import signal
import time
from types import FrameType
from typing import Annotated

import typer

from resonanz.cli.help import SpokenCommand
from resonanz.core.kernel.messages import gettext_noop as _

EVERY_SECONDS = 60.0
PAUSE_SECONDS = 1.0
log = logging.getLogger(__name__)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(
        "worker",
        cls=SpokenCommand,
        help=_(
            "Make keys, open and close waves when their time has come, fetch releases, forget what is to be forgotten."
        ),
    )(worker)


def worker(once: Annotated[bool, typer.Option("--once", help=_("Do what is due now, then end."))] = False) -> None:
    """The command; it ends on SIGTERM or SIGINT, after the step that runs."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.app.settings")
    django.setup()
    take_up_again()
    stop, due = Stop(), 0.0
    while not stop.asked:
        work_off_queue()
        if time.monotonic() >= due:
            do_what_is_due()
            due = time.monotonic() + EVERY_SECONDS
        if once:
            return
        time.sleep(PAUSE_SECONDS)


class Stop:
    """Set by SIGTERM or SIGINT; the step that runs is finished first."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def take_up_again() -> None:
    """Tasks that a killed worker left running go back into the queue; each may be repeated. There is one worker."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.running().update(status="READY")


def work_off_queue() -> None:
    """Run every waiting task; the rows of those that succeeded are deleted, for they hold times."""
    from django.db import close_old_connections
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    close_old_connections()
    queue = Worker(
        queue_names=["*"],
        interval=PAUSE_SECONDS,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker-{os.getpid()}",
        excluded_queue_names=[],
    )
    queue.run()
    DBTaskResult.objects.successful().delete()


def do_what_is_due() -> None:
    """The periodic work of every room. An unexpected error is logged; the next minute tries again."""
    from django.utils.module_loading import import_string

    from resonanz.app.shell.room import rooms

    for periodic in (each for room in rooms() for each in room.periodic):
        try:
            import_string(periodic.run)()
        except Exception:
            log.exception("%s failed", periodic.name)
