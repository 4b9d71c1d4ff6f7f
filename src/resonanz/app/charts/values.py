"""What a chart is told. Shares in percent (0 to 100), differences in percentage points: leaders minus employees.

Values of a small group cannot be made finer than the table in ``shell/detail.py`` allows, so that no chart and no file
can show more; fewer answers than its first row give a reason instead of a value. Nor is the number of answers in
them where it is not said.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext

from resonanz.app.shell.detail import Detail, detail_of
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
    """A share with its band. ``answers`` is their number where it is shown, else the least number of the table's row.

    ``point`` is None exactly when only a band is shown.
    """

    low: float
    high: float
    answers: int
    point: float | None

    def __post_init__(self) -> None:
        detail = _detail(self.answers)
        if (self.point is not None) != detail.valued or not detail.allows(self.low, self.high, self.point):
            raise ValueError("finer than a share of so few answers may be shown")
        if not 0 <= self.low <= self.high <= 100:
            raise ValueError("a band lies between 0 and 100 percent")

    @property
    def detail(self) -> Detail:
        """What the group allows to be shown."""
        return _detail(self.answers)


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference with its band; ``point`` and ``verdict`` are None when either side shows only a band.

    ``answers`` of the smaller side, as in ``Share``.
    """

    low: float
    high: float
    point: float | None
    verdict: Verdict | None
    answers: int

    def __post_init__(self) -> None:
        detail = _detail(self.answers)
        if (self.point is None) != (self.verdict is None):
            raise ValueError("a difference has both a point and a verdict, or neither")
        if (self.point is not None) != detail.valued or not detail.allows(self.low, self.high, self.point):
            raise ValueError("finer than a difference of so few answers may be shown")


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


def share(point: float, low: float, high: float, answers: int) -> Share | Hidden:
    """A share as far as it may be shown with this many answers."""
    detail = detail_of(answers)
    if detail is None:
        return Hidden(too_few())
    low, high = detail.outward(low, high)
    return Share(low, high, answers if detail.exact else detail.least, detail.nearest(point))


def gap(point: float, low: float, high: float, verdict: Verdict, answers: tuple[int, int]) -> Gap | Hidden:
    """A difference as far as it may be shown with this many answers of employees and leaders."""
    detail = detail_of(min(answers))
    if detail is None:
        return Hidden(too_few())
    low, high = detail.outward(low, high)
    said = min(answers) if detail.exact else detail.least
    return Gap(max(low, -100.0), min(high, 100.0), detail.nearest(point), verdict if detail.valued else None, said)


def too_few() -> str:
    """The most frequent reason."""
    return gettext("Fewer than %(count)s answers.") % {"count": K_ANSWERS}


def _detail(answers: int) -> Detail:
    # ``ValueError`` where nothing may be shown, and where a number of answers is told that is not said.
    detail = detail_of(answers)
    if detail is None or not (detail.exact or answers == detail.least):
        raise ValueError("a small group is told by its range of answers, and not at all below the least")
    return detail
