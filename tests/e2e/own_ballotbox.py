"""The real ballot box as a process of the test: a home of its own, a free port, the app's port key."""

from __future__ import annotations

import base64
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resonanz.cli.serve import Program, Served, answers, command_of, environment_of, stop
from resonanz.core.kernel import clock
from resonanz.core.kernel.home import Home, HomeKind, create_home
from resonanz.core.wire import ListedState, decode_wave_list
from resonanz.core.wire.waves import encode_drawn

START_SECONDS = 30.0


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class OwnBallotBox:
    """Start, stop and command a ballot box. ``app_url`` is the only foreign address its pages may talk to."""

    folder: Path
    app_url: str
    kind: HomeKind = HomeKind.TEST
    port: int = field(default_factory=free_port)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    process: subprocess.Popen[bytes] | None = None
    settings: str = ""

    def __post_init__(self) -> None:
        self.home: Home = create_home(self.folder, self.kind)
        encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        (self.home.ballotbox / "port_key.pub").write_bytes(self.key.public_key().public_bytes(encoding, form))
        migrate = [sys.executable, "-m", "django", "migrate", "--database", "ballots", "--verbosity", "0"]
        subprocess.run(migrate, env=self.environment, check=True)

    @property
    def url(self) -> str:
        """The address that browsers use."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The settings of this ballot box, and of no app."""
        own = {
            "RESONANZ_HOME": str(self.home.path),
            "RESONANZ_APP_URL": self.app_url,
            "RESONANZ_BALLOTBOX_URL": self.url,
            "RESONANZ_BALLOTBOX_INTERNAL_URL": self.url,
            "RESONANZ_BALLOTBOX_LISTEN": "",
            "RESONANZ_ORGANISATION": "Beispielwerke",
        }
        weakened = {"DJANGO_SETTINGS_MODULE": self.settings} if self.settings else {}
        return environment_of(Program.BALLOTBOX, os.environ | own) | weakened

    def start(self) -> None:
        """Start the process and wait until it answers."""
        self.process = subprocess.Popen(
            command_of(Program.BALLOTBOX, self.environment), env=self.environment, start_new_session=True
        )
        deadline = time.monotonic() + START_SECONDS
        while not answers(Program.BALLOTBOX, self.environment):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the ballot box did not start")
            time.sleep(0.05)

    def stop(self) -> None:
        """End the process; ``start`` begins a new one on the same home and port."""
        if self.process is not None:
            stop([Served(Program.BALLOTBOX, self.process)])
            self.process = None

    def receipt_key(self) -> bytes:
        """The key that manifests must name."""
        return self.ask("GET", "/port/receipt-key")

    def head(self) -> tuple[int, bytes]:
        """Number and root of the wave opened last."""
        body = self.ask("GET", "/port/head")
        return int.from_bytes(body[:4], "big"), body[4:]

    def free_head(self) -> tuple[int, bytes]:
        """The head once the wave that is open, if one is, has been cancelled: there is one at a time."""
        listed = decode_wave_list(self.ask("GET", "/waves/list")).waves
        for wave in listed[-1:]:
            if wave.state is ListedState.OPEN:
                self.ask("POST", f"/port/waves/{wave.wave.hex()}/cancel")
        return self.head()

    def open(self, name: str, manifest: bytes, questionnaire: bytes) -> None:
        """Open a wave."""
        self.ask("PUT", f"/port/waves/{name}", len(manifest).to_bytes(4, "big") + manifest + questionnaire)

    def close(self, name: str, drawn: Sequence[int]) -> str:
        """Close a wave of whose cells so many people drew; its new state."""
        return self.ask("POST", f"/port/waves/{name}/close", encode_drawn(drawn)).decode("ascii")

    def now(self) -> datetime:
        """The time in its home."""
        return clock.now(self.home)

    def advance(self, by: timedelta) -> None:
        """Let time pass in its home."""
        clock.shift_to(self.home, self.now() + by)

    def ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        """A signed request through the port; the body of a good answer."""
        date = str(int(time.time()))
        text = f"{method}\n{path}\n{sha256(body).hexdigest()}\n{date}".encode("ascii")
        signature = base64.b64encode(self.key.sign(text)).decode("ascii")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, {"X-Resonanz-Date": date, "X-Resonanz-Signature": signature})
        response = connection.getresponse()
        answer = response.read()
        connection.close()
        if response.status >= 300:
            raise RuntimeError(f"{method} {path}: {response.status} {answer[:200]!r}")
        return answer
