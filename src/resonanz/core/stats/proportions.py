"""Shares and differences of two shares.

Sources: E. B. Wilson, JASA 22 (1927) 209-212; R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.
No finite-population correction anywhere: a band speaks about people in such a place, not about the heads counted.
"""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def critical_value(confidence: float) -> float:
    """The two-sided standard normal quantile, 1.959964 for .95; ``ValueError`` outside (0, 1)."""
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1, not {confidence}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _counts(favourable: ArrayLike, answers: ArrayLike) -> tuple[Floats, Floats]:
    k, n = np.broadcast_arrays(np.asarray(favourable, dtype=np.float64), np.asarray(answers, dtype=np.float64))
    if np.any(n <= 0) or not np.all(np.isfinite(n)):
        raise ValueError("a share needs at least one answer")
    if not np.all((k >= 0) & (k <= n)):
        raise ValueError("favourable answers lie between 0 and the number of answers")
    return k, n


def wilson(favourable: ArrayLike, answers: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson score interval of a share: lower and upper ends as fractions, in the broadcast shape of the counts.

    (p + z2/2n +- z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n). ``ValueError`` for n <= 0 or k outside 0..n.
    """
    k, n = _counts(favourable, answers)
    z = critical_value(confidence)
    share, scale = k / n, 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    # At 0 and n the formula is exactly 0 and 1; floating point misses it by an ulp.
    low = np.where(k == 0, 0.0, np.clip(centre - half, 0, 1))
    high = np.where(k == n, 1.0, np.clip(centre + half, 0, 1))
    return low, high


def newcombe(
    favourable_1: ArrayLike,
    answers_1: ArrayLike,
    favourable_2: ArrayLike,
    answers_2: ArrayLike,
    confidence: float = 0.95,
) -> tuple[Floats, Floats]:
    """Newcombe's hybrid score interval of p1 - p2 (his method 10, no continuity correction), as fractions.

    d - sqrt((p1-l1)2 + (u2-p2)2) to d + sqrt((u1-p1)2 + (p2-l2)2) with the Wilson ends l, u. Broadcasts;
    errors of ``wilson``.
    """
    k1, n1 = _counts(favourable_1, answers_1)
    k2, n2 = _counts(favourable_2, answers_2)
    low_1, high_1 = wilson(k1, n1, confidence)
    low_2, high_2 = wilson(k2, n2, confidence)
    p1, p2 = k1 / n1, k2 / n2
    low = p1 - p2 - np.hypot(p1 - low_1, high_2 - p2)
    high = p1 - p2 + np.hypot(high_1 - p1, p2 - low_2)
    return low, high


def two_proportion_test(
    favourable_1: ArrayLike, answers_1: ArrayLike, favourable_2: ArrayLike, answers_2: ArrayLike
) -> tuple[Floats, Floats]:
    """Pooled two-proportion z test: z of p1 - p2 and its two-sided p value, erfc(|z| / sqrt 2). Broadcasts.

    Where everybody or nobody is favourable in both groups the pooled variance is 0: z is 0 and p is 1.
    Errors of ``wilson``.
    """
    k1, n1 = _counts(favourable_1, answers_1)
    k2, n2 = _counts(favourable_2, answers_2)
    pooled = (k1 + k2) / (n1 + n2)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    differs = spread > 0
    z = np.where(differs, (k1 / n1 - k2 / n2) / np.where(differs, spread, 1.0), 0.0)
    return z, _erfc(np.abs(z) / math.sqrt(2))


def outward_band(low: ArrayLike, high: ArrayLike) -> tuple[Floats, Floats]:
    """An interval of shares in percent, rounded outward to 10 points: what a group of 5 to 9 answers shows.

    Values are first rounded to 1e-9, so that .7 stays 70 and does not become 80.
    """
    lower = np.floor(np.round(np.asarray(low, dtype=np.float64) * 10, 9)) * 10
    upper = np.ceil(np.round(np.asarray(high, dtype=np.float64) * 10, 9)) * 10
    return lower, upper
