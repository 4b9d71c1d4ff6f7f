"""A task of ten minutes runs in the real worker: waves close and transcripts are forgotten on time all the same."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from resonanz.cli.serve import STOP_SECONDS, Program, environment_of
from resonanz.core.kernel import clock
from tests.e2e.installation import Installation, running

ROOT = Path(__file__).resolve().parents[2]
ON_TIME_SECONDS = 60
"""The interval; a machine under load is granted it twice."""
Worker = subprocess.Popen[bytes]


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installation]:
    """App and ballot box with an open wave, a transcript, and the task in the queue."""
    with running(tmp_path / "home") as made:
        assert made.others("prepare", module="inside_schedule")["utterances"] > 0
        yield made


@pytest.fixture
def worker(installed: Installation) -> Iterator[Worker]:
    """The real one, started where it finds the task of the tests."""
    environment = environment_of(Program.WORKER, installed.environment)
    process = subprocess.Popen([sys.executable, "-m", "resonanz", "worker"], env=environment, cwd=ROOT)
    yield process
    process.kill()
    process.wait()


def wait_for(installed: Installation, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The state once it is as wanted."""
    deadline = time.monotonic() + 2 * ON_TIME_SECONDS
    while not wanted(state := installed.others("state", module="inside_schedule")):
        assert time.monotonic() < deadline, state
        time.sleep(0.3)
    return dict(state)


def test_a_task_delays_no_deadline_and_the_worker_ends_cleanly(installed: Installation, worker: Worker) -> None:
    first = wait_for(installed, lambda state: state["task"] == "RUNNING" and state["waiting"] >= 6)
    assert (first["wave"], first["utterances"] > 0, first["failed"]) == ("open", True, [])
    installed.go_to(clock.now(installed.home) + timedelta(days=15))
    installed.others("pass_a_minute", module="inside_schedule")
    last = wait_for(installed, lambda state: state["wave"] == "released" and not state["utterances"])
    assert (last["task"], last["failed"]) == ("RUNNING", [])
    assert worker.poll() is None
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(STOP_SECONDS) == 0
    assert installed.others("state", module="inside_schedule")["task"] == "READY"
