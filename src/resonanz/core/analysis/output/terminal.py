"""The table for a terminal."""

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from resonanz.core.analysis import Analysis
from resonanz.core.analysis.output.wording import HIGHER, HOW_TO_READ, LOWER, MINUS, NO_BREAK, TableWording
from resonanz.core.analysis.rows import GapRow
from resonanz.core.kernel.messages import ENGLISH, Translations, message
from resonanz.core.kernel.messages import gettext_noop as _

WIDTH_WITHOUT_TERMINAL = 120
_STYLES = {HIGHER: "bold yellow", LOWER: "bold cyan"}


def print_table(analysis: Analysis, file: TextIO, translations: Translations = ENGLISH) -> None:
    """One table a contrast, with the definition of both groups above it."""
    wording = TableWording(analysis.survey_map.minimum_n, translations)
    console = Console(file=file, highlight=False, width=None if file.isatty() else WIDTH_WITHOUT_TERMINAL)
    for contrast in analysis.survey_map.contrasts:
        rows = [row for row in analysis.rows if row.contrast == contrast.name]
        console.print(Text(contrast.name, style="bold"))
        console.print(Text(wording.text(message(_("Leaders:          %(text)s"), text=contrast.leaders_text))))
        console.print(Text(wording.text(message(_("Comparison group: %(text)s"), text=contrast.comparison_text))))
        console.print(Text(wording.finding(rows)))
        console.print(_table(wording, rows, _can_encode(MINUS, file)))
        console.print()
    console.print(Text(wording.text(HOW_TO_READ), style="dim"))


def _can_encode(text: str, file: TextIO) -> bool:
    try:
        text.encode(getattr(file, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _table(wording: TableWording, rows: list[GapRow], typographic: bool) -> Table:
    plain = str.maketrans({} if typographic else {MINUS: "-", NO_BREAK: " "})
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    for heading in wording.headings:
        table.add_column(heading, justify="left")
    for row in rows:
        *cells, word = wording.cells(row)
        style = _STYLES.get(row.verdict, "" if row.is_shown else "dim")
        table.add_row(*(Text(cell.translate(plain)) for cell in cells), Text(word, style=style))
    return table
