"""Logs of a running installation: does anything that a stranger sent stand in them, whatever goes wrong?

App, ballot box and worker run as processes in which everything can be made to fail with the request in hand. What they
print and every file they keep that is no database is searched for marks in each form that a log could give them. The
control takes the one formatter and the hooks away; then every way to fail shows its mark.
"""

from __future__ import annotations

import base64
import http.client
import re
import secrets
import socket
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlencode

import pytest

from resonanz.cli.serve import Program, Served, answers, command_of, environment_of, stop, wait_until_answering
from tests.attacks.failing import AT_WORK, OUTSIDE, SILENT, WAYS, WEAKENED, WORKER_TEXT
from tests.attacks.hostile_requests import hostile, send
from tests.e2e.own_ballotbox import free_port
from tests.homes import migrated, own_environment

LOUD = [*(way.__name__ for way in WAYS), OUTSIDE]
SECONDS = 60
ACCESS_LOG = {"GRANIAN_LOG_ACCESS_ENABLED": "true"}
"""What an administrator may have set for another program of hers."""


@dataclass
class Attacked:
    """A home with its two programs, what they printed, and the mark that everything sent to them holds."""

    folder: Path
    weakened: bool
    mark: str = field(default_factory=lambda: f"Zx{secrets.token_hex(8)}Q")
    ports: dict[Program, int] = field(
        default_factory=lambda: {each: free_port() for each in (Program.APP, Program.BALLOTBOX)}
    )

    def __post_init__(self) -> None:
        self.home = migrated(self.folder / "home")
        self.post = Refusing(self.mark)
        self.answers: dict[Program, Counter[str]] = {program: Counter() for program in self.ports}

    def environment(self, program: Program) -> dict[str, str]:
        settings = "ballotbox" if program is Program.BALLOTBOX else "app"
        own = own_environment(
            RESONANZ_HOME=str(self.home),
            RESONANZ_APP_URL=f"http://localhost:{self.ports[Program.APP]}",
            RESONANZ_BALLOTBOX_URL=f"http://127.0.0.1:{self.ports[Program.BALLOTBOX]}",
            RESONANZ_MAIL_URL=f"smtp://127.0.0.1:{self.post.port}",
        )
        failing = {"DJANGO_SETTINGS_MODULE": f"tests.attacks.failing_{settings}_settings"}
        made = environment_of(program, own | ACCESS_LOG) | failing
        return made | {WEAKENED: "1"} | ACCESS_LOG if self.weakened else made

    def run(self) -> None:
        """Start them, send them everything, end them."""
        served = [self.started(program) for program in self.ports]
        try:
            wait_until_answering(served, self.environment(Program.APP))
            for program in self.ports:
                self.attack(program)
            self.sign_in()
        finally:
            stop(served)
            self.post.stop()
        self.work()

    def started(self, program: Program) -> Served:
        command = command_of(program, self.environment(program))
        if self.weakened:
            command = [word for word in command if word != "--no-access-log"]
        with self.output(program).open("wb") as output:
            process = subprocess.Popen(
                command, env=self.environment(program), stdout=output, stderr=output, start_new_session=True
            )
        return Served(program, process)

    def attack(self, program: Program) -> None:
        """Every hostile request and every way to fail; the program is still there."""
        port, name = self.ports[program], "localhost" if program is Program.APP else "127.0.0.1"
        host = f"{name}:{port}"
        for request in hostile(host):
            answer = send(port, request.replace(b"MARK", self.mark.encode()))
            self.answers[program][answer[9:12].decode("ascii")] += 1
        for way in [*LOUD, *(way.__name__ for way in SILENT)]:
            body = f"{self.mark}-{way}"
            head = f"Host: {host}\r\nCookie: {body}\r\nContent-Length: {len(body)}\r\nConnection: close"
            send(port, f"POST /fail/{way}?{body} HTTP/1.1\r\n{head}\r\n\r\n{body}".encode())
        assert answers(program, self.environment(program))

    def sign_in(self) -> None:
        """A code for an address that the mail server refuses with a text of its own."""
        address = f"{self.mark}@example.org"
        add = [sys.executable, "-m", "resonanz", "admin", "add", address]
        subprocess.run(add, env=self.environment(Program.APP) | {"DJANGO_SETTINGS_MODULE": "resonanz.app.settings"},
                       stdout=subprocess.PIPE, timeout=SECONDS, check=True)  # fmt: skip
        connection = http.client.HTTPConnection("localhost", self.ports[Program.APP], timeout=SECONDS)
        connection.request("GET", "/sign-in/")
        response = connection.getresponse()
        response.read()
        (token,) = re.findall(r"csrf=(\w+)", response.headers["Set-Cookie"])
        form = urlencode({"email": address, "csrfmiddlewaretoken": token})
        headers = {"Cookie": f"csrf={token}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/sign-in/", form, headers)
        assert connection.getresponse().status < 400
        connection.close()
        assert self.post.refused.wait(SECONDS)

    def work(self) -> None:
        """The worker, until the error that nobody catches."""
        environment = self.environment(Program.WORKER) | {WORKER_TEXT: self.mark}
        with self.output(Program.WORKER).open("wb") as output:
            done = subprocess.run(
                [sys.executable, "-m", "resonanz", "worker", "--once"],
                env=environment, stdout=output, stderr=output, timeout=SECONDS, check=False,
            )  # fmt: skip
        assert done.returncode == 1

    def output(self, program: Program) -> Path:
        return self.folder / f"{program.value}.log"

    def printed(self, program: Program) -> bytes:
        return self.output(program).read_bytes()

    def ways_shown(self, program: Program) -> set[str]:
        """Which ways to fail left their mark."""
        return set(re.findall(rf"{self.mark}-(\w+)", self.printed(program).decode("latin-1")))

    def files(self) -> list[Path]:
        """Whatever the programs keep but databases: those hold on purpose what people gave them."""
        return [path for path in self.home.rglob("*") if path.is_file() and "sqlite3" not in path.name]


