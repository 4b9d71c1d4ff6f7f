"""The chance that a cell answers too little, against the figures it was designed with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from resonanz.app.conduct.queries import chance_of_too_few


@pytest.mark.parametrize(("people", "percent"), [(7, 35), (10, 5), (12, 1)])
def test_at_seventy_percent_participation(people: int, percent: int) -> None:
    assert round(100 * chance_of_too_few(people, 5)) == percent


@given(people=integers(0, 3_000), k_answers=integers(1, 40))
def test_it_is_a_probability_and_falls_with_size(people: int, k_answers: int) -> None:
    smaller, larger = chance_of_too_few(people, k_answers), chance_of_too_few(people + 1, k_answers)
    assert 0 <= larger <= smaller + 1e-12 <= 1 + 1e-9
    assert people >= k_answers or smaller == pytest.approx(1)
