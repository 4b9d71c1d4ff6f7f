"""Shares, differences and their bands against published figures, hand-worked examples and SciPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from resonanz.core.stats import newcombe, outward_band, two_proportion_test, wilson, worst_case
from resonanz.core.stats.proportions import critical_value


@pytest.mark.parametrize(("n", "low", "high"), [(5, 30, 93), (10, 40, 89), (30, 52, 83), (100, 60, 78)])
def test_wilson_at_seventy_percent(n: int, low: int, high: int) -> None:
    ends = wilson(0.7 * n, n)
    assert [round(100 * float(end)) for end in ends] == [low, high]


@pytest.mark.parametrize(("k", "n"), [(0, 1), (1, 1), (0, 7), (7, 7), (3, 11), (267, 284), (49_999, 100_000)])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_wilson_equals_scipy(k: int, n: int, confidence: float) -> None:
    expected = stats.binomtest(k, n).proportion_ci(confidence, method="wilson")
    low, high = wilson(k, n, confidence)
    assert float(low) == pytest.approx(expected.low, abs=1e-12)
    assert float(high) == pytest.approx(expected.high, abs=1e-12)


def test_wilson_works_on_arrays_and_broadcasts() -> None:
    low, high = wilson(np.array([[1, 2], [3, 4]]), 10)
    assert low.shape == high.shape == (2, 2)
    assert np.all(np.diff(low.ravel()) > 0)


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(counts: tuple[int, int]) -> None:
    k, n = counts
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    mirrored_low, mirrored_high = wilson(n - k, n)
    assert float(mirrored_low) == pytest.approx(1 - float(high), abs=1e-12)
    assert float(mirrored_high) == pytest.approx(1 - float(low), abs=1e-12)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (1, 0), (-1, 5), (6, 5), (math.nan, 5), (1, math.inf)])
def test_impossible_counts_are_refused(k: float, n: float) -> None:
    with pytest.raises(ValueError, match="answer"):
        wilson(k, n)


def test_a_confidence_is_a_fraction() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        critical_value(95)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [  # Newcombe (1998), table II, method 10, cases a to h
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_equals_his_own_table(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    ends = newcombe(*counts)
    assert [float(end) for end in ends] == pytest.approx([low, high], abs=5.1e-5)


def test_the_pooled_test_by_hand() -> None:
    # 45/100 against 30/100: pooled .375, spread sqrt(.375 * .625 * .02) = .0684653, z = .15 / .0684653.
    z, p = two_proportion_test(45, 100, 30, 100)
    assert float(z) == pytest.approx(2.1908902, abs=1e-7)
    assert float(p) == pytest.approx(2 * stats.norm.sf(2.1908902300206643), abs=1e-12)


def test_the_pooled_test_squares_to_chi_square() -> None:
    table = np.array([[249, 32], [933, 205]])
    expected = stats.chi2_contingency(table, correction=False)
    z, p = two_proportion_test(249, 281, 933, 1138)
    assert float(z) ** 2 == pytest.approx(expected.statistic, abs=1e-9)
    assert float(p) == pytest.approx(expected.pvalue, abs=1e-12)


@pytest.mark.parametrize("counts", [(0, 10, 0, 20), (10, 10, 20, 20)])
def test_no_variance_is_no_evidence(counts: tuple[int, int, int, int]) -> None:
    z, p = two_proportion_test(*counts)
    assert (float(z), float(p)) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.30, 0.70, (30, 70)),
        (0.301, 0.699, (30, 70)),
        (0.0, 1.0, (0, 100)),
        (0.09, 0.11, (0, 20)),
        (0.29, 0.71, (20, 80)),
    ],
)
def test_bands_round_outward(low: float, high: float, expected: tuple[int, int]) -> None:
    ends = outward_band(low, high)
    assert tuple(float(end) for end in ends) == expected


def test_worst_case_bounds_by_hand() -> None:
    low, high = worst_case([30, 0], [50, 0], [100, 40])
    assert low.tolist() == [0.30, 0.0]
    assert high.tolist() == [0.80, 1.0]


@pytest.mark.parametrize(("k", "n", "people"), [(5, 4, 10), (1, 11, 10), (0, 0, 0), (-1, 3, 10)])
def test_worst_case_refuses_impossible_counts(k: int, n: int, people: int) -> None:
    with pytest.raises(ValueError, match="must hold"):
        worst_case(k, n, people)
