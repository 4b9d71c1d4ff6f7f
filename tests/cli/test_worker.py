"""``resonanz worker``: takes up what a killed worker left, empties the queue, keeps no row that holds a time."""

from __future__ import annotations

import os
import subprocess
import sys
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
today = clock.now().date()
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