class Refusing:
    """A mail server that greets with a refusal, and with a mark in it."""

    def __init__(self, mark: str) -> None:
        self.refused = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._text = f"554 {mark} is not wanted\r\n".encode()
        threading.Thread(target=self._answer, daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        self._listener.close()

    def _answer(self) -> None:
        connection, _ = self._listener.accept()
        with connection:
            connection.sendall(self._text)
            connection.recv(1024)
        self.refused.set()


def forms(mark: str) -> list[bytes]:
    """The mark as somebody might print it, of base64 what stands in it wherever the mark begins."""
    plain = mark.encode()
    shifted = [base64.b64encode(bytes(before) + plain)[4 : 4 * (len(plain) // 3)] for before in range(3)]
    return [
        plain,
        plain[::-1],
        plain.hex().encode(),
        mark.encode("utf-16-le"),
        b"".join(b"\\x%02x" % byte for byte in plain),
        *shifted,
    ]


def found(mark: str, text: bytes) -> list[bytes]:
    """The lines that hold a form of the mark."""
    sought = [form.lower() for form in forms(mark)]
    views = (text, unquote_to_bytes(text), text.replace(b"\\x00", b"").replace(b"\0", b""))
    return [line[:300] for view in views for line in view.lower().split(b"\n") if any(form in line for form in sought)]


@pytest.mark.parametrize(
    "printed",
    [
        "{0}", "{0!r}", "GET /?q={0}", "{1}", "{2}", "{3}", "{4}", "{5}",
    ],
)  # fmt: skip
def test_the_search_finds_a_mark_in_every_form(printed: str) -> None:
    mark = "Zx0123456789abcdefQ"
    percent = "".join(f"%{byte:02X}" for byte in mark.encode())
    wide = repr(f"é{mark}".encode("utf-16-le"))
    in_base64 = [base64.b64encode(f"{before}{mark} and more".encode()).decode() for before in ("", "a", "ab")]
    line = printed.format(mark, percent, wide, *in_base64, mark.encode().hex())
    assert found(mark, line.encode())
    assert not found("Zxfedcba9876543210Q", line.encode())


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """The programs as they are shipped, after the attack."""
    made = Attacked(tmp_path_factory.mktemp("attacked"), weakened=False)
    made.run()
    return made


def test_requests_arrive(attacked: Attacked) -> None:
    """Few are turned away by the server before Django sees them, or left without an answer."""
    for answers_of in attacked.answers.values():
        assert answers_of[""] < 10
        assert answers_of["400"] > 10
        assert answers_of["404"] > 50


@pytest.mark.parametrize("program", list(Program))
def test_attack(attacked: Attacked, program: Program) -> None:
    assert found(attacked.mark, attacked.printed(program)) == []


def test_attack_on_files(attacked: Attacked) -> None:
    assert attacked.files()
    assert [path for path in attacked.files() if found(attacked.mark, path.read_bytes() + str(path).encode())] == []


def test_what_remains_says_where_and_what_kind(attacked: Attacked) -> None:
    """An administrator still learns that something failed: the kind, a code of ours, the place in the code."""
    lines = attacked.printed(Program.APP).decode().splitlines()
    assert "RuntimeError" in lines
    assert "ResonanzError setting-wrong" in lines
    assert "OSError ENOSPC" in lines
    assert any(re.fullmatch(r"  \S+/failing\.py:\d+ raises", line) for line in lines)
    assert "ERROR resonanz.app.accounts.mailing: A sign-in mail was not sent: SMTPConnectError." in "\n".join(lines)
    assert [line for line in lines if line.startswith("CRITICAL")] == []
    worker = attacked.printed(Program.WORKER).decode()
    assert "ERROR resonanz.app.upkeep.running: failing failed\nRuntimeError\n" in worker
    assert "CRITICAL resonanz.core.kernel.logs: The process ends by an error that nobody caught.\n" in worker


def test_control(tmp_path: Path) -> None:
    """With Django's own logging and the standard library's hooks every way shows its mark, and so do plain requests."""
    weakened = Attacked(tmp_path, weakened=True)
    weakened.run()
    for program in weakened.ports:
        assert set(LOUD) - weakened.ways_shown(program) == set()
        printed = weakened.printed(program).decode("latin-1")
        assert f"Invalid HTTP_HOST header: '{weakened.mark}'" in printed
        assert f'"{weakened.mark} /{weakened.mark}' in printed  # the server's list of requests
    assert weakened.ways_shown(Program.WORKER) == set(AT_WORK)
