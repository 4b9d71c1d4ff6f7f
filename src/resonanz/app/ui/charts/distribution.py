"""Distribution: how the answers to one item spread over its options, one bar a group."""

from __future__ import annotations

from dataclasses import dataclass

from resonanz.app.ui.charts.values import Hidden, Side


@dataclass(frozen=True, slots=True)
class Spread:
    """A histogram: one count an option, and how many could not say. Needs ten substantive answers."""

    counts: tuple[int, ...]
    cannot_say: int


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """One bar."""

    label: str
    side: Side
    spread: Spread | Hidden


@dataclass(frozen=True, slots=True)
class Distribution:
    """The chart. ``options`` in printed order; ``favourable`` their 1-based places that count as favourable."""

    name: str
    finding: str
    description: str
    options: tuple[str, ...]
    favourable: tuple[int, ...]
    rows: tuple[DistributionRow, ...]
    source: str = ""
    reversed: bool = False
