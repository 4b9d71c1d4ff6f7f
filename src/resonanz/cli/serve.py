"""``resonanz serve``: starts and watches app, ballot box and worker, each a process of its own."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from resonanz.app.keys import port_key_file, read_secret_key
from resonanz.cli.errors import CliCode
from resonanz.cli.language import in_words
from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError
from resonanz.core.kernel.home import HomeKind, home_from_environment
from resonanz.core.kernel.messages import Message
from resonanz.core.kernel.messages import gettext_noop as _
from resonanz.storage.seal import check_seal

if TYPE_CHECKING:
    from resonanz.core.environment import ListenAddress, ServeEnvironment

START_SECONDS = 60.0
STOP_SECONDS = 10.0
SERVER_PREFIX = "GRANIAN_"
THREADS = 8
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Program(StrEnum):
    """What can run."""

    APP = "app"
    BALLOTBOX = "ballotbox"
    WORKER = "worker"


APP_DATABASES = "app/db.sqlite3", "app/transcripts.sqlite3", "app/cache.sqlite3"
DATABASES = {
    Program.APP: APP_DATABASES,
    Program.BALLOTBOX: ("ballotbox/ballots.sqlite3",),
    Program.WORKER: APP_DATABASES,
}
"""Some of them belong in no backup: after one was restored they are missing until ``resonanz migrate`` makes them."""


@dataclass(frozen=True, slots=True)
class Served:
    """A started program."""

    program: Program
    process: subprocess.Popen[bytes]


class Stopped(KeyboardInterrupt):
    """A signal asked for the end; raised wherever the command is, so that what was started ends on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def serve(
    only: Annotated[Program | None, typer.Option(help=_("Run one program alone."))] = None,
) -> None:
    """The command; it ends with the first program that ends."""
    wanted = [only] if only else list(Program)
    settings = settings_in(os.environ)
    home = home_from_environment()  # what keeps it from opening is named before a program stumbles over it
    check_seal(port_key_file(home), home)
    read_secret_key(home)
    _warn_about_mail(settings)
    stop_when_told()
    with contextlib.suppress(Stopped), running(wanted, os.environ) as served:
        for program in (Program.APP, Program.BALLOTBOX):
            if program in wanted:
                _say(_("%(program)s answers at %(url)s"), program=program.value, url=url_of(program, os.environ))
        watch(served)


def _warn_about_mail(settings: ServeEnvironment) -> None:
    # Without a mail server nobody gets a code; in production that is a slip, and the files hold addresses.
    if home_from_environment().kind is HomeKind.PRODUCTION and not settings.mail.host:
        _say(_("RESONANZ_MAIL_URL is empty: sign-in codes become files in app/outbox, readable on this machine"))


def _say(text: str, **params: str) -> None:
    print(in_words(Message(text, params)), file=sys.stderr)


def settings_in(environment: Mapping[str, str]) -> ServeEnvironment:
    """All settings of the programs; ``setting-wrong`` before any of them starts."""
    from resonanz.core.environment import ServeEnvironment, read

    return read(ServeEnvironment, environment)


def url_of(program: Program, environment: Mapping[str, str]) -> str:
    """The address people use for a program."""
    settings = settings_in(environment)
    return (settings.app if program is Program.APP else settings.ballotbox).url


def listens_at(program: Program, environment: Mapping[str, str]) -> ListenAddress:
    """Address and port to bind: loopback and the URL's port, unless a setting says otherwise."""
    settings = settings_in(environment)
    return settings.app_listen if program is Program.APP else settings.ballotbox_listen


