"""What makes the worker of a failing program fail; it wants the settings of the app."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from resonanz.app.shell.room import Periodic
from resonanz.app.upkeep import running
from resonanz.cli import worker
from tests.attacks.failing import raises


@task()
def failing_task(text: str) -> None:
    """Waits in the queue of tasks."""
    raise RuntimeError(text)


def fail_at_work(text: str) -> None:
    """The worker meets a task that fails, periodic work that fails, and an error that nobody catches."""
    begin = worker.requeue_interrupted

    def begin_with_a_task() -> None:
        begin()
        failing_task.enqueue(f"{text}-task")

    def end() -> None:
        running.import_string = lambda dotted_path: lambda: raises(f"{text}-periodic")  # type: ignore[attr-defined]
        running.run(Periodic("failing", timedelta(days=1), "nowhere", "Failing"))
        raises(f"{text}-uncaught")

    worker.requeue_interrupted, worker.do_what_is_due = begin_with_a_task, end
