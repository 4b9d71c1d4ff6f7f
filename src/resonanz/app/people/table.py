"""From bytes to rows of text: encoding, separator, header. Says in which line something is wrong."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from resonanz.app.people.report import Problem

REQUIRED = ("person_id", "email", "given_name", "family_name", "unit_id")
OPTIONAL = ("parent_unit_id", "unit_name", "leads_unit_id", "site", "from", "to")
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
MAX_BYTES = 100_000_000
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableError(Exception):
    """The file as a whole cannot be read; carries the problem that says why."""

    def __init__(self, code: str, line: int = 0, **params: str | int) -> None:
        super().__init__(code)
        self.problem = Problem(line, code, params)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file: line number and values by column name. ``attributes``: the columns of the customer's own."""

    rows: list[tuple[int, dict[str, str]]]
    attributes: tuple[str, ...]
    delimiter: str
    problems: tuple[Problem, ...]


def read_table(content: bytes) -> Table:
    """Parse a CSV file; ``UnreadableError`` when there is no table in it."""
    text = decode(content)
    delimiter = find_delimiter(text)
    lines = numbered(text, delimiter)
    try:
        header = read_header(next(lines, (1, []))[1])
        rows, problems = [], []
        for line, cells in lines:
            if len(cells) > len(header) and any(cells[len(header) :]):
                problems.append(Problem(line, "row-too-long", {"wanted": len(header), "found": len(cells)}))
            elif any(cells):
                padded = cells + [""] * (len(header) - len(cells))
                rows.append((line, dict(zip(header, padded, strict=False))))
    except csv.Error as error:
        raise UnreadableError("file-not-csv", reason=str(error)) from None
    if not rows and not problems:
        raise UnreadableError("file-without-rows")
    attributes = tuple(name for name in header if name not in (*REQUIRED, *OPTIONAL))
    return Table(rows, attributes, delimiter, tuple(problems))


def decode(content: bytes) -> str:
    """The text of a UTF-8 file, with or without byte order mark. Other encodings are named, names are never guessed."""
    if not content.strip():
        raise UnreadableError("file-empty")
    if len(content) > MAX_BYTES:
        raise UnreadableError("file-too-large", megabytes=MAX_BYTES // 1_000_000)
    if content.startswith(b"PK"):
        raise UnreadableError("file-is-workbook")
    if content.startswith(UTF16_MARKS):
        raise UnreadableError("file-encoding", encoding="UTF-16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError("file-encoding", line, encoding="Windows-1252") from None
    if "\0" in text:
        raise UnreadableError("file-not-csv", reason="NUL")
    return unicodedata.normalize("NFC", text)


def find_delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever divides the first line most often."""
    first = text.lstrip().split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


def numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line in which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    for cells in reader:
        yield begins, [cell.strip() for cell in cells]
        begins = reader.line_num + 1


def read_header(cells: list[str]) -> list[str]:
    """Column names, ours in lower case; missing and doubled ones stop the reading."""
    known = {*REQUIRED, *OPTIONAL}
    header = [cell.lower() if cell.lower() in known else cell for cell in cells]
    while header and not header[-1]:
        header.pop()
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise UnreadableError("columns-missing", 1, columns=", ".join(missing))
    if "" in header:
        raise UnreadableError("column-without-name", 1, position=header.index("") + 1)
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        raise UnreadableError("columns-doubled", 1, columns=", ".join(doubled))
    return header
