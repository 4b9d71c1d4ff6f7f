"""The whole installation of a test: a home of its own, app and ballot box as processes, a mail server, the worker."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from resonanz.cli.serve import Program, Served, environment_of, start, stop, wait_until_answering
from resonanz.core.kernel import clock
from resonanz.core.kernel.home import Home, open_home
from tests.e2e.own_ballotbox import free_port
from tests.e2e.spine_mail import Postbox

ROOT = Path(__file__).resolve().parents[2]
COMMAND_SECONDS = 180
ORGANISATION = "Musterwerk"


@dataclass
class Spine:
    """Two running programs on one test home, reached under two host names."""

    path: Path
    postbox: Postbox
    app_url: str = field(default_factory=lambda: f"http://localhost:{free_port()}")
    ballotbox_url: str = field(default_factory=lambda: f"http://127.0.0.1:{free_port()}")
    served: list[Served] = field(default_factory=list)

    @property
    def home(self) -> Home:
        """The home, once it is made."""
        return open_home(self.path)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of this installation and nothing of the surrounding one's."""
        foreign = ("RESONANZ_", "DJANGO_")
        return {name: value for name, value in os.environ.items() if not name.startswith(foreign)} | {
            "RESONANZ_HOME": str(self.path),
            "RESONANZ_APP_URL": self.app_url,
            "RESONANZ_BALLOTBOX_URL": self.ballotbox_url,
            "RESONANZ_MAIL_URL": self.postbox.url,
            "RESONANZ_MAIL_FROM": "resonanz@musterwerk.example",
            "RESONANZ_ORGANISATION": ORGANISATION,
        }

    def command(self, *words: str) -> str:
        """What ``resonanz WORDS`` prints; a failure fails the test."""
        done = subprocess.run(
            [sys.executable, "-m", "resonanz", *words],
            env=self.environment, stdout=subprocess.PIPE, text=True, timeout=COMMAND_SECONDS, check=True,
        )  # fmt: skip
        return done.stdout

    def others(self, *words: str, module: str = "spine_others") -> Any:  # noqa: ANN401 (whatever JSON it prints)
        """What ``spine_others``, or another module beside it, does in a process with the app's settings."""
        done = subprocess.run(
            [sys.executable, "-m", f"tests.e2e.{module}", *words], cwd=ROOT,
            env=environment_of(Program.APP, self.environment), stdout=subprocess.PIPE, timeout=COMMAND_SECONDS,
            check=True,
        )  # fmt: skip
        return json.loads(done.stdout)

    def start(self, *programs: Program) -> None:
        """Start programs and wait until they answer."""
        fresh = start(list(programs), self.environment)
        self.served += fresh
        wait_until_answering(fresh, self.environment)

    def stop(self, program: Program) -> None:
        """End one program."""
        stop([each for each in self.served if each.program is program])
        self.served = [each for each in self.served if each.program is not program]

    def go_to(self, moment: datetime) -> None:
        """Shift the clock of both programs."""
        clock.shift_to(self.home, moment)


@contextlib.contextmanager
def running(path: Path) -> Iterator[Spine]:
    """An empty installation, as a new customer has it; ended when left."""
    postbox = Postbox()
    postbox.start()
    made = Spine(path, postbox)
    try:
        assert made.command("migrate", "--kind", "test").strip() == f"{path}: test, ready"
        made.start(Program.APP, Program.BALLOTBOX)
        yield made
    finally:
        stop(made.served)
        postbox.stop()
