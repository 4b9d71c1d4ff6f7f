"""``resonanz worker``: takes up what a killed worker left, empties the queue, keeps no row that holds a time, and waits
while the storage is busy."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.homes import migrated

LEFT_BEHIND = """
from datetime import timedelta
from django_tasks_db.models import DBTaskResult
from resonanz.app.conduct.usecases import freeze, start_wave
from resonanz.app.conduct.tasks import make_keys_of
from resonanz.app.waves.models import Season
from resonanz.core.kernel import clock
cells = [[0, 0, f"Alle {n}", 12] for n in range(9)]
plan = {"nodes": [["", -1, "Alle"]], "cells": cells, "sensitive": [], "leaders_apart": False}
today = clock.today()
season = Season.objects.create(key="2026", frozen_on=today, plan=plan, roster_root=bytes(32))
wave = start_wave(season, opens_on=today + timedelta(days=1), closes_at=clock.now() + timedelta(days=9))
freeze(wave)
make_keys_of.enqueue(wave.number)
DBTaskResult.objects.update(status="RUNNING")
"""
FOUND = """
from django_tasks_db.models import DBTaskResult
from resonanz.app.registrar.models import CellKey
from resonanz.app.waves.models import Wave
print(Wave.objects.get().state, CellKey.objects.exclude(private_key=b"").count(), DBTaskResult.objects.count())
"""

IMPATIENT = """
from resonanz.storage import engine
engine.LOCK_SECONDS = 0
from resonanz.cli.worker import worker
worker()
"""
BUSY = "The storage is busy; the worker tries again"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    named = {"RESONANZ_HOME": str(migrated(tmp_path / "home")), "DJANGO_SETTINGS_MODULE": "resonanz.app.settings"}
    return {**os.environ, **named}


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_task_left_by_a_killed_worker_is_done_and_forgotten(environment: dict[str, str]) -> None:
    setup = "import django; django.setup()\n"
    run(environment, "-c", setup + LEFT_BEHIND)
    run(environment, "-m", "resonanz", "worker", "--once")
    assert run(environment, "-c", setup + FOUND).split() == ["keyed", "9", "0"]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else can write into this file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def waiting_tasks(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("SELECT count(*) FROM django_tasks_database_dbtaskresult").fetchone()[0])


def wait_for_line(log: Path, wanted: str, after: int = 0) -> int:
    """Bytes of the log up to now; fails when nothing like it is written within half a minute."""
    for _ in range(300):
        if wanted in log.read_bytes()[after:].decode():
            return log.stat().st_size
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_a_worker_waits_while_the_storage_is_busy(environment: dict[str, str], tmp_path: Path) -> None:
    """At its start and between two looks into the queue; the control is that its work is done afterwards."""
    run(environment, "-c", "import django; django.setup()\n" + LEFT_BEHIND)
    database, log = Path(environment["RESONANZ_HOME"]) / "app" / "db.sqlite3", tmp_path / "log"
    with log.open("wb") as stderr:
        worker = subprocess.Popen([sys.executable, "-c", IMPATIENT], env=environment, stderr=stderr)
    try:
        with locked(database):
            written = wait_for_line(log, BUSY)
            assert waiting_tasks(database) == 1
        for _ in range(300):
            if not waiting_tasks(database):
                break
            time.sleep(0.1)
        assert waiting_tasks(database) == 0
        with locked(database):
            wait_for_line(log, BUSY, after=written)
    finally:
        worker.terminate()
    assert worker.wait(20) == 0, log.read_text()
    assert "cli.worker" in log.read_text()


@pytest.mark.parametrize("command", [["serve"], ["serve", "--only", "worker"], ["worker", "--once"]])
@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_home_without_its_transcripts_file_is_refused_in_words(
    environment: dict[str, str], command: list[str], left: str
) -> None:
    """As it is restored from a backup; the control is a worker that runs on a whole home, above."""
    file = Path(environment["RESONANZ_HOME"]) / "app" / "transcripts.sqlite3"
    file.unlink()
    if left != "nothing":
        file.touch()
    own = {
        **environment,
        "RESONANZ_APP_URL": "http://localhost:18473",
        "RESONANZ_BALLOTBOX_URL": "http://127.0.0.1:18474",
    }
    refused = subprocess.run(
        [sys.executable, "-m", "resonanz", *command], env=own, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 2
    assert "resonanz migrate" in refused.stderr.splitlines()[-1]
    assert "Traceback" not in refused.stderr
