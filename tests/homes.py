"""Homes that are made once a run, whatever the number of pytest processes, and copied for each test."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from resonanz.core.kernel.home import HomeKind

SHARED = "TEST_HOMES"
"""The folder that all pytest processes of a run share."""
FOREIGN = ("RESONANZ_", "DJANGO_")
DEMONSTRATION_PEOPLE = 120
SECONDS = 600


def own_environment(**variables: str) -> dict[str, str]:
    """Nothing of the surrounding installation's settings, and ``variables``."""
    return {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)} | variables


def migrated(target: Path, kind: HomeKind = HomeKind.TEST) -> Path:
    """A home of its own at ``target``, as ``resonanz migrate`` makes it; for tests of something else."""
    return _copy(_made_once(f"migrated-{kind.value}", lambda path: _migrate(path, kind)), target)


def demonstration(target: Path) -> tuple[Path, str]:
    """A whole demonstration of 120 people, nothing running on it, and what its building printed."""
    made = _made_once("demonstration", _demonstrate)
    return _copy(made / "home", target), (made / "stdout").read_text()


def _made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder's path; whoever comes first makes it, the others wait for the lock."""
    folder = Path(os.environ[SHARED])
    made, unfinished = folder / name, folder / f"{name}.unfinished"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(made)
    return made


def _copy(home: Path, target: Path) -> Path:
    """A database whose last program has ended is one file; anything beside it would be lost words."""
    beside = [path for path in home.rglob("*.sqlite3-*") if path.stat().st_size]
    assert beside == [], f"not closed: {beside}"
    shutil.copytree(home, target)
    return target


def _migrate(path: Path, kind: HomeKind) -> None:
    command = [sys.executable, "-m", "resonanz", "migrate", "--kind", kind.value]
    subprocess.run(command, env=own_environment(RESONANZ_HOME=str(path)), stdout=subprocess.PIPE, check=True)


def _demonstrate(path: Path) -> None:
    path.mkdir()
    command = [sys.executable, "-m", "resonanz", "demo", "--once", "--people", str(DEMONSTRATION_PEOPLE)]
    environment = own_environment(RESONANZ_HOME=str(path / "home"))
    with (path / "stdout").open("wb") as printed:
        subprocess.run(command, env=environment, stdout=printed, timeout=SECONDS, check=True)
