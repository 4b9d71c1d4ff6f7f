"""A task that lasts ten minutes and behaves as badly as a task may: it reads and computes all the while."""

from __future__ import annotations

import time

from django.db import connection
from django_tasks import task

MINUTES = 10


@task()
def compute_for_ten_minutes() -> None:
    """Hold the processor and a read transaction."""
    connection.ensure_connection()
    raw = connection.connection
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM waves_wave").fetchone()
    end = time.monotonic() + MINUTES * 60
    try:
        while time.monotonic() < end:
            sum(range(10_000))
    finally:
        raw.execute("ROLLBACK")
