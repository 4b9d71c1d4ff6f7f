"""Homes that are made once a run, whatever the number of pytest processes, and copied for each test."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from resonanz.core.kernel.home import HomeKind

SHARED = "TEST_HOMES"
"""The folder that all pytest processes of a run share."""
FOREIGN = ("RESONANZ_", "DJANGO_")
DEMONSTRATION_PEOPLE = 120
SECONDS = 600
UNFINISHED = ".unfinished"


def own_environment(**variables: str) -> dict[str, str]:
    """Nothing of the surrounding installation's settings, and ``variables``."""
    return {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)} | variables


def migrated(target: Path, kind: HomeKind = HomeKind.TEST) -> Path:
    """A home of its own at ``target``, as ``resonanz migrate`` makes it; for tests of something else."""
    return _copy(_made_once(f"migrated-{kind.value}", lambda path: _migrate(path, kind)), target)


@dataclass(frozen=True)
class Demonstration:
    """A home of its own with a whole demonstration, on which nothing runs, and what its building printed."""

    home: Path
    built_at: Path
    stdout: str
    stderr: str


def demonstration(target: Path) -> Demonstration:
    """What ``resonanz demo --once`` builds for 120 people, at ``target``."""
    made = _made_once("demonstration", _demonstrate)
    built_at = made.with_name(f"{made.name}{UNFINISHED}") / "home"
    stdout, stderr = ((made / name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
    return Demonstration(_copy(made / "home", target), built_at, stdout, stderr)


def _made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder's path; whoever comes first makes it, the others wait for the lock."""
    folder = Path(os.environ[SHARED])
    made, unfinished = folder / name, folder / f"{name}{UNFINISHED}"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            _close(unfinished)
            unfinished.rename(made)
    return made


def _close(folder: Path) -> None:
    """Bring into each database what a program that was ended left in its log."""
    for path in folder.rglob("*.sqlite3"):
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    beside = list(folder.rglob("*.sqlite3-*"))
    assert beside == [], f"not closed: {beside}"


def _copy(home: Path, target: Path) -> Path:
    shutil.copytree(home, target)
    return target


def _migrate(path: Path, kind: HomeKind) -> None:
    command = [sys.executable, "-m", "resonanz", "migrate", "--kind", kind.value]
    subprocess.run(command, env=own_environment(RESONANZ_HOME=str(path)), stdout=subprocess.PIPE, check=True)


def _demonstrate(path: Path) -> None:
    """The option says where it goes, whatever the setting says."""
    path.mkdir()
    command = [sys.executable, "-m", "resonanz", "demo", "--once", "--home", str(path / "home")]
    command += ["--people", str(DEMONSTRATION_PEOPLE)]
    environment = own_environment(RESONANZ_HOME=str(path / "elsewhere"))
    with (path / "stdout").open("wb") as out, (path / "stderr").open("wb") as err:
        status = subprocess.run(
            command, env=environment, stdout=out, stderr=err, timeout=SECONDS, check=False
        ).returncode
    assert status == 0, (path / "stderr").read_text(encoding="utf-8")
    assert not (path / "elsewhere").exists()
