"""Why a file gives no table."""

from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.kernel.messages import Message, Value, at_line
from resonanz.core.kernel.messages import gettext_noop as _


class TableCode(ErrorCode):
    """What can be wrong with a file that should hold a table; ``what`` of a limit is MB, rows, columns or cells."""

    TABLE_EMPTY = "table-empty", 400, _("The file is empty. Check that it is the right one, or export it again.")
    TABLE_OTHER_FORMAT = (
        "table-other-format",
        400,
        _("This is no table, but a file of the kind %(format)s. Save it as a workbook (.xlsx) or as “CSV UTF-8”."),
    )
    TABLE_NOT_TEXT = (
        "table-not-text",
        400,
        _("This is neither a workbook (.xlsx) nor a text file. Export the table again as one of them."),
    )
    TABLE_DAMAGED = (
        "table-damaged",
        400,
        _(
            "The file is written in %(encoding)s, but this line holds damaged characters. Export it "
            "again, so that nothing is garbled."
        ),
    )
    TABLE_LINE_TOO_LONG = (
        "table-line-too-long",
        400,
        _("This line has more than %(limit)s characters. Export the file again with line breaks between the rows."),
    )
    TABLE_ROW_UNREADABLE = (
        "table-row-unreadable",
        400,
        _("The row that begins here cannot be read. Look for a quotation mark that is not closed."),
    )
    TABLE_DELIMITER_UNKNOWN = (
        "table-delimiter-unknown",
        400,
        _("The first line names “%(mark)s” as the delimiter. Export the table with a comma, a semicolon or a tab."),
    )
    WORKBOOK_BROKEN = (
        "workbook-broken",
        400,
        _("The workbook cannot be read. Open it in a spreadsheet program and save it again as .xlsx."),
    )
    WORKBOOK_WITHOUT_RESULTS = (
        "workbook-without-results",
        400,
        _(
            "A formula in this row has no result. Open the workbook in a spreadsheet program, which "
            "computes it, and save it."
        ),
    )
    WORKBOOK_TOO_LARGE = (
        "workbook-too-large",
        413,
        _(
            "The workbook holds more than %(limit)s %(what)s. Delete what does not belong there, or "
            "save it as “CSV UTF-8”."
        ),
    )


class TableError(ResonanzError):
    """Nothing can be read from a file as a table. ``line`` counts from 1; 0 is the file as a whole."""

    def __init__(self, code: TableCode, line: int = 0, **params: Value) -> None:
        super().__init__(code, **params)
        self.line = line

    @property
    def message(self) -> Message:
        return at_line(self.line or None, super().message)
