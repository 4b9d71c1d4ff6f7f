"""A CSV file as lines of cells: encoding and delimiter found out, every refusal with its line."""

from __future__ import annotations

import codecs
import csv
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from resonanz.core.analysis.map_file import DELIMITERS
from resonanz.core.analysis.problems import AnalysisError, Place, quoted
from resonanz.core.analysis.survey_map import FileFormat

CHUNK = 1 << 20
LONGEST_LINE = 4 * CHUNK
_DELIMITER_NAMES = {mark: f'"{name}"' for name, mark in DELIMITERS.items() if mark != "\t"} | {"\t": "tab"}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was looked at: how it is written and what its columns are called."""

    path: Path
    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    notices: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """The file, for messages."""
        return Place(self.path.name)

    @property
    def delimiter_name(self) -> str:
        """The delimiter as a person calls it."""
        return _DELIMITER_NAMES[self.delimiter]

    def position(self, column: str) -> int:
        """Where a column stands; the heading is compared without outer and double blanks."""
        wanted = " ".join(column.split())
        found = [i for i, heading in enumerate(self.headings) if heading == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            problem, remedy = "there are several columns of this name", "give each its own name in the first line"
        else:
            problem, remedy = "there is no such column", self._instead(wanted)
        raise AnalysisError(Place(self.path.name, 1, column), problem, remedy)

    def _instead(self, wanted: str) -> str:
        near = difflib.get_close_matches(wanted, self.headings, 1)
        hint = f'perhaps "{near[0]}" is meant; ' if near else ""
        return f"{hint}the columns, read with delimiter {self.delimiter_name}, are {quoted(list(self.headings))}"

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line number (of the row's first line) and cells of every row below the heading, without blank lines."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            width, line = len(self.headings), 1
            try:
                next(reader)
                line = reader.line_num + 1
                for cells in reader:
                    if len(cells) != width and cells:
                        raise self._ragged(line, len(cells))
                    if cells:
                        yield line, cells
                    line = reader.line_num + 1
            except csv.Error as error:
                raise self._unreadable(line, error) from error

    def _ragged(self, line: int, cells: int) -> AnalysisError:
        problem = f"has {cells} cells, the first line has {len(self.headings)}"
        remedy = f"put texts that hold the delimiter {self.delimiter_name} or a line break into quotation marks"
        return AnalysisError(Place(self.path.name, line), problem, remedy)

    def _unreadable(self, line: int, error: csv.Error) -> AnalysisError:
        remedy = "look for a quotation mark that is never closed, or that stands single inside a quoted text"
        return AnalysisError(Place(self.path.name, line), f"the row that begins here cannot be read ({error})", remedy)


def look_at(path: Path, wanted: FileFormat, named_columns: list[str]) -> Source:
    """Find out encoding, delimiter and headings; ``AnalysisError`` for what is no CSV file with a heading line."""
    place = Place(path.name)
    try:
        encoding, notices = _encoding(path, wanted.encoding)
        first = _first_rows(path, encoding, [wanted.delimiter] if wanted.delimiter else list("\t;,|"))
    except FileNotFoundError:
        raise AnalysisError(place, "there is no such file", "check the path") from None
    except OSError as error:
        raise AnalysisError(place, f"cannot be read ({error.strerror})", "check path and permissions") from error
    if not any(first.values()):
        raise AnalysisError(Place(path.name, 1), "has no heading line", "put the column names into the first line")
    names = {" ".join(name.split()) for name in named_columns}
    delimiter = max(first, key=lambda mark: (len(names & set(first[mark])), len(first[mark])))
    source = Source(path, encoding, delimiter, tuple(first[delimiter]), tuple(notices))
    if len(source.headings) == 1 and len(names) > 1:
        remedy = f"separate columns by , ; | or tab, or name the delimiter in [file] (tried: {source.delimiter_name})"
        raise AnalysisError(Place(path.name, 1), f"is one single column: {quoted(list(source.headings))}", remedy)
    return source


def _first_rows(path: Path, encoding: str, delimiters: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for delimiter in delimiters:
        with path.open(encoding=encoding, newline="") as file:
            try:
                cells = next(csv.reader(file, delimiter=delimiter, strict=True), [])
            except csv.Error:
                cells = []  # not with this delimiter; rows() reports it if it was the only one
        found[delimiter] = [" ".join(cell.split()) for cell in cells]
    return found


def _encoding(path: Path, wanted: str | None) -> tuple[str, list[str]]:
    start = _refuse_other_formats(path)
    if wanted:
        _refuse_undecodable(path, wanted)
        return wanted, []
    broken = _first_undecodable_line(path, "utf-8")
    if broken is None:
        return ("utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"), []
    _refuse_undecodable(path, "cp1252")
    notice = f"{path.name}: line {broken} is not UTF-8; the file was read as Windows-1252 (cp1252). Check the umlauts."
    return "cp1252", [notice]


def _refuse_undecodable(path: Path, encoding: str) -> None:
    line = _first_undecodable_line(path, encoding)
    if line is not None:
        raise AnalysisError(Place(path.name, line), f"is not {encoding} text", "save the file as CSV in UTF-8")


def _refuse_other_formats(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(4096)
    place, remedy = Place(path.name), "open it in a spreadsheet and save it as CSV in UTF-8"
    if not start.strip():
        raise AnalysisError(place, "is empty", "check the path, or export the survey again")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise AnalysisError(place, "is a spreadsheet, not a CSV file", remedy)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise AnalysisError(place, "is UTF-16 text", remedy)
    if b"\0" in start:
        raise AnalysisError(place, "is not a text file", remedy)
    return start


def _first_undecodable_line(path: Path, encoding: str) -> int | None:
    """One pass in constant memory; None if all of the file can be decoded."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    since_break = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return lines + error.object[: error.start].count(b"\n")
            lines += chunk.count(b"\n")
            since_break = 0 if b"\n" in chunk or b"\r" in chunk else since_break + len(chunk)
            if since_break >= LONGEST_LINE:
                problem = f"is longer than {LONGEST_LINE:,} bytes"
                raise AnalysisError(Place(path.name, lines), problem, "check that the file is a CSV with line breaks")
    return None
