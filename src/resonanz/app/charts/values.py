"""What a chart is told. Shares in percent (0 to 100), differences in percentage points: leaders minus employees.

The limits of display live here, so that no chart can show more than it may: 5 to 9 answers give a band rounded outward
to ten points and nothing else; fewer give a reason instead of a value.
"""

import math
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext

from resonanz.app.shell.numbers import FEW
from resonanz.core.cells.types import K_ANSWERS


class Word(Enum):
    """The verdict on a difference after correction for many comparisons; the values are those of the JSON."""

    HIGHER = "clearly higher"
    UNCLEAR = "unclear"
    LOWER = "clearly lower"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word as readers get it: ``short`` for a cell, ``full`` with its subject for beside a row."""

    word: Word
    short: str
    full: str


class ChartSide(Enum):
    """Who speaks: has one colour and one shape on every page."""

    EMPLOYEES = "emp"
    LEADERS = "lead"


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its band. ``point`` is None exactly when fewer than ten answered; then the band is rounded.

    ``counted`` False: the group is so small that the number of answers would tell how many took part.
    """

    low: float
    high: float
    answers: int
    point: float | None
    counted: bool = True

    def __post_init__(self) -> None:
        if (self.point is None) != (self.answers < FEW) or self.answers < K_ANSWERS:
            raise ValueError("below ten answers a share has a band and no point; below five it is not shown")
        if not 0 <= self.low <= self.high <= 100:
            raise ValueError("a band lies between 0 and 100 percent")


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference with its band; ``point`` and ``verdict`` are None when either side has 5 to 9 answers."""

    low: float
    high: float
    point: float | None
    verdict: Verdict | None

    def __post_init__(self) -> None:
        if (self.point is None) != (self.verdict is None):
            raise ValueError("a difference has both a point and a verdict, or neither")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Not shown, with the reason as a full sentence; equal reasons share a number below the chart."""

    reason: str


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


def is_clear(gap: Gap | Hidden) -> bool:
    """Whether the verdict after correction is that one side is higher."""
    return isinstance(gap, Gap) and gap.verdict is not None and gap.verdict.word is not Word.UNCLEAR


def share(point: float, low: float, high: float, answers: int, *, counted: bool = True) -> Share | Hidden:
    """A share as far as it may be shown with this many answers."""
    if answers < K_ANSWERS:
        return Hidden(too_few())
    if answers < FEW:
        return Share(outward_down(low), outward_up(high), answers, None, counted)
    return Share(low, high, answers, point, counted)


def gap(point: float, low: float, high: float, verdict: Verdict, answers: tuple[int, int]) -> Gap | Hidden:
    """A difference as far as it may be shown with this many answers of employees and leaders."""
    if min(answers) < K_ANSWERS:
        return Hidden(too_few())
    if min(answers) < FEW:
        return Gap(max(outward_down(low), -100.0), min(outward_up(high), 100.0), None, None)
    return Gap(low, high, point, verdict)


def too_few() -> str:
    """The most frequent reason."""
    return gettext("Fewer than %(count)s answers.") % {"count": K_ANSWERS}


def outward_down(value: float) -> float:
    """Down to the next ten."""
    return math.floor(value / 10) * 10.0


def outward_up(value: float) -> float:
    """Up to the next ten."""
    return math.ceil(value / 10) * 10.0
