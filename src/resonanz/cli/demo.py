"""``resonanz demo``: builds the invented organisation through the running programs and serves it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resonanz.cli.serve import Program, Served, start, stop, wait_until_answering, watch
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import HomeKind, create_home

if TYPE_CHECKING:
    from resonanz.app.waves.models import Wave

PEOPLE = 1200
APP_PORT, BALLOTBOX_PORT = 8000, 8001
READY_AFTER = 2
ORGANISATION = "Beispielwerke"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("demo")(demo)


def demo(
    once: Annotated[bool, typer.Option("--once", help="Build everything, print a summary, serve nothing.")] = False,
    home: Annotated[Path | None, typer.Option(help="Data folder; default RESONANZ_HOME, else ./demo-home.")] = None,
    people: Annotated[int, typer.Option(min=60, max=100_000, help="How many people to invent.")] = PEOPLE,
    port: Annotated[int, typer.Option(help="Port of the app; the ballot box takes the next free one.")] = APP_PORT,
) -> None:
    """Invent an organisation, conduct its waves through the running programs, serve it."""
    folder = (home or Path(os.environ.get("RESONANZ_HOME") or "demo-home")).resolve()
    create_home(folder, HomeKind.DEMONSTRATION)
    os.environ.update(_environment(folder, port, once=once))
    subprocess.run(
        [sys.executable, "-m", "resonanz", "migrate", "--kind", "demonstration"], check=True, stdout=sys.stderr
    )
    with _running([Program.APP, Program.BALLOTBOX]) as served:
        _set_up_django()
        if once:
            _build_all(people)
            _print_summary()
            return
        _build_and_serve(people, served)


def _build_and_serve(people: int, served: list[Served]) -> None:
    """Say Ready as soon as there is something to see, build the rest meanwhile, then watch."""
    from resonanz.app.demo.building import waves_done

    ready = False
    for _wave in _building(people):
        if not ready and waves_done() >= READY_AFTER:
            ready = _say_ready()
    if not ready:
        _say_ready()
    served += start([Program.WORKER], os.environ)
    watch(served)


def _build_all(people: int) -> None:
    for wave in _building(people):
        typer.echo(f"wave {wave.number}: {wave.state}", err=True)


def _building(people: int) -> Iterator[Wave]:
    """The waves as they are built, with progress bars on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    from resonanz.app.demo.building import build, invent

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def say(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, visible=done < total)

        yield from build(invent(people), say)


def _say_ready() -> bool:
    print(f"Ready {os.environ['RESONANZ_APP_URL']}/", flush=True)
    return True


def _print_summary() -> None:
    from resonanz.app.demo.summary import summary

    print(json.dumps(summary(), ensure_ascii=False))


def _set_up_django() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "resonanz.app.settings"
    django.setup()


@contextlib.contextmanager
def _running(programs: list[Program]) -> Iterator[list[Served]]:
    served = start(programs, os.environ)
    try:
        wait_until_answering(served, os.environ)
        yield served
    finally:
        stop(served)


def _environment(folder: Path, port: int, *, once: bool) -> dict[str, str]:
    """Two host names on one machine: the app is ``localhost``, the ballot box ``127.0.0.1``."""
    app = _free_port(0 if once else port)
    ballotbox = _free_port(0 if once else (BALLOTBOX_PORT if port == APP_PORT else port + 1), but_not=app)
    return {
        "RESONANZ_HOME": str(folder),
        "RESONANZ_APP_URL": f"http://localhost:{app}",
        "RESONANZ_BALLOTBOX_URL": f"http://127.0.0.1:{ballotbox}",
        "RESONANZ_ORGANISATION": ORGANISATION,
    }


def _free_port(wanted: int, but_not: int = 0) -> int:
    """The wanted port if it is free, else any."""
    for candidate in (wanted, 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", candidate))
                found: int = probe.getsockname()[1]
                if found != but_not:
                    return found
    raise ResonanzError("no-free-port")
