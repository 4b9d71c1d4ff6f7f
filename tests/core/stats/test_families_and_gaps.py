"""Families of comparisons, verdict words and gaps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from resonanz.core.stats import benjamini_hochberg, compare, compare_family, two_proportion_test, verdict


def test_q_values_by_hand() -> None:
    # m = 4: .01*4/1 = .04, .02*4/2 = .04, .03*4/3 = .04, .5*4/4 = .5
    assert benjamini_hochberg([0.5, 0.01, 0.03, 0.02]).tolist() == pytest.approx([0.5, 0.04, 0.04, 0.04])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_q_values_equal_scipy(p: list[float]) -> None:
    assert np.allclose(benjamini_hochberg(p), stats.false_discovery_control(p), atol=1e-14)


def test_an_empty_family_is_empty() -> None:
    assert benjamini_hochberg([]).size == 0
    assert compare_family([]) == []


@pytest.mark.parametrize("p", [[1.1], [-0.1], [float("nan")], [[0.1, 0.2]]])
def test_what_is_no_p_value_is_refused(p: list[float]) -> None:
    with pytest.raises(ValueError, match="p values"):
        benjamini_hochberg(p)


def test_null_families_are_flagged_about_one_time_in_twenty() -> None:
    draws = np.random.default_rng(20_250_101)
    first, second = draws.binomial(300, 0.7, (2_000, 40)), draws.binomial(1_100, 0.7, (2_000, 40))
    _, p = two_proportion_test(first, 300, second, 1_100)
    flagged = float(np.mean([np.any(benjamini_hochberg(family) <= 0.05) for family in p]))
    assert 0.03 < flagged <= 0.064  # 5 % and two standard errors of 1,000 families


@pytest.mark.parametrize(
    ("gap", "q", "word"),
    [
        (5.0, 0.05, "clearly higher"),
        (-17.0, 0.001, "clearly lower"),
        (4.5, 0.0600, "unclear"),
        (-4.5, 0.0501, "unclear"),
        (0.0, 0.01, "unclear"),
    ],
)
def test_words(gap: float, q: float, word: str) -> None:
    assert verdict(gap, q) == word


def test_the_gap_is_leaders_minus_employees() -> None:
    gap = compare(65, 100, 82, 100)
    assert gap.gap_pp == pytest.approx(-17)
    assert gap.q == gap.p
    assert gap.verdict == "clearly lower"


def test_an_interval_that_just_excludes_zero_may_be_unclear() -> None:
    family = compare_family([(253, 281, 993, 1161), (50, 100, 500, 1000), (60, 100, 600, 1000)])
    assert family[0].gap_lo > 0
    assert family[0].p < 0.05 < family[0].q
    assert family[0].verdict == "unclear"


def test_swapping_the_groups_mirrors_the_gap() -> None:
    there, back = compare(208, 277, 720, 1146), compare(720, 1146, 208, 277)
    assert (there.gap_pp, there.gap_lo, there.gap_hi) == pytest.approx((-back.gap_pp, -back.gap_hi, -back.gap_lo))
    assert (there.verdict, back.verdict) == ("clearly higher", "clearly lower")
