"""The whole installation of a test: a home of its own, app and ballot box as processes, a mail server, the worker."""

from __future__ import annotations

import contextlib
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
from tests.e2e.app_process import AppProcess
from tests.e2e.mail_server import Postbox
from tests.e2e.own_ballotbox import free_port
from tests.homes import migrated, own_environment

COMMAND_SECONDS = 180
ORGANISATION = "Musterwerk"


@dataclass
class Installation:
    """Two running programs on one test home, reached under two host names."""

    path: Path
    postbox: Postbox
    app_url: str = field(default_factory=lambda: f"http://localhost:{free_port()}")
    ballotbox_url: str = field(default_factory=lambda: f"http://127.0.0.1:{free_port()}")
    served: list[Served] = field(default_factory=list)
    _inside: AppProcess | None = None

    @property
    def home(self) -> Home:
        """The home, once it is made."""
        return open_home(self.path)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of this installation and nothing of the surrounding one's."""
        return own_environment(
            RESONANZ_HOME=str(self.path),
            RESONANZ_APP_URL=self.app_url,
            RESONANZ_BALLOTBOX_URL=self.ballotbox_url,
            RESONANZ_MAIL_URL=self.postbox.url,
            RESONANZ_MAIL_FROM="resonanz@musterwerk.example",
            RESONANZ_ORGANISATION=ORGANISATION,
        )

    def command(self, *words: str) -> str:
        """What ``resonanz WORDS`` prints; a failure fails the test."""
        done = subprocess.run(
            [sys.executable, "-m", "resonanz", *words],
            env=self.environment, stdout=subprocess.PIPE, text=True, timeout=COMMAND_SECONDS, check=True,
        )  # fmt: skip
        return done.stdout

    def others(self, *words: str, module: str = "inside_waves") -> Any:  # noqa: ANN401 (whatever JSON it answers)
        """What a function of ``inside_waves``, or of another module beside it, returns inside the app."""
        if self._inside is None:
            self._inside = AppProcess(environment_of(Program.APP, self.environment))
        return self._inside.ask(module, *words)

    def start(self, *programs: Program) -> None:
        """Start programs and wait until they answer."""
        fresh = start(list(programs), self.environment)
        self.served += fresh
        wait_until_answering(fresh, self.environment)

    def stop(self, program: Program) -> None:
        """End one program."""
        stop([each for each in self.served if each.program is program])
        self.served = [each for each in self.served if each.program is not program]

    def close(self) -> None:
        """End everything that was started."""
        if self._inside is not None:
            self._inside.close()
        stop(self.served)
        self.postbox.stop()

    def go_to(self, moment: datetime) -> None:
        """Shift the clock of both programs."""
        clock.shift_to(self.home, moment)


@contextlib.contextmanager
def resting(path: Path) -> Iterator[Installation]:
    """An empty installation, as a new customer has it, on which nothing runs; ended when left."""
    postbox = Postbox()
    postbox.start()
    made = Installation(migrated(path), postbox)
    try:
        yield made
    finally:
        made.close()


@contextlib.contextmanager
def running(path: Path) -> Iterator[Installation]:
    """The same with app and ballot box running."""
    with resting(path) as made:
        made.start(Program.APP, Program.BALLOTBOX)
        yield made
