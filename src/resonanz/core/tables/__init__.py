"""A table in a file that somebody made elsewhere: CSV of any usual encoding and delimiter, or an XLSX workbook."""

import io
from collections.abc import Collection
from pathlib import Path

from resonanz.core.tables.delimited import DELIMITERS, open_delimited
from resonanz.core.tables.errors import TableError
from resonanz.core.tables.model import NumberedRow, OpenStream, TabularFile, single_blanks
from resonanz.core.tables.text import ARCHIVE
from resonanz.core.tables.workbook import open_workbook

__all__ = ["DELIMITERS", "MOST_UNPACKED", "NumberedRow", "TableError", "TabularFile", "open_table", "single_blanks"]

MOST_UNPACKED = 1_000_000_000


def open_table(
    file: Path | bytes,
    *,
    known: Collection[str] = (),
    delimiters: str = DELIMITERS,
    encoding: str | None = None,
    most_unpacked: int = MOST_UNPACKED,
) -> TabularFile:
    """Look at a file by its content: headings now, rows when they are asked for, without holding the file in memory.

    ``known`` headings help to find the delimiter; ``encoding`` (a codec's name) is found out if it is not given.
    ``most_unpacked`` bytes may lie in a workbook. ``TableError`` says why there is no table; ``OSError`` as ``open``.
    """
    open_stream = _opener(file)
    with open_stream() as stream:
        start = stream.read(len(ARCHIVE))
    if start == ARCHIVE:
        return open_workbook(open_stream, most_unpacked)
    return open_delimited(open_stream, known, delimiters, encoding)


def _opener(file: Path | bytes) -> OpenStream:
    return (lambda: file.open("rb")) if isinstance(file, Path) else (lambda: io.BytesIO(file))
