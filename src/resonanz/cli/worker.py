"""``resonanz worker``: long work from the queue, and beside it the schedule of whatever is due again and again."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from resonanz.cli.serve import Program, check_databases
from resonanz.core.kernel.messages import gettext_noop as _

if TYPE_CHECKING:
    from django_tasks_db.management.commands.db_worker import Worker

PAUSE_SECONDS = 1.0
# Between two attempts while the storage is busy; each attempt has waited for the lock already. A signal to end is
# seen only after the pause.
LONGEST_PAUSE_SECONDS = 4.0
# How long what runs may go on after SIGTERM; ``resonanz serve`` kills after ten seconds.
GRACE_SECONDS = 5.0
log = logging.getLogger(__name__)


def worker(once: Annotated[bool, typer.Option("--once", help=_("Do what is due now, then end."))] = False) -> None:
    """The command; it ends on SIGTERM or SIGINT, after the step that runs."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.app.settings")
    django.setup()
    check_databases([Program.WORKER])
    if once:
        requeue_interrupted()
        work_off_queue()
        do_what_is_due()
    else:
        go_on()


def go_on() -> None:
    """The queue here, the schedule in threads beside it, until a signal asks for the end."""
    from resonanz.app.upkeep.loop import ScheduleLoop
    from resonanz.app.upkeep.running import all_periodic

    stop, schedule = Stop(), ScheduleLoop(all_periodic())
    until_free(requeue_interrupted, stop)
    until_free(schedule.start, stop)
    while not stop.asked:
        until_free(lambda: work_off_queue(stop), stop)
        stop.wait(PAUSE_SECONDS)
    schedule.stop(GRACE_SECONDS)


def until_free(step: Callable[[], None], stop: Stop) -> None:
    """Do it; while the storage is busy, again after a pause that grows. Every other error ends the worker.

    A task whose outcome could not be written is taken up again.
    """
    from django.db import DatabaseError

    from resonanz.storage.trouble import Trouble, trouble

    pause = 0.0
    while not stop.asked:
        try:
            if pause:
                requeue_interrupted()
            step()
        except DatabaseError as error:
            if trouble(error) is not Trouble.BUSY:
                raise
        else:
            return
        pause = min(2 * pause or PAUSE_SECONDS, LONGEST_PAUSE_SECONDS)
        log.warning("The storage is busy; the worker tries again in %d seconds.", pause)
        stop.wait(pause)


class TaskInterruptedError(BaseException):
    """The worker has to end; the task goes back into the queue."""


class Stop:
    """Set by SIGTERM or SIGINT. A task that does not end within the grace is interrupted, and repeated later."""

    def __init__(self) -> None:
        self.asked = False
        self.queue: Worker | None = None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)
        signal.signal(signal.SIGALRM, self._interrupt)

    def wait(self, seconds: float) -> None:
        """Pause; a signal that came meanwhile is seen after it."""
        if not self.asked:
            time.sleep(seconds)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self.queue is not None:
            self.queue.running = False
            signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self.queue is not None and self.queue.running_task:
            raise TaskInterruptedError


def requeue_interrupted() -> None:
    """Tasks that a killed worker left running go back into the queue; each may be repeated. There is one worker."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.running().update(status="READY")


def work_off_queue(stop: Stop | None = None) -> None:
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
    if stop is not None:
        stop.queue = queue
        queue.running = queue.running and not stop.asked
    queue.run()
    DBTaskResult.objects.successful().delete()
    interrupted = DBTaskResult.objects.filter(exception_class_path__endswith=TaskInterruptedError.__name__)
    interrupted.update(status="READY", exception_class_path="", traceback="", finished_at=None)


def do_what_is_due() -> None:
    """The periodic work of every room, one after another; what has an hour of the day only if that has come."""
    from django.utils import timezone

    from resonanz.app.upkeep.running import all_periodic, begin, due_now, run

    begin(all_periodic(), timezone.now())
    for periodic in due_now(all_periodic(), timezone.now()):
        run(periodic)
