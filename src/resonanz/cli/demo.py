"""``resonanz demo``: builds the invented organisation through the running programs and serves it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resonanz.cli.errors import CliCode
from resonanz.cli.language import in_words, reader_language
from resonanz.cli.migrate import prepare
from resonanz.cli.serve import Program, Served, Stopped, check_running, running, start, stop_when_told, watch
from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError
from resonanz.core.kernel.home import HomeKind
from resonanz.core.kernel.messages import Message
from resonanz.core.kernel.messages import gettext_noop as _

if TYPE_CHECKING:
    from rich.progress import TaskID

    from resonanz.app.waves.models import Wave

PEOPLE = 1200
APP_PORT, BALLOTBOX_PORT, LAST_PORT = 8000, 8001, 65_534
READY_AFTER = 2
ORGANISATION = "Beispielwerke"
SET_ASIDE = _("The demonstration was made by another version. It lies at %(path)s now, and a new one is built.")


def demo(
    once: Annotated[bool, typer.Option("--once", help=_("Build everything, print a summary, serve nothing."))] = False,
    home: Annotated[Path | None, typer.Option(help=_("Data folder; default RESONANZ_HOME, else ./demo-home."))] = None,
    people: Annotated[int, typer.Option(min=60, max=100_000, help=_("How many people to invent."))] = PEOPLE,
    port: Annotated[
        int, typer.Option(min=0, max=LAST_PORT, help=_("Port of the app; the ballot box takes the next free one."))
    ] = APP_PORT,
) -> None:
    """The command; started again, it goes on where it was stopped."""
    folder = (home or Path(os.environ.get("RESONANZ_HOME") or "demo-home")).expanduser().resolve()
    os.environ.update(_environment(folder, port, once=once))
    stop_when_told()
    try:
        prepare_demonstration(folder)
        with running([Program.APP, Program.BALLOTBOX], os.environ) as served:
            _set_up_django()
            if once:
                _build(people, served)
                from resonanz.app.demo.summary import summary

                print(json.dumps(summary(), ensure_ascii=False))
            else:
                _build_and_serve(people, served)
    except Stopped as stopped:
        raise typer.Exit(128 + stopped.number) from None


def prepare_demonstration(folder: Path) -> None:
    """Home, keys and databases; a demonstration of another version is set aside, never deleted, and made anew."""
    try:
        prepare(folder, HomeKind.DEMONSTRATION)
    except ResonanzError as error:
        if error.code is not EnvironmentCode.HOME_OF_OTHER_VERSION:
            raise
        aside = next(path for n in count(1) if not (path := folder.with_name(f"{folder.name}.old-{n}")).exists())
        folder.rename(aside)
        print(in_words(Message(SET_ASIDE, {"path": str(aside)})), file=sys.stderr)
        prepare(folder, HomeKind.DEMONSTRATION)


def _build_and_serve(people: int, served: list[Served]) -> None:
    # Say Ready as soon as there is something to see, build the rest meanwhile, then watch.
    _build(people, served, _say_ready)
    served += start([Program.WORKER], os.environ)
    with contextlib.suppress(Stopped):
        watch(served)


def _build(people: int, served: list[Served], when_ready: Callable[[], None] | None = None) -> None:
    # Build what is not built yet; calls ``when_ready`` once, as soon as two waves are closed.
    from resonanz.app.waves.queries import released

    for wave in _building(people, served):
        print(_state_of(wave), file=sys.stderr)
        if when_ready and len(released()) >= READY_AFTER:
            when_ready()
            when_ready = None
    if when_ready:
        when_ready()


def _state_of(wave: Wave) -> str:
    from django.utils import translation

    with translation.override(reader_language()):
        state = str(wave.get_state_display())
    return in_words(Message(_("Wave %(number)s: %(state)s"), {"number": wave.number, "state": state}))


def _building(people: int, served: list[Served]) -> Iterator[Wave]:
    # The waves as they are built, with progress bars on stderr; ``program-ended`` when one of the programs does.
    from rich.console import Console
    from rich.progress import Progress

    from resonanz.app.demo.building import build, invent

    # On a terminal the bars move aside for what is printed; a stdout that goes elsewhere must still get it.
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bars:
        tasks: dict[str, TaskID] = {}

        def say(step: Message, done: int, total: int) -> None:
            what = in_words(step)
            check_running(served)
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, visible=done < total)

        try:
            yield from build(invent(people), say)
        except ResonanzError:
            check_running(served)
            raise


def _say_ready() -> None:
    print(in_words(Message(_("Ready %(url)s"), {"url": f"{os.environ['RESONANZ_APP_URL']}/"})), flush=True)


def _set_up_django() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "resonanz.app.settings"
    django.setup()


def _environment(folder: Path, port: int, *, once: bool) -> dict[str, str]:
    # Two host names on one machine: the app is ``localhost``, the ballot box ``127.0.0.1``; no mail leaves it.
    app = _free_port(0 if once else port)
    ballotbox = _free_port(0 if once else (BALLOTBOX_PORT if port == APP_PORT else port + 1), but_not=app)
    return {
        "RESONANZ_HOME": str(folder),
        "RESONANZ_APP_URL": f"http://localhost:{app}",
        "RESONANZ_BALLOTBOX_URL": f"http://127.0.0.1:{ballotbox}",
        "RESONANZ_BALLOTBOX_INTERNAL_URL": "",
        "RESONANZ_APP_LISTEN": "",
        "RESONANZ_BALLOTBOX_LISTEN": "",
        "RESONANZ_MAIL_URL": "",
        "RESONANZ_ORGANISATION": ORGANISATION,
    }


def _free_port(wanted: int, but_not: int = 0) -> int:
    for candidate in (wanted, 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", candidate))
                found: int = probe.getsockname()[1]
                if found != but_not:
                    return found
    raise ResonanzError(CliCode.NO_FREE_PORT)
