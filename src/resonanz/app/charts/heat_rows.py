"""What a heat table is made of: columns are items, rows are areas."""

from __future__ import annotations

from dataclasses import dataclass

from resonanz.app.charts.values import Gap, Hidden


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """An item: its short name; ``reversed`` when less is better."""

    short: str
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An area: its name (merged areas carry both), a note such as "604 und 52", one cell a column."""

    label: str
    note: str
    cells: tuple[Gap | Hidden, ...]
    whole: bool = False
    url: str = ""
