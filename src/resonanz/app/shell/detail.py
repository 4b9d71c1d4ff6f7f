"""How much of a group's answers may be shown: the one table that every chart, page and file asks.

It is modesty towards readers, not protection: what protects is the release, which has no group below five answers.
"""

import math
from dataclasses import dataclass

from resonanz.core.cells.types import K_ANSWERS

# What is a step but for a billionth is that step: .7 stays 70 and does not become 75.
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Detail:
    """One row: what is shown of a group with ``least`` to ``most`` answers; ``most`` None: any more.

    ``step``: bands are rounded outward to so many points, values to the nearest; None: as computed. ``valued``: a
    share, a difference and a verdict are shown beside the band.
    """

    least: int
    most: int | None
    step: int | None
    valued: bool

    @property
    def exact(self) -> bool:
        """Whether the number of answers, how they spread and what rests on either are shown."""
        return self.step is None

    def outward(self, low: float, high: float) -> tuple[float, float]:
        """A band as it is shown: the lower end down, the upper end up."""
        if self.step is None:
            return low, high
        ends = round(low / self.step, _DIGITS), round(high / self.step, _DIGITS)
        return float(math.floor(ends[0]) * self.step), float(math.ceil(ends[1]) * self.step)

    def nearest(self, value: float) -> float | None:
        """A share or a difference as it is shown, halves away from zero; None where none is."""
        if not self.valued:
            return None
        if self.step is None:
            return value
        steps = math.floor(round(abs(value) / self.step, _DIGITS) + 0.5)
        return math.copysign(float(steps * self.step), value)

    def allows(self, *values: float | None) -> bool:
        """Whether values are no finer than this."""
        return self.step is None or all(value is None or value % self.step == 0 for value in values)


BAND_ONLY = Detail(K_ANSWERS, 9, 10, valued=False)
COARSE = Detail(10, 19, 5, valued=True)
EXACT = Detail(20, None, None, valued=True)
DETAILS = (BAND_ONLY, COARSE, EXACT)


def detail_of(answers: int) -> Detail | None:
    """What may be shown of a group with so many answers; None for nothing."""
    return next((each for each in reversed(DETAILS) if answers >= each.least), None)
