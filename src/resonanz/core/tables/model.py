"""A file that was looked at: what its columns are called, how it is written, and its rows still to come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from resonanz.core.tables.text import label

# The line in which a row begins (in a workbook: the number of its row), and its cells.
NumberedRow = tuple[int, list[str]]
OpenStream = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class TabularFile:
    """A table in a file. ``headings`` have no outer or double blanks.

    ``rows`` gives every row below the headings but blank ones, as it stands: cells untrimmed, as many as the row has;
    ``TableError`` names the line that cannot be read. A text file has ``delimiter`` and ``encoding``, a workbook the
    name of its ``sheet`` instead. ``is_assumed``: the encoding was guessed, and ``assumed_at`` is the first line
    that is not UTF-8. ``sheets``: how many the workbook has.
    """

    headings: tuple[str, ...]
    heading_line: int
    rows: Callable[[], Iterator[NumberedRow]]
    encoding: str = ""
    delimiter: str = ""
    is_assumed: bool = False
    assumed_at: int = 0
    sheet: str = ""
    sheets: int = 0

    @property
    def encoding_label(self) -> str:
        return label(self.encoding)


def single_blanks(text: str) -> str:
    """A heading as it is compared: no outer blanks, inner ones single, whatever kind of blank they are."""
    return " ".join(text.split())
