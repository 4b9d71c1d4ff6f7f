"""A survey file as lines of cells, every refusal with its line and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from resonanz.core.analysis.problems import AnalysisError, FilePlace, quoted
from resonanz.core.analysis.survey_map import FileFormat
from resonanz.core.tables import DELIMITERS, NumberedRow, TableError, TabularFile, open_table

_SAVE_AGAIN = "open it in a spreadsheet and save it as CSV in UTF-8"
_REFUSALS = {
    "table-empty": ("is empty", "check the path, or export the survey again"),
    "table-other-format": ("is no table but a {format} file", _SAVE_AGAIN),
    "table-not-text": ("is not a text file", _SAVE_AGAIN),
    "table-damaged": (
        "is not {encoding} text",
        "save the file as CSV in UTF-8, or name its encoding in [file] of the map",
    ),
    "table-line-too-long": (
        "is longer than {limit:,} characters",
        "check that the file is a CSV with line breaks",
    ),
    "table-row-unreadable": (
        "the row that begins here cannot be read ({reason})",
        "look for a quotation mark that is never closed, or that stands single inside a quoted text",
    ),
    "workbook-broken": ("is a spreadsheet that cannot be read", _SAVE_AGAIN),
    "workbook-without-results": (
        "this row has a formula without a result",
        "open the file in a spreadsheet, which computes it, and save it",
    ),
    "workbook-too-large": ("is a spreadsheet with more than {limit:,} {what}", "save it as CSV in UTF-8"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A survey file that was looked at."""

    path: Path
    table: TabularFile

    @property
    def place(self) -> FilePlace:
        """The file, for messages."""
        return FilePlace(self.path.name)

    @property
    def heading_place(self) -> FilePlace:
        """The line of the headings, for messages."""
        return FilePlace(self.path.name, self.table.heading_line)

    @property
    def notices(self) -> list[str]:
        """What was assumed about the file."""
        name, table = self.path.name, self.table
        if table.sheets > 1:
            return [f'{name}: of {table.sheets} sheets the first one, "{table.sheet}", was read.']
        if not table.is_assumed:
            return []
        if table.encoding != "cp1252":
            return [f"{name}: the file was read as {table.encoding}. Check the umlauts."]
        return [
            f"{name}: line {table.assumed_at} is not UTF-8; the file was read as Windows-1252 (cp1252). "
            "Check the umlauts."
        ]

    @property
    def form(self) -> str:
        """How the file is written, for the report."""
        if self.table.sheet:
            return f'sheet "{self.table.sheet}"'
        named = "tab" if self.table.delimiter == "\t" else f'"{self.table.delimiter}"'
        return f"{self.table.encoding}, delimiter {named}"

    def position(self, column: str) -> int:
        """Where a column stands; the heading is compared without outer and double blanks."""
        wanted = " ".join(column.split())
        found = [i for i, heading in enumerate(self.table.headings) if heading == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            problem, remedy = "there are several columns of this name", "give each its own name in the first line"
        else:
            problem, remedy = "there is no such column", self._instead(wanted)
        raise AnalysisError(FilePlace(self.path.name, self.table.heading_line, column), problem, remedy)

    def _instead(self, wanted: str) -> str:
        near = difflib.get_close_matches(wanted, self.table.headings, 1)
        hint = f'perhaps "{near[0]}" is meant; ' if near else ""
        return f"{hint}the columns, read with {self.form}, are {quoted(list(self.table.headings))}"

    def rows(self) -> Iterator[NumberedRow]:
        """Line number (of the row's first line) and cells of every row below the heading, without blank lines."""
        width = len(self.table.headings)
        try:
            for line, cells in self.table.rows():
                if len(cells) != width:
                    raise self._ragged(line, len(cells))
                yield line, cells
        except TableError as error:
            raise refusal(self.path, error) from error

    def _ragged(self, line: int, cells: int) -> AnalysisError:
        problem = f"has {cells} cells, the headings are {len(self.table.headings)}"
        remedy = f"put texts that hold a delimiter or a line break into quotation marks (read with {self.form})"
        return AnalysisError(FilePlace(self.path.name, line), problem, remedy)


def refusal(path: Path, error: TableError) -> AnalysisError:
    """Why there is no table in the file, and what to do."""
    problem, remedy = _REFUSALS[error.code]
    return AnalysisError(FilePlace(path.name, error.line or None), problem.format(**error.params), remedy)


def open_source(path: Path, wanted: FileFormat, named_columns: list[str]) -> Source:
    """Find out encoding, delimiter and headings; ``AnalysisError`` for what is no table with a heading line."""
    place, delimiters = FilePlace(path.name), wanted.delimiter or DELIMITERS
    try:
        table = open_table(path, known=named_columns, delimiters=delimiters, encoding=wanted.encoding)
    except FileNotFoundError:
        raise AnalysisError(place, "there is no such file", "check the path") from None
    except OSError as error:
        raise AnalysisError(place, f"cannot be read ({error.strerror})", "check path and permissions") from error
    except TableError as error:
        raise refusal(path, error) from error
    source = Source(path, table)
    if len(table.headings) == 1 and len(set(named_columns)) > 1:
        remedy = f"separate columns by , ; | or tab, or name the delimiter in [file] (tried: {source.form})"
        raise AnalysisError(source.heading_place, f"is one single column: {quoted(list(table.headings))}", remedy)
    return source
