"""Both programs, the worker and ``resonanz serve`` as real processes on a home of their own, each with a log."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from resonanz.cli.serve import Program, Served, answers, command_of, environment_of, stop
from resonanz.core.kernel import clock
from resonanz.core.kernel.home import Home, open_home
from tests.e2e.installation import ORGANISATION
from tests.e2e.own_ballotbox import free_port
from tests.homes import own_environment

START_SECONDS = 30.0
COMMAND_SECONDS = 120.0
SUPERVISOR = "serve"
# The part of a path that is this machine's own.
MACHINE = re.compile(r"/\S*/(?:site-packages|src)/")
TRACE = re.compile(r"^(\s|Traceback|$)")
WEB = (Program.APP, Program.BALLOTBOX)


@dataclass
class Plant:
    """An installation of a test. Whatever it starts, ``close`` ends: by process id, children of ``serve`` included."""

    path: Path
    logs: Path
    app_port: int = field(default_factory=free_port)
    ballotbox_port: int = field(default_factory=free_port)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _orphans: set[int] = field(default_factory=set)
    _read: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.logs.mkdir(exist_ok=True)

    @property
    def home(self) -> Home:
        """The home."""
        return open_home(self.path)

    @property
    def app_url(self) -> str:
        """Where people reach the app."""
        return f"http://localhost:{self.app_port}"

    @property
    def ballotbox_url(self) -> str:
        """Where browsers reach the ballot box."""
        return f"http://127.0.0.1:{self.ballotbox_port}"

    @property
    def environment(self) -> dict[str, str]:
        """The settings, all texts in English; mails become files."""
        return own_environment(
            RESONANZ_HOME=str(self.path),
            RESONANZ_APP_URL=self.app_url,
            RESONANZ_BALLOTBOX_URL=self.ballotbox_url,
            RESONANZ_ORGANISATION=ORGANISATION,
            RESONANZ_LANGUAGE="en",
        )

    def start(self, *programs: Program) -> bool:
        """Start programs; whether all of them answer in the end. One that is running is left alone."""
        for program in programs:
            if not self.runs(program.value):
                self._spawn(
                    program.value, command_of(program, self.environment), environment_of(program, self.environment)
                )
        return all(self._comes_up(program) for program in programs if program in WEB)

    def serve(self) -> bool:
        """``resonanz serve``; whether both programs answer and it has not ended."""
        self._spawn(SUPERVISOR, [sys.executable, "-m", "resonanz", "serve"], self.environment)
        deadline = time.monotonic() + START_SECONDS
        while self.runs(SUPERVISOR) and len(children_of(self._process(SUPERVISOR).pid)) < len(Program):
            if time.monotonic() > deadline:  # programs that an earlier one has left would answer in its place
                return False
            time.sleep(0.05)
        up = all(self._comes_up(program, SUPERVISOR) for program in WEB)
        return up and self._process(SUPERVISOR).poll() is None

    def runs(self, name: str) -> bool:
        """Whether a process of this name is running."""
        return name in self._running and self._running[name].poll() is None

    def kill(self, name: str) -> None:
        """SIGKILL to a program, all of its processes; to ``serve`` alone, and what it has started is remembered."""
        process = self._process(name)
        if name == SUPERVISOR:
            self._orphans |= children_of(process.pid)
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def orphans(self) -> set[int]:
        """Programs that have outlived the ``serve`` that started them."""
        return {pid for pid in self._orphans if Path(f"/proc/{pid}").exists()}

    def end_orphans(self) -> None:
        """What an administrator does who reads that the port is in use."""
        for pid in self.orphans():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        deadline = time.monotonic() + START_SECONDS
        while any(_alive(pid) for pid in self._orphans) and time.monotonic() < deadline:
            time.sleep(0.05)
        self._orphans.clear()

    def stop(self, *names: str) -> None:
        """Ask processes to end, and end what they have started."""
        for name in names:
            if name in self._running:
                self._orphans |= children_of(self._running[name].pid) if name == SUPERVISOR else set()
                stop([Served(Program.APP, self._running.pop(name))])

    def worker_once(self) -> int:
        """``resonanz worker --once``, beside whatever runs; its exit status, -1 if it did not end."""
        command = [sys.executable, "-m", "resonanz", "worker", "--once"]
        with self._log("worker").open("ab") as log:
            try:
                return subprocess.run(
                    command, env=self.environment, stdout=log, stderr=log, timeout=COMMAND_SECONDS, check=False
                ).returncode
            except subprocess.TimeoutExpired:
                return -1

    def command(self, *words: str) -> None:
        """``resonanz WORDS``, which must go well."""
        command = [sys.executable, "-m", "resonanz", *words]
        subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, timeout=COMMAND_SECONDS, check=True)

    def last_line(self, name: str) -> str:
        """The last line of a log that says something, since the last call; "" if there is none."""
        path = self._log(name)
        text = path.read_bytes()[self._read.get(name, 0) :].decode("utf-8", "replace") if path.exists() else ""
        self._read[name] = path.stat().st_size if path.exists() else 0
        lines = [line.strip() for line in text.splitlines() if not TRACE.match(line)]
        return MACHINE.sub("…/", lines[-1]) if lines else ""

    def go_to(self, moment: datetime) -> None:
        """Shift the clock of both programs."""
        clock.shift_to(self.home, moment)

    def close(self) -> None:
        """End everything."""
        self.stop(*list(self._running))
        self.end_orphans()

    def _process(self, name: str) -> subprocess.Popen[bytes]:
        return self._running[name]

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _spawn(self, name: str, command: list[str], environment: Mapping[str, str]) -> None:
        with self._log(name).open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def _comes_up(self, program: Program, name: str = "") -> bool:
        deadline = time.monotonic() + START_SECONDS
        while not answers(program, self.environment):
            if not self.runs(name or program.value) or time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True


def children_of(pid: int) -> set[int]:
    """Process ids of what a process has started and what still runs."""
    children = set()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            children |= {int(each) for each in path.read_text(encoding="ascii").split()}
    return children


def _alive(pid: int) -> bool:
    # One that nobody has waited for is dead all the same.
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def checkpoint(home: Path) -> None:
    """Bring into each database what programs that were ended left in its log, so that the files are the whole of it."""
    for path in home.rglob("*.sqlite3"):
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
