"""``resonanz analyse``: a survey file that exists already becomes an honest gap table."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resonanz.cli.language import catalogue, in_words, reader_language
from resonanz.cli.refusals import WRONG_USE
from resonanz.core.kernel.messages import Grouped, message
from resonanz.core.kernel.messages import gettext_noop as _

if TYPE_CHECKING:
    from resonanz.core.analysis import Analysis

CHECK_FAILED = 1


class GapTableFormat(StrEnum):
    """How the gap table is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


def analyse(
    file: Annotated[
        Path, typer.Argument(help=_("Survey file, CSV or XLSX: one answer a row (long) or one person a row (wide)."))
    ],
    map_file: Annotated[Path, typer.Option("--map", help=_("How to read it, in TOML: docs/en/analyse.md."))],
    form: Annotated[GapTableFormat, typer.Option("--format", help=_("Result on stdout."))] = GapTableFormat.TABLE,
) -> None:
    """The command; exit status 1 where a check that the map asks for failed."""
    from resonanz.core.analysis import AnalysisError

    try:
        found = _analysed(file, map_file)
    except AnalysisError as error:
        print(f"resonanz analyse: {in_words(error.message)}", file=sys.stderr)
        raise typer.Exit(CHECK_FAILED if error.is_failed_check else WRONG_USE) from None
    warnings = [message(_("Warning: %(warning)s"), warning=warning) for warning in found.warnings]
    for line in [*warnings, *found.report]:
        print(in_words(line), file=sys.stderr)
    _write(found, form)


def _analysed(file: Path, map_file: Path) -> Analysis:
    from rich.console import Console

    from resonanz.core.analysis import analyse as run

    def told(rows: int) -> str:
        return in_words(message(_("Reading ... %(rows)s rows"), rows=Grouped(rows)))

    with Console(stderr=True).status(told(0)) as status:
        return run(file, map_file, lambda rows: status.update(told(rows)))


def _write(found: Analysis, form: GapTableFormat) -> None:
    from resonanz.core.analysis import output

    if form is GapTableFormat.TABLE:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal without umlauts is no reason to stop
        output.print_table(found, sys.stdout, catalogue())
        return
    language = reader_language().partition("-")[0]
    writers: dict[GapTableFormat, Callable[[], str]] = {
        GapTableFormat.JSON: lambda: output.as_json(found),
        GapTableFormat.CSV: lambda: output.as_csv(found),
        GapTableFormat.HTML: lambda: output.as_html(found, catalogue(), language),
    }
    sys.stdout.buffer.write(f"{writers[form]()}\n".encode())
