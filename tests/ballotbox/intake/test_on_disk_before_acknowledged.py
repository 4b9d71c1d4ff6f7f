"""The kernel's own witness: between two acknowledgements the log of the database was brought to disk."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest

from bench.box import Box, make_ballots, make_box
from bench.load import Connection, post
from bench.processes import kill

ROOT = Path(__file__).resolve().parents[3]
BALLOTS = 8
LOG = "ballots.sqlite3-wal"
SYNCED = re.compile(r"^\d+\s+f(?:data)?sync\(\d+<(?P<path>[^>]*)>\)\s+= 0")
SYNC_BEGUN = re.compile(r"^(?P<pid>\d+)\s+f(?:data)?sync\(\d+<(?P<path>[^>]*)>\s+<unfinished")
SYNC_DONE = re.compile(r"^(?P<pid>\d+)\s+<\.\.\. f(?:data)?sync resumed>.*= 0")
ACKNOWLEDGED = re.compile(r"^\d+\s+(?:write|writev|sendto|sendmsg)\(.*HTTP/1\.1 201")


def unsynced_acknowledgements(trace: list[str]) -> tuple[int, int]:
    """(acknowledgements, those before which no sync of the database's log had finished since the one before)."""
    begun: dict[str, str] = {}
    acknowledged = unsynced = 0
    synced = False
    for line in trace:
        if match := SYNC_BEGUN.match(line):
            begun[match["pid"]] = match["path"]
        elif match := SYNC_DONE.match(line):
            synced |= begun.pop(match["pid"], "").endswith(LOG)
        elif match := SYNCED.match(line):
            synced |= match["path"].endswith(LOG)
        elif ACKNOWLEDGED.match(line):
            acknowledged, unsynced, synced = acknowledged + 1, unsynced + (not synced), False
    return acknowledged, unsynced


def traced(folder: Path, settings: str) -> list[str]:
    """What the kernel saw while ballots were sent one after the other."""
    strace = shutil.which("strace")
    if strace is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("strace is not installed")
    box: Box = make_box(folder)
    log = folder / "trace"
    calls = "trace=fsync,fdatasync,write,writev,sendto,sendmsg"
    server = box.start(strace or "", "-f", "-y", "-s", "32", "-e", calls, "-o", str(log), settings=settings)
    try:
        wave = box.open_wave()
        connection = Connection(box.port)
        for body in make_ballots(wave, BALLOTS):
            assert connection.ask(post(f"{wave.address}ballots", box.port, body)).status == 201
        connection.close()
        time.sleep(0.2)
    finally:
        kill(server)
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


def test_no_acknowledgement_without_fsync(tmp_path: Path) -> None:
    assert unsynced_acknowledgements(traced(tmp_path, "")) == (BALLOTS, 0)


def test_control_without_fsync_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    acknowledged, unsynced = unsynced_acknowledgements(traced(tmp_path, "tests.ballotbox.unsafe_settings"))
    assert acknowledged == BALLOTS
    assert unsynced >= BALLOTS - 1
