"""XLSX: the first visible sheet, as a person reads its cells. Nothing is computed, nothing outside is fetched."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice, repeat
from typing import TYPE_CHECKING, BinaryIO

from resonanz.core.kernel.messages import Message
from resonanz.core.kernel.messages import gettext_noop as _
from resonanz.core.tables.archive import BrokenArchiveError, LargeArchiveError, open_archive
from resonanz.core.tables.errors import TableCode, TableError
from resonanz.core.tables.model import NumberedRow, OpenStream, TabularFile, single_blanks
from resonanz.core.tables.text import CHUNK

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

WORKBOOK = "xl/workbook.xml"
MOST_ROWS = 1_048_576  # of a sheet in every spreadsheet program
MOST_COLUMNS = 5_000
MOST_CELLS = 50_000_000
ROWS_AT_ONCE = 500
FORMULA = re.compile(rb"<(?:\w{1,40}:)?f[ >/]")
TAG_BYTES = 64
PADDED = re.compile(r"0+")


def open_workbook(open_stream: OpenStream, most_unpacked: int) -> TabularFile:
    """The table in a workbook whose parts unpack to at most so many bytes. Its rows can be read once."""
    rows = _filled_rows(open_stream, most_unpacked)
    sheet, sheets = next(rows)[1]
    try:
        line, cells = next(rows)
    except StopIteration:
        raise TableError(TableCode.TABLE_EMPTY) from None
    headings = tuple(single_blanks(cell) for cell in cells)
    return TabularFile(headings, line, lambda: _padded(rows, len(headings)), sheet=sheet, sheets=int(sheets))


def _padded(rows: Iterator[NumberedRow], width: int) -> Iterator[NumberedRow]:
    for line, cells in rows:
        yield line, cells + [""] * (width - len(cells))


def _filled_rows(open_stream: OpenStream, most_unpacked: int) -> Iterator[NumberedRow]:
    # First the name of the sheet and the number of sheets, then every row with anything in it.
    with open_stream() as stream:
        _check(stream, most_unpacked)
        count = 0
        steps = _guarded(stream)
        yield 0, next(steps)
        for line, cells in enumerate(steps, 1):
            count += len(cells)
            _refuse_too_many(line, len(cells), count)
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                yield line, cells


def _refuse_too_many(rows: int, columns: int, cells: int) -> None:
    for what, number, limit in (
        (_("rows"), rows, MOST_ROWS),
        (_("columns"), columns, MOST_COLUMNS),
        (_("cells"), cells, MOST_CELLS),
    ):
        if number > limit:
            raise TableError(TableCode.WORKBOOK_TOO_LARGE, rows, what=Message(what), limit=limit)


def _check(stream: BinaryIO, most_unpacked: int) -> None:
    try:
        names = open_archive(stream, most_unpacked).namelist()
    except BrokenArchiveError as error:
        raise TableError(TableCode.WORKBOOK_BROKEN) from error
    except LargeArchiveError as error:
        raise TableError(TableCode.WORKBOOK_TOO_LARGE, what="MB", limit=most_unpacked // 1_000_000) from error
    if WORKBOOK not in names:
        raise TableError(TableCode.TABLE_OTHER_FORMAT, format="ZIP")


def _guarded(stream: BinaryIO) -> Iterator[list[str]]:
    # What the library reads; whatever it stumbles over is a broken workbook, and its warnings are nobody's.
    steps = _steps(stream)
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                batch = list(islice(steps, ROWS_AT_ONCE))
            except TableError:
                raise
            except Exception as error:  # the library promises no kind of error for a file that is not what it seems
                raise TableError(TableCode.WORKBOOK_BROKEN) from error
        if not batch:
            return
        yield from batch


def _steps(stream: BinaryIO) -> Iterator[list[str]]:
    sheets = _visible_sheets(stream, data_only=True)
    if not sheets:
        raise TableError(TableCode.TABLE_EMPTY)
    yield [sheets[0].title, str(len(sheets))]
    written = _visible_sheets(stream, data_only=False)[0].iter_rows() if _has_formulas(stream) else repeat(())
    for line, (cells, as_written) in enumerate(zip(sheets[0].iter_rows(), written, strict=False), 1):
        if any(cell.data_type == "f" and cells[at].value is None for at, cell in enumerate(as_written)):
            raise TableError(TableCode.WORKBOOK_WITHOUT_RESULTS, line)
        yield [_shown(cell) for cell in cells]


def _visible_sheets(stream: BinaryIO, *, data_only: bool) -> list[ReadOnlyWorksheet]:
    # With ``data_only`` a formula's cell holds the result that was saved with it, otherwise the formula.
    from openpyxl import load_workbook

    workbook = load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        sheet.reset_dimensions()  # what a sheet says of its own size need not be so
    return sheets


def _has_formulas(stream: BinaryIO) -> bool:
    with zipfile.ZipFile(stream) as archive:
        return any(_holds_formula(archive, name) for name in archive.namelist() if name.endswith(".xml"))


def _holds_formula(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as member:
        before = b""
        while chunk := member.read(CHUNK):
            if FORMULA.search(before + chunk):
                return True
            before = chunk[-TAG_BYTES:]
    return False


def _shown(cell: ReadOnlyCell) -> str:
    # The cell as a person reads it: days as 2027-01-31, numbers with the zeros their format puts in front.
    value: object = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format if cell.has_style else "General")
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: int | float, form: str) -> str:
    text = f"{value:.15g}" if isinstance(value, float) else str(value)  # spreadsheets know 15 digits
    return text.zfill(len(form)) if text.isdigit() and PADDED.fullmatch(form) else text


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", timespec="seconds" if value.second else "minutes")
