"""The command line: one file a command, found by its ``add_to(app)`` function."""

import importlib
import pkgutil
import sys
from typing import Protocol, cast

import typer
from typer.main import get_command

import resonanz.cli
from resonanz.cli.help import SpokenGroup
from resonanz.cli.refusals import guarded


class CommandModule(Protocol):
    """A module of this package that brings a command; heavy imports stay inside the command's function."""

    def add_to(self, app: typer.Typer) -> None:
        """Register the command."""


def build() -> typer.Typer:
    """The application with every command of this package."""
    app = typer.Typer(cls=SpokenGroup, no_args_is_help=True, add_completion=False, help="Resonanz")
    for found in sorted(pkgutil.iter_modules(resonanz.cli.__path__), key=lambda entry: entry.name):
        module = importlib.import_module(f"resonanz.cli.{found.name}")
        if hasattr(module, "add_to"):
            cast("CommandModule", module).add_to(app)
    return app


def main() -> None:
    """Entry point: results on stdout, the rest on stderr."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Run one command line; 0 done, 1 a check failed, 2 wrong use or input, 128 + the signal that stopped it."""
    return guarded(lambda: get_command(build()).main(words, prog_name="resonanz", standalone_mode=False))
