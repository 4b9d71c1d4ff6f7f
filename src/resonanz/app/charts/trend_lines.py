"""What a trend is made of: waves along the axis, one line a side."""

from __future__ import annotations

from dataclasses import dataclass

from resonanz.app.charts.values import ChartSide, Hidden, Share


@dataclass(frozen=True, slots=True)
class TrendWave:
    """A wave on the axis: "R 3" above "März"; ``label`` is its full name for the table."""

    label: str
    short: str
    when: str


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One side's values, one a wave; None where the item was not asked."""

    side: ChartSide
    values: tuple[Share | Hidden | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The chart."""

    name: str
    finding: str
    description: str
    waves: tuple[TrendWave, ...]
    lines: tuple[TrendLine, ...]
    source: str = ""
    reversed: bool = False
