"""The gap: leaders' share minus employees' share in percentage points. Positive: leaders see it brighter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from resonanz.core.stats.families import benjamini_hochberg
from resonanz.core.stats.proportions import newcombe, two_proportion_test

Verdict = Literal["clearly higher", "unclear", "clearly lower"]
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class GapEstimate:
    """One comparison within its family. Gap and ends in percentage points; ``q`` is p after Benjamini-Hochberg."""

    gap_pp: float
    gap_lo: float
    gap_hi: float
    p: float
    q: float
    verdict: Verdict


def verdict(gap: float, q: float, alpha: float = ALPHA) -> Verdict:
    """The word for a gap: clear only if q <= alpha, whatever the interval says; the sign gives the direction."""
    if q > alpha or gap == 0:
        return "unclear"
    return "clearly higher" if gap > 0 else "clearly lower"


def compare_family(counts: Sequence[tuple[float, float, float, float]], alpha: float = ALPHA) -> list[GapEstimate]:
    """The gaps of one family, in order; each entry is (k_lead, n_lead, k_emp, n_emp), counts of answers.

    Newcombe 95 % ends, pooled z test, Benjamini-Hochberg over exactly these entries. ``ValueError`` as in ``wilson``.
    """
    if not counts:
        return []
    k_lead, n_lead, k_emp, n_emp = np.asarray(counts, dtype=np.float64).T
    low, high = newcombe(k_lead, n_lead, k_emp, n_emp)
    _, p = two_proportion_test(k_lead, n_lead, k_emp, n_emp)
    q = benjamini_hochberg(p)
    points = 100 * (k_lead / n_lead - k_emp / n_emp)
    return [
        GapEstimate(
            gap_pp=float(points[i]),
            gap_lo=float(100 * low[i]),
            gap_hi=float(100 * high[i]),
            p=float(p[i]),
            q=float(q[i]),
            verdict=verdict(float(points[i]), float(q[i]), alpha),
        )
        for i in range(len(counts))
    ]


def compare(k_lead: float, n_lead: float, k_emp: float, n_emp: float) -> GapEstimate:
    """One comparison that stands alone: a family of one, so q equals p."""
    return compare_family([(k_lead, n_lead, k_emp, n_emp)])[0]
