"""Dumbbell rows: what employees and leaders say to each item, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass

from resonanz.app.ui.charts.values import Gap, Hidden, Share


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One item. ``gap`` None where no difference is meant (then only the shares stand there)."""

    label: str
    item: str
    employees: Share | Hidden
    leaders: Share | Hidden | None
    gap: Gap | Hidden | None
    reversed: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """The chart. ``name`` is unique on the page; ``rows`` keep their order (the caller sorts by distance)."""

    name: str
    finding: str
    description: str
    rows: tuple[DumbbellRow, ...]
    source: str = ""
    leaders_label: str = ""
