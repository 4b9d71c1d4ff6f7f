"""The command line: one file a command, found by its ``add_to(app)`` function."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Protocol, cast

import typer

import resonanz.cli
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.messages import Message

WRONG_USE = 2


class CommandModule(Protocol):
    """A module of this package that brings a command; heavy imports stay inside the command's function."""

    def add_to(self, app: typer.Typer) -> None:
        """Register the command."""


def build() -> typer.Typer:
    """The application with every command of this package."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Resonanz")
    for found in sorted(pkgutil.iter_modules(resonanz.cli.__path__), key=lambda entry: entry.name):
        module = importlib.import_module(f"resonanz.cli.{found.name}")
        if hasattr(module, "add_to"):
            cast("CommandModule", module).add_to(app)
    return app


def main() -> None:
    """Entry point: results on stdout, the rest on stderr; 0 done, 1 a check failed, 2 wrong use or input."""
    try:
        build()()
    except ResonanzError as error:
        details = "".join(
            f"\n  {name}: {value.text if isinstance(value, Message) else value}" for name, value in error.params.items()
        )
        print(f"resonanz: {error.code}{details}", file=sys.stderr)
        sys.exit(WRONG_USE)
