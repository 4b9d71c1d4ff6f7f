"""Real programs on loopback, to be measured or killed: started, asked for their CPU time, ended by process group."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.errors import BenchCode
from resonanz.core.kernel.errors import ResonanzError

LOOPBACK = "127.0.0.1"
THREADS = 8  # as ``resonanz serve`` runs it
START_SECONDS = 60.0
UTIME, STIME, PARENT = 11, 12, 1
"""Places in /proc/PID/stat behind the name: user time, system time, the parent's number."""


@dataclass(frozen=True, slots=True)
class Running:
    """A program in a process group of its own."""

    process: subprocess.Popen[bytes]
    port: int


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def start(
    application: str, environment: Mapping[str, str], *, port: int | None = None, before: Sequence[str] = ()
) -> Running:
    """Serve a WSGI application by granian with the product's options; ``before`` goes in front of the command line."""
    port = port or free_port()
    options = ["--interface", "wsgi", "--host", LOOPBACK, "--port", str(port), "--workers", "1", "--http", "1"]
    options += ["--blocking-threads", str(THREADS), "--no-ws", "--log-level", "error"]
    command = [*before, sys.executable, "-m", "granian", *options, application]
    process = subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True)
    return Running(process, port)


def wait_until_listening(running: Running) -> None:
    """Return when the port takes connections; ``program-not-listening`` when the process ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while not is_listening(running.port):
        if running.process.poll() is not None or time.monotonic() > deadline:
            raise ResonanzError(BenchCode.PROGRAM_NOT_LISTENING, program=str(running.process.args))
        time.sleep(0.02)


def kill(running: Running) -> None:
    """``kill -9`` for the whole process group: no handler runs, nothing is flushed."""
    with suppress(ProcessLookupError):
        os.killpg(running.process.pid, signal.SIGKILL)
    running.process.wait()
    # The server's child dies a moment later than its parent and listens until then.
    while is_listening(running.port):
        time.sleep(0.01)


def is_listening(port: int) -> bool:
    """Whether somebody takes connections there."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


def cpu_seconds(running: Running) -> float:
    """User and system time of the process and of its children, dead threads included."""
    root, stats = running.process.pid, _all_stats()
    family = {root}
    while more := {pid for pid, stat in stats.items() if int(stat[PARENT]) in family} - family:
        family |= more
    ticks = sum(int(stats[pid][UTIME]) + int(stats[pid][STIME]) for pid in family if pid in stats)
    return ticks / os.sysconf("SC_CLK_TCK")


def _all_stats() -> dict[int, list[str]]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                found[int(folder.name)] = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return found
