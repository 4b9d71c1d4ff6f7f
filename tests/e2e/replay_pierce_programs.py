"""App and ballot box as two processes on one test home, and the replay as a third."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resonanz.cli.serve import Program, environment_of, start, stop, wait_until_answering
from tests.e2e.own_ballotbox import free_port
from tests.homes import migrated

ROOT = Path(__file__).resolve().parents[2]
REPLAY_SECONDS = 540


@dataclass(frozen=True)
class Programs:
    """Two running programs and where they keep their halves."""

    home: Path
    app_url: str
    ballotbox_url: str

    @property
    def environment(self) -> dict[str, str]:
        """The settings, without Django's own."""
        own = {
            "RESONANZ_HOME": str(self.home),
            "RESONANZ_APP_URL": self.app_url,
            "RESONANZ_BALLOTBOX_URL": self.ballotbox_url,
            "RESONANZ_ORGANISATION": "Beispielkreis",
        }
        unset = {"RESONANZ_BALLOTBOX_INTERNAL_URL", "RESONANZ_APP_LISTEN", "RESONANZ_BALLOTBOX_LISTEN"}
        return {name: value for name, value in os.environ.items() if name not in unset} | own

    def replay(self, survey: Path) -> dict[str, Any]:
        """What ``replay_pierce_wave.Replayed`` describes."""
        command = [sys.executable, "-m", "tests.e2e.replay_pierce_run", str(survey)]
        environment = environment_of(Program.APP, self.environment)
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, timeout=REPLAY_SECONDS, check=True
        )
        printed: dict[str, Any] = json.loads(done.stdout)
        return printed

    def page(self, path: str, session: str) -> str:
        """A page of the app in English, as whoever has the session sees it."""
        headers = {"Cookie": f"session={session}", "Accept-Language": "en"}
        return _read(self.app_url + path, headers).decode("utf-8")

    def board(self, wave: str) -> bytes:
        """The list of all receipts, as anybody may fetch it."""
        return _read(f"{self.ballotbox_url}/w/{wave}/board", {})


@contextlib.contextmanager
def running(home: Path) -> Iterator[Programs]:
    """Run both programs on a test home of their own."""
    made = Programs(migrated(home), f"http://localhost:{free_port()}", f"http://127.0.0.1:{free_port()}")
    served = start([Program.APP, Program.BALLOTBOX], made.environment)
    try:
        wait_until_answering(served, made.environment)
        yield made
    finally:
        stop(served)


def _read(url: str, headers: dict[str, str]) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as response:
        content: bytes = response.read()
        return content
