"""The demonstration as a command: what it builds and prints, and that it can be stopped anywhere and goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from resonanz.app.demo.timeline import CLOSED_WAVES, WAVES
from resonanz.cli.serve import Program, environment_of
from tests.e2e.demonstration_process import Demo, end_orphans, environment, left_on, processes_of
from tests.homes import DEMONSTRATION_PEOPLE, demonstration

FEW = 60
FULL_SIZE = 1200
THREADS = 4
COMMAND_SECONDS = 600
PRINT_SUMMARY = (
    "import json, django; django.setup(); from resonanz.app.demo.summary import summary; print(json.dumps(summary()))"
)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Where a demonstration will be; nothing on it runs on afterwards."""
    yield tmp_path / "home"
    end_orphans(tmp_path / "home")


def assert_ended_cleanly(demo: Demo) -> None:
    """No traceback, and nothing that was started runs on."""
    assert "Traceback" not in demo.stderr.read_text()
    assert left_on(demo.home) == []


def test_once_builds_everything_and_prints_the_summary(home: Path) -> None:
    """The very building whose copies other tests use."""
    demo = demonstration(home)
    (line,) = demo.stdout.splitlines()
    printed = json.loads(line)
    assert list(printed) == ["people", "units", "waves"]
    assert printed["people"] == DEMONSTRATION_PEOPLE
    assert printed["units"] > 20
    assert [wave["state"] for wave in printed["waves"]] == ["released"] * CLOSED_WAVES + ["open"]
    assert [wave["name"] for wave in printed["waves"]] == [f"Wave {number}" for number in range(1, WAVES + 1)]
    for wave in printed["waves"][:CLOSED_WAVES]:
        assert_whole(wave)
        assert wave["accepted"] == wave["drawn"]
    last = printed["waves"][-1]
    assert (last["accepted"], last["blocks"], last["smallest_block"]) == (None, None, None)
    assert 0 < last["drawn"] < last["eligible"]
    assert "Traceback" not in demo.stderr
    assert left_on(demo.built_at) == []


@pytest.mark.long
def test_at_its_full_size(home: Path) -> None:
    demo = Demo.start(home, "--once")
    assert demo.process.wait(COMMAND_SECONDS) == 0, demo.stderr.read_text()
    printed = json.loads(demo.stdout.read_text())
    assert printed["people"] == FULL_SIZE
    for wave in printed["waves"][:CLOSED_WAVES]:
        assert_whole(wave)
    assert_ended_cleanly(demo)


def assert_whole(wave: dict[str, Any]) -> None:
    """A closed wave: 55 to 75 % took part, and nothing small was released."""
    assert list(wave) == ["name", "state", "eligible", "cells", "drawn", "accepted", "blocks", "smallest_block"]
    assert 0.55 <= wave["drawn"] / wave["eligible"] <= 0.75
    assert wave["accepted"] <= wave["drawn"] <= wave["eligible"]
    assert wave["cells"] >= wave["blocks"] >= 1
    assert wave["smallest_block"] >= 5


def test_stopped_and_killed_while_building_it_goes_on_and_serves(home: Path) -> None:
    stop_it_in_wave_2(home)
    kill_its_ballot_box_in_wave_3(home)
    kill_it_in_wave_5(home)
    serving = Demo.start(home, "--port", "0")
    serving.wait_for(lambda: serving.stdout.read_text().startswith("Ready http://localhost:"))
    serving.wait_for(lambda: f" {WAVES}: " in serving.stderr.read_text())
    serving.wait_for(lambda: any(line.split()[-1] == Program.WORKER for line in commands(home)))
    with urllib.request.urlopen(serving.stdout.read_text().split()[1] + "demo/", timeout=60) as stage:
        assert "<progress" not in stage.read().decode()
    waves = summary(home)["waves"]
    assert serving.end(signal.SIGINT) == 0
    assert_ended_cleanly(serving)
    assert not (home / "clock").exists()
    assert [wave["state"] for wave in waves] == ["released"] * CLOSED_WAVES + ["open"]
    for wave in waves[:CLOSED_WAVES]:
        assert_whole(wave)
    lost = [wave["drawn"] - wave["accepted"] for wave in waves[:CLOSED_WAVES]]
    assert [lost[at] for at in (0, 1, 3, 5)] == [0, 0, 0, 0]
    assert max(lost) <= THREADS


def stop_it_in_wave_2(home: Path) -> None:
    """As systemd or a closing terminal does: who has drawn still hands in, then everything ends."""
    demo = Demo.start(home, "--people", str(FEW), "--port", "0")
    demo.wait_until_voting(2)
    assert demo.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert demo.stdout.read_text() == ""
    assert demo.stderr.read_text().splitlines()[-1].startswith("resonanz: ")
    assert_ended_cleanly(demo)


def kill_its_ballot_box_in_wave_3(home: Path) -> None:
    """A program that dies is named, and the other one is ended."""
    demo = Demo.start(home, "--once")
    demo.wait_until_voting(3)
    end(demo.child("resonanz.ballotbox.wsgi"))
    assert demo.process.wait(COMMAND_SECONDS) == 2
    assert Program.BALLOTBOX in demo.stderr.read_text().splitlines()[-1]
    assert_ended_cleanly(demo)


def kill_it_in_wave_5(home: Path) -> None:
    """Without any chance to tidy up."""
    demo = Demo.start(home, "--once")
    demo.wait_until_voting(5)
    assert demo.end(signal.SIGKILL) == -signal.SIGKILL
    assert end_orphans(home) > 0


def end(pid: int) -> None:
    """Kill one process that the test's own demonstration started."""
    subprocess.run(["kill", "-9", str(pid)], check=True)


def commands(home: Path) -> list[str]:
    """The command lines of everything that runs on a home."""
    found = []
    for pid in processes_of(home):
        try:
            found.append(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:  # gone meanwhile
            continue
    return found


def summary(home: Path) -> Any:  # noqa: ANN401 (what ``--once`` prints)
    """What ``--once`` would print, while the demonstration is served."""
    variables = environment_of(Program.APP, environment(home))
    done = subprocess.run(
        [sys.executable, "-c", PRINT_SUMMARY], env=variables, stdout=subprocess.PIPE, check=True, timeout=60
    )
    return json.loads(done.stdout)
