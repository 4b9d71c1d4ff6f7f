"""A map: how a survey file is to be read. Its format is documented in docs/en/analyse.md and docs/de/analyse.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from resonanz.core.analysis.conditions import Condition, columns

MINIMUM_N = 5
"""Answers a group needs before anything of it is shown: default and floor; a map can only raise it."""
MOST_CONTRASTS = 8


class Layout(StrEnum):
    """Long: one answer a row. Wide: one person a row, one column an item."""

    LONG = "long"
    WIDE = "wide"


class Conflict(StrEnum):
    """What to do with rows that share an id and say different things."""

    LEAVE_OUT = "leave out"
    FIRST = "first"
    LAST = "last"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """Encoding and delimiter; None is detected."""

    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows count: id columns (none: no check for duplicates), conflicts, status column and its good values."""

    layout: Layout
    id: tuple[str, ...] = ()
    conflicting: Conflict = Conflict.LEAVE_OUT
    status: str | None = None
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Items:
    """Where item codes come from: spelled out (text or heading -> code), or the first group of a pattern."""

    column: str | None = None
    value: str | None = None
    pattern: re.Pattern[str] | None = None
    pad: int = 0
    spelled: dict[str, str] = field(default_factory=dict)

    def code(self, text: str) -> str | None:
        """The item code of a question text or heading; None if the map does not know it."""
        spelled = self.spelled.get(" ".join(text.split()))
        if spelled is not None or self.pattern is None:
            return spelled
        match = self.pattern.search(text)
        found = (match.group(1) or "").strip() if match else ""
        return found.zfill(self.pad) if found else None


@dataclass(frozen=True, slots=True)
class Values:
    """Codes by meaning, in canonical spelling."""

    favourable: frozenset[str]
    other: frozenset[str]
    not_applicable: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset([""])


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups to compare, as conditions and as they were written."""

    name: str
    leaders: Condition
    comparison: Condition
    leaders_text: str
    comparison_text: str


@dataclass(frozen=True, slots=True)
class SurveyMap:
    """The whole map. ``exceptions`` replaces the values for single items (reversed ones, say)."""

    file_format: FileFormat
    rows: Rows
    items: Items
    values: Values
    exceptions: dict[str, Values]
    contrasts: tuple[Contrast, ...]
    minimum_n: int = MINIMUM_N

    @property
    def group_columns(self) -> list[str]:
        """The columns that any group expression reads."""
        conditions = [side for contrast in self.contrasts for side in (contrast.leaders, contrast.comparison)]
        return list(dict.fromkeys(name for condition in conditions for name in columns(condition)))

    @property
    def named_columns(self) -> list[str]:
        """Every column the map names, so that a file without one is refused before it is read."""
        rows, items = self.rows, self.items
        named = [*rows.id, rows.status, items.column, items.value, *self.group_columns]
        headings = list(items.spelled) if rows.layout is Layout.WIDE else []
        return list(dict.fromkeys([name for name in named if name is not None] + headings))
