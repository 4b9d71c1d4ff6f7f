"""The table for a terminal."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from resonanz.core.analysis import Analysis
from resonanz.core.analysis.output import wording
from resonanz.core.analysis.rows import GapRow

WIDTH_WITHOUT_TERMINAL = 120
_STYLES = {"clearly higher": "bold yellow", "clearly lower": "bold cyan"}


def print_table(analysis: Analysis, file: TextIO) -> None:
    """One table a contrast, with the definition of both groups above it."""
    console = Console(file=file, highlight=False, width=None if file.isatty() else WIDTH_WITHOUT_TERMINAL)
    for contrast in analysis.survey_map.contrasts:
        rows = [row for row in analysis.rows if row.contrast == contrast.name]
        console.print(Text(contrast.name, style="bold"))
        console.print(Text(f"Leaders:          {contrast.leaders_text}"))
        console.print(Text(f"Comparison group: {contrast.comparison_text}"))
        console.print(Text(wording.finding(rows)))
        console.print(_table(rows, _can_encode(wording.MINUS, file)))
        console.print()
    console.print(Text(wording.HOW_TO_READ, style="dim"))


def _can_encode(text: str, file: TextIO) -> bool:
    try:
        text.encode(getattr(file, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _table(rows: list[GapRow], typographic: bool) -> Table:
    plain = str.maketrans({} if typographic else {wording.MINUS: "-", wording.NO_BREAK: " "})
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    for heading in ("Item", "Leaders", "Comparison group", "Gap, points", "q", "After correction"):
        table.add_column(heading, justify="left")
    for row in rows:
        cells = (row.item, wording.leaders(row), wording.comparison(row), wording.gap(row), wording.q_value(row))
        style = _STYLES.get(row.verdict, "" if row.is_shown else "dim")
        table.add_row(*(Text(cell.translate(plain)) for cell in cells), Text(wording.word(row), style=style))
    return table
