"""From a file to rows of text with the roster's columns. Says in which line something is wrong."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

from resonanz.app.people.errors import RosterCode
from resonanz.app.people.report import Problem
from resonanz.core.kernel.errors import MessageCode
from resonanz.core.kernel.messages import Message, Value
from resonanz.core.kernel.messages import gettext_noop as _
from resonanz.core.tables import TableError, TabularFile, open_table
from resonanz.core.tables.errors import TableCode

REQUIRED = ("person_id", "email", "given_name", "family_name", "unit_id")
OPTIONAL = ("parent_unit_id", "unit_name", "leads_unit_id", "site", "from", "to")
DELIMITERS = {
    ",": Message(_("comma")),
    ";": Message(_("semicolon")),
    "\t": Message(_("tab")),
    "|": Message(_("vertical bar")),
}
MAX_BYTES = 100_000_000
MOST_UNPACKED = 150_000_000


class UnreadableError(Exception):
    """The file as a whole cannot be read; carries the problem that says why."""

    def __init__(self, code: MessageCode, line: int = 0, **params: Value) -> None:
        super().__init__(code)
        self.problem = Problem(line, code, params)


@dataclass(frozen=True, slots=True)
class RosterTable:
    """The rows of a file: line number and values by column name. ``attributes``: the columns of the customer's own.

    ``notices``: what was assumed about the file.
    """

    rows: list[tuple[int, dict[str, str]]]
    attributes: tuple[str, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def read_table(content: bytes) -> RosterTable:
    """Parse a CSV file or a workbook; ``UnreadableError`` when there is no table in it."""
    if len(content) > MAX_BYTES:
        raise UnreadableError(RosterCode.FILE_TOO_LARGE, megabytes=MAX_BYTES // 1_000_000)
    try:
        return _read(open_table(content, known=(*REQUIRED, *OPTIONAL), most_unpacked=MOST_UNPACKED))
    except TableError as error:
        raise UnreadableError(TableCode(error.code), error.line, **error.params) from None


def _read(file: TabularFile) -> RosterTable:
    header = _read_header([unicodedata.normalize("NFC", name) for name in file.headings], file.heading_line)
    rows, problems = [], []
    for line, row in file.rows():
        cells = [unicodedata.normalize("NFC", cell).strip() for cell in row]
        if len(cells) > len(header) and any(cells[len(header) :]):
            problems.append(Problem(line, RosterCode.ROW_TOO_LONG, {"wanted": len(header), "found": len(cells)}))
        elif any(cells):
            padded = cells + [""] * (len(header) - len(cells))
            rows.append((line, dict(zip(header, padded, strict=False))))
    if not rows and not problems:
        raise UnreadableError(RosterCode.FILE_WITHOUT_ROWS)
    attributes = tuple(name for name in header if name not in (*REQUIRED, *OPTIONAL))
    return RosterTable(rows, attributes, tuple(problems), tuple(_notices(file)))


def _notices(file: TabularFile) -> list[Problem]:
    notices = []
    if file.delimiter not in ("", ","):
        notices.append(
            Problem(file.heading_line, RosterCode.READ_WITH_DELIMITER, {"delimiter": DELIMITERS[file.delimiter]})
        )
    if file.encoding and not file.encoding.startswith("utf-8"):
        notices.append(Problem(file.assumed_at, RosterCode.READ_WITH_ENCODING, {"encoding": file.encoding_label}))
    if file.sheets > 1:
        notices.append(Problem(0, RosterCode.READ_FROM_SHEET, {"sheet": file.sheet, "sheets": file.sheets}))
    return notices


def _read_header(cells: list[str], line: int) -> list[str]:
    known = {*REQUIRED, *OPTIONAL}
    header = [cell.lower() if cell.lower() in known else cell for cell in cells]
    while header and not header[-1]:
        header.pop()
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise UnreadableError(RosterCode.COLUMNS_MISSING, line, columns=", ".join(missing))
    if "" in header:
        raise UnreadableError(RosterCode.COLUMN_WITHOUT_NAME, line, position=header.index("") + 1)
    doubled = sorted(name for name, times in Counter(header).items() if times > 1)
    if doubled:
        raise UnreadableError(RosterCode.COLUMNS_DOUBLED, line, columns=", ".join(doubled))
    return header