def check_port(program: Program, environment: Mapping[str, str]) -> None:
    """``port-in-use`` or ``port-forbidden``, with the setting to change, before the program itself stumbles over it."""
    if program is Program.WORKER:
        return
    bound, given = listens_at(program, environment), settings_in(environment).model_fields_set
    setting = f"RESONANZ_{program.name}_{'LISTEN' if f'{program.value}_listen' in given else 'URL'}"
    try:
        with socket.socket(socket.AF_INET6 if ":" in bound.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((bound.host, bound.port))
    except OSError as error:
        code = CliCode.PORT_IN_USE if error.errno == errno.EADDRINUSE else CliCode.PORT_FORBIDDEN
        reason = error.strerror or type(error).__name__
        raise ResonanzError(code, host=bound.host, port=bound.port, setting=setting, reason=reason) from None


def check_databases(programs: list[Program]) -> None:
    """``home-not-migrated`` when a database of these programs is missing or has no tables."""
    home = home_from_environment().path
    if not all(_has_tables(home / file) for program in programs for file in DATABASES[program]):
        raise ResonanzError(EnvironmentCode.HOME_NOT_MIGRATED, path=str(home))


def _has_tables(path: Path) -> bool:
    if not path.is_file():
        return False
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as database:
        return database.execute("SELECT 1 FROM sqlite_master").fetchone() is not None


def start(programs: list[Program], environment: Mapping[str, str]) -> list[Served]:
    """Start each program in its own process group; what it prints goes to our stderr."""
    return [
        Served(
            program,
            subprocess.Popen(
                command_of(program, environment),
                env=environment_of(program, environment),
                stdout=sys.stderr.fileno(),
                start_new_session=True,
            ),
        )
        for program in programs
    ]


def command_of(program: Program, environment: Mapping[str, str]) -> list[str]:
    """The command line of a program. One process each: the ballot box commits in groups, which wants one writer."""
    if program is Program.WORKER:
        return [sys.executable, "-m", "resonanz", "worker"]
    bound = listens_at(program, environment)
    options = ["--interface", "wsgi", "--host", bound.host, "--port", str(bound.port), "--workers", "1"]
    options += ["--blocking-threads", str(THREADS), "--no-ws", "--http", "1", "--log-level", "error", "--no-access-log"]
    return [sys.executable, "-m", "granian", *options, f"resonanz.{program.value}.wsgi:application"]


def environment_of(program: Program, environment: Mapping[str, str]) -> dict[str, str]:
    """Each program gets its own settings; the server below it gets none but the options in its command line."""
    settings = "resonanz.ballotbox.settings" if program is Program.BALLOTBOX else "resonanz.app.settings"
    own = {name: value for name, value in environment.items() if not name.startswith(SERVER_PREFIX)}
    return own | {"DJANGO_SETTINGS_MODULE": settings}


def wait_until_answering(served: list[Served], environment: Mapping[str, str]) -> None:
    """Return when every web program answers; ``program-did-not-start`` when one ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    for each in served:
        while each.program is not Program.WORKER and not answers(each.program, environment):
            if each.process.poll() is not None or time.monotonic() > deadline:
                raise ResonanzError(CliCode.PROGRAM_DID_NOT_START, program=each.program.value)
            time.sleep(0.05)


def answers(program: Program, environment: Mapping[str, str]) -> bool:
    """True once the program gives any HTTP answer under its own host name."""
    from resonanz.core.http import HttpClient, NoReplyError

    bound, name = listens_at(program, environment), url_of(program, environment).partition("//")[2]
    try:
        HttpClient(seconds=2).ask("GET", f"http://{bound}/", headers={"Host": name})
    except NoReplyError:
        return False
    return True


def stop_when_told() -> None:
    """From now on a stop signal raises ``Stopped``; a hang-up that was to be ignored (nohup) still is."""

    def on_signal(number: int, _frame: FrameType | None) -> None:
        raise Stopped(number)

    for number in STOP_SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, on_signal)


@contextlib.contextmanager
def running(programs: list[Program], environment: Mapping[str, str]) -> Iterator[list[Served]]:
    """Programs that answer; all of them, and what is added to the list, end when left. For commands, not for tests."""
    served: list[Served] = []
    try:
        for program in programs:
            check_port(program, environment)
        check_databases(programs)
        for program in programs:
            served += start([program], environment)
        wait_until_answering(served, environment)
        yield served
    finally:
        for number in STOP_SIGNALS:  # impatience must not leave a program behind
            signal.signal(number, signal.SIG_IGN)
        stop(served)


def watch(served: list[Served]) -> None:
    """Wait until a stop signal raises ``Stopped``; ``program-ended`` when one program ends by itself."""
    while True:
        check_running(served)
        time.sleep(0.2)


def check_running(served: list[Served]) -> None:
    """``program-ended`` when one program has ended by itself."""
    for each in served:
        if each.process.poll() is not None:
            raise ResonanzError(CliCode.PROGRAM_ENDED, program=each.program.value)


def stop(served: list[Served]) -> None:
    """Ask every program to end, then end it and whatever it started; only process groups made here."""
    running = [each for each in served if each.process.poll() is None]
    for each in running:
        each.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for each in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            each.process.wait(max(0.1, deadline - time.monotonic()))
    for each in served:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(each.process.pid, signal.SIGKILL)
        each.process.wait()
