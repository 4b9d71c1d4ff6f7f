"""A survey file as lines of cells, every refusal with its line and what to do."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from resonanz.core.analysis.problems import AnalysisCode, AnalysisError, FilePlace, quoted
from resonanz.core.analysis.survey_map import FileFormat
from resonanz.core.kernel.messages import Message, message
from resonanz.core.kernel.messages import gettext_noop as _
from resonanz.core.tables import DELIMITERS, NumberedRow, TableError, TabularFile, open_table


@dataclass(frozen=True, slots=True)
class Source:
    """A survey file that was looked at."""

    path: Path
    table: TabularFile

    @property
    def place(self) -> FilePlace:
        return FilePlace(self.path.name)

    @property
    def notices(self) -> list[Message]:
        name, table = self.path.name, self.table
        if table.sheets > 1:
            text = _('%(file)s: of %(sheets)s sheets the first one, "%(sheet)s", was read.')
            return [message(text, file=name, sheets=table.sheets, sheet=table.sheet)]
        if not table.is_assumed:
            return []
        if table.encoding != "cp1252":
            text = _("%(file)s: the file was read as %(encoding)s. Check the umlauts.")
            return [message(text, file=name, encoding=table.encoding)]
        text = _("%(file)s: line %(line)s is not UTF-8; the file was read as Windows-1252 (cp1252). Check the umlauts.")
        return [message(text, file=name, line=table.assumed_at)]

    @property
    def form(self) -> Message:
        if self.table.sheet:
            return message(_('sheet "%(sheet)s"'), sheet=self.table.sheet)
        mark = Message(_("tab")) if self.table.delimiter == "\t" else Message(f'"{self.table.delimiter}"')
        return message(_("%(encoding)s, delimiter %(mark)s"), encoding=self.table.encoding, mark=mark)

    def position(self, column: str) -> int:
        """Where a column stands; the heading is compared without outer and double blanks."""
        wanted = " ".join(column.split())
        positions = [i for i, heading in enumerate(self.table.headings) if heading == wanted]
        if len(positions) == 1:
            return positions[0]
        if positions:
            problem = Message(_("there are several columns of this name"))
            remedy = Message(_("give each its own name in the first line"))
        else:
            problem, remedy = Message(_("there is no such column")), self._instead(wanted)
        raise AnalysisError(FilePlace(self.path.name, self.table.heading_line, column), problem, remedy)

    def _instead(self, wanted: str) -> Message:
        near, known = difflib.get_close_matches(wanted, self.table.headings, 1), quoted(list(self.table.headings))
        there = message(_("the columns, read with %(form)s, are %(columns)s"), form=self.form, columns=known)
        return message(_('perhaps "%(near)s" is meant; %(there)s'), near=near[0], there=there) if near else there

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
        problem = message(
            _("has %(cells)s cells, the headings are %(wanted)s"), cells=cells, wanted=len(self.table.headings)
        )
        text = _("put texts that hold a delimiter or a line break into quotation marks (read with %(form)s)")
        remedy = message(text, form=self.form)
        return AnalysisError(FilePlace(self.path.name, line), problem, remedy)


def refusal(path: Path, error: TableError) -> AnalysisError:
    """Why there is no table in the file, and what to do."""
    problem = Message(error.code.sentence, error.params)
    return AnalysisError(FilePlace(path.name, error.line or None), problem, Message(""), code=AnalysisCode.TABLE)


def open_source(path: Path, wanted: FileFormat, named_columns: list[str]) -> Source:
    """Find out encoding, delimiter and headings; ``AnalysisError`` for what is no table with a heading line.

    ``OSError`` as ``open``.
    """
    delimiters = wanted.delimiter or DELIMITERS
    try:
        table = open_table(path, known=named_columns, delimiters=delimiters, encoding=wanted.encoding)
    except TableError as error:
        raise refusal(path, error) from error
    source = Source(path, table)
    if len(table.headings) == 1 and len(set(named_columns)) > 1:
        problem = message(_("is one single column: %(column)s"), column=quoted(list(table.headings)))
        text = _("separate columns by , ; | or tab, or name the delimiter in [file] (tried: %(form)s)")
        place = FilePlace(path.name, table.heading_line)
        raise AnalysisError(place, problem, message(text, form=source.form))
    return source
