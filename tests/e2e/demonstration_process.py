"""``resonanz demo`` as a process that can be watched and interrupted."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WAIT_SECONDS = 300.0
DRAWN = """SELECT count(*) FROM registrar_ticket JOIN waves_wave ON waves_wave.id = registrar_ticket.wave_id
    WHERE number = ? AND state = 'open' AND blinded_hash != zeroblob(32)"""
NOT_MADE_YET = re.compile("unable to open database file|no such table")


def environment(home: Path) -> dict[str, str]:
    """Nothing of the surrounding installation, and the home."""
    foreign = ("RESONANZ_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"RESONANZ_HOME": str(home)}


@dataclass
class Demo:
    """A started demonstration. Its home comes from RESONANZ_HOME."""

    home: Path
    process: subprocess.Popen[bytes]
    stdout: Path
    stderr: Path

    @classmethod
    def start(cls, home: Path, *options: str) -> Demo:
        """Start it; what it prints goes into files beside the home."""
        run = len(list(home.parent.glob("*.stdout")))
        stdout, stderr = home.parent / f"{run}.stdout", home.parent / f"{run}.stderr"
        with stdout.open("wb") as out, stderr.open("wb") as err:
            process = subprocess.Popen(
                [sys.executable, "-m", "resonanz", "demo", *options], env=environment(home), stdout=out, stderr=err
            )
        return cls(home, process, stdout, stderr)

    def wait_for(self, what: Callable[[], bool]) -> None:
        """Until it is so; the process has to run meanwhile."""
        deadline = time.monotonic() + WAIT_SECONDS
        while not what():
            assert self.process.poll() is None, self.stderr.read_text()
            assert time.monotonic() < deadline, self.stderr.read_text()
            time.sleep(0.02)

    def wait_until_voting(self, wave: int) -> None:
        """Until some ballots of the wave are drawn, and not all."""
        self.wait_for(lambda: self.drawn(wave) >= 5)

    def drawn(self, wave: int) -> int:
        """How many have drawn in an open wave."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.home}/app/db.sqlite3?mode=ro", uri=True)) as database:
                return int(database.execute(DRAWN, [wave]).fetchone()[0])
        except sqlite3.OperationalError as error:
            if not NOT_MADE_YET.match(str(error)):
                raise
            return 0

    def child(self, program: str) -> int:
        """The process id of one of its programs."""
        (found,) = (pid for pid in processes_of(self.home) if parent_of(pid) == self.process.pid and runs(pid, program))
        return found

    def end(self, number: signal.Signals) -> int:
        """Send a signal; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(WAIT_SECONDS)


def processes_of(home: Path) -> list[int]:
    """Every process whose RESONANZ_HOME is this home."""
    wanted = f"RESONANZ_HOME={home}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):  # gone meanwhile, or not ours
            if entry.name.isdigit() and wanted in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
    return found


def left_on(home: Path) -> list[int]:
    """What still runs on the home once everything has had time to end."""
    deadline = time.monotonic() + WAIT_SECONDS
    while (left := processes_of(home)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def parent_of(pid: int) -> int:
    """The process that started it."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def runs(pid: int, program: str) -> bool:
    """Whether the word stands in its command line."""
    with contextlib.suppress(OSError):
        return program.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def end_orphans(home: Path) -> int:
    """End what a killed demonstration left behind; how many that were."""
    left = processes_of(home)
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + WAIT_SECONDS
    while processes_of(home):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return len(left)
