"""CSV: encoding and delimiter found out, rows with the line in which they begin, in constant memory."""

import csv
import io
import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial

from resonanz.core.tables.errors import TableCode, TableError
from resonanz.core.tables.model import NumberedRow, OpenStream, TabularFile, single_blanks
from resonanz.core.tables.text import START_BYTES, Encoding, binary_format, detect, label, undecodable_line

DELIMITERS = "\t;,|"
# A first line that spreadsheets write and obey: it names the delimiter and is no row.
SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)
LONGEST_LINE = 4 << 20
BLANKS = ' \t;,|"\r\n\ufeff'


@dataclass(frozen=True, slots=True)
class _Layout:
    # How the text is to be read: ``skipped`` lines before the headings, and the delimiter if one of them names it.
    encoding: str
    skipped: int
    delimiter: str


def open_delimited(
    open_stream: OpenStream, known: Collection[str], delimiters: str, encoding: str | None
) -> TabularFile:
    """The CSV file in a stream that can be opened again and again.

    Of the ``delimiters`` the one wins that makes the most ``known`` headings, then the most headings.
    """
    found = _encoding(open_stream, encoding)
    layout = _layout(open_stream, found.name)
    headings = {mark: _headings(open_stream, layout, mark) for mark in layout.delimiter or delimiters}
    if not any(headings.values()):
        raise TableError(TableCode.TABLE_ROW_UNREADABLE, layout.skipped + 1, reason="no heading")
    names = {single_blanks(name).casefold() for name in known}
    delimiter = max(
        headings, key=lambda mark: (len(names & {name.casefold() for name in headings[mark]}), len(headings[mark]))
    )
    return TabularFile(
        headings=tuple(headings[delimiter]),
        heading_line=layout.skipped + 1,
        rows=partial(_rows, open_stream, layout, delimiter),
        encoding=found.name,
        delimiter=delimiter,
        is_assumed=found.is_assumed,
        assumed_at=found.line,
    )


def _encoding(open_stream: OpenStream, wanted: str | None) -> Encoding:
    with open_stream() as stream:
        start = stream.read(START_BYTES)
        if found := binary_format(start):
            raise TableError(TableCode.TABLE_OTHER_FORMAT, format=found)
        stream.seek(0)
        encoding = Encoding(wanted) if wanted else detect(stream, _Watch())
        damaged = encoding.line if encoding.lost else None
        if wanted or encoding.name != "utf-8":
            damaged = undecodable_line(stream, encoding.name, _Watch())
    if damaged is not None:
        raise TableError(TableCode.TABLE_DAMAGED, damaged, encoding=label(encoding.name))
    return encoding


class _Watch:
    def __init__(self) -> None:
        self._since_break = 0

    def __call__(self, line: int, text: str) -> None:
        if "\0" in text:
            raise TableError(TableCode.TABLE_NOT_TEXT, line + text.count("\n", 0, text.index("\0")))
        self._since_break = 0 if "\n" in text or "\r" in text else self._since_break + len(text)
        if self._since_break >= LONGEST_LINE:
            raise TableError(TableCode.TABLE_LINE_TOO_LONG, line, limit=LONGEST_LINE)


def _text(open_stream: OpenStream, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(open_stream(), encoding=encoding, newline="")


def _layout(open_stream: OpenStream, encoding: str) -> _Layout:
    # Blank lines above the headings, and the line in which a spreadsheet names its delimiter, are no rows.
    delimiter = ""
    with _text(open_stream, encoding) as file:
        for skipped, line in enumerate(file):
            if named := SEPARATOR_LINE.fullmatch(line):
                delimiter = named[1]
                if delimiter not in DELIMITERS:
                    raise TableError(TableCode.TABLE_DELIMITER_UNKNOWN, skipped + 1, mark=delimiter)
            elif line.strip(BLANKS):
                return _Layout(encoding, skipped, delimiter)
    raise TableError(TableCode.TABLE_EMPTY)


def _headings(open_stream: OpenStream, layout: _Layout, delimiter: str) -> list[str]:
    with _text(open_stream, layout.encoding) as file:
        try:
            cells = next(csv.reader(itertools.islice(file, layout.skipped, None), delimiter=delimiter, strict=True), [])
        except csv.Error:
            return []  # not with this delimiter
    return [single_blanks(cell) for cell in cells]


def _rows(open_stream: OpenStream, layout: _Layout, delimiter: str) -> Iterator[NumberedRow]:
    with _text(open_stream, layout.encoding) as file:
        lines = itertools.islice(file, layout.skipped, None) if layout.skipped else file
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        line = first = layout.skipped + 1
        try:
            next(reader)
            line = first + reader.line_num
            for cells in reader:
                if cells:
                    yield line, cells
                line = first + reader.line_num
        except csv.Error as error:
            raise TableError(TableCode.TABLE_ROW_UNREADABLE, line, reason=str(error)) from None
