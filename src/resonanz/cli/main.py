"""The command line: one file a command, each with a function of its name."""

import sys
from collections.abc import Callable

import typer
from typer.main import get_command

from resonanz.cli import admin, analyse, demo, migrate, minutes, serve, worker
from resonanz.cli.help import TranslatedCommand, TranslatedGroup
from resonanz.cli.refusals import guarded
from resonanz.core.kernel import logs
from resonanz.core.kernel.messages import gettext_noop as _

# What each does, as its help says it. Heavy imports stay inside the functions.
COMMANDS: dict[Callable[..., None], str] = {
    analyse.analyse: _(
        "Compare leaders with others in a survey file: shares, gaps, bands, and words after correction."
    ),
    demo.demo: _("Invent an organisation, conduct its waves through the running programs, serve it."),
    migrate.migrate: _("Make or open the home named by RESONANZ_HOME and bring both databases up to date."),
    minutes.minutes: _(
        "Summary, decisions, tasks, open questions, wins and check-in of a meeting, each line with its evidence."
    ),
    serve.serve: _("Start app, ballot box and worker for the home in RESONANZ_HOME, and stop them together."),
    worker.worker: _(
        "Make keys, open and close waves when their time has come, fetch releases, forget what is to be forgotten."
    ),
}


def build() -> typer.Typer:
    """The application with every command."""
    app = typer.Typer(cls=TranslatedGroup, no_args_is_help=True, add_completion=False, help="Resonanz")
    app.add_typer(admin.group, name="admin")
    for command, text in COMMANDS.items():
        app.command(cls=TranslatedCommand, help=text)(command)
    return app


def main() -> None:
    """Entry point: results on stdout, the rest on stderr."""
    logs.guard()
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Run one command line; 0 done, 1 a check failed, 2 wrong use or input, 128 + the signal that stopped it."""
    return guarded(lambda: get_command(build()).main(words, prog_name="resonanz", standalone_mode=False))
