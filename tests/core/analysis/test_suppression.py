"""Small groups are not shown, and nothing shown gives them back."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.core.analysis import Analysis
from resonanz.core.analysis.output import as_csv, as_html, as_json
from resonanz.core.analysis.suppression import Showing, reduced_rows, showings
from tests.core.analysis.conftest import english

Run = Callable[..., Analysis]
Survey = Callable[..., str]
FULL, BAND, FEW, DERIVABLE = Showing.FULL, Showing.BAND, Showing.FEW, Showing.DERIVABLE


def shown(groups: list[list[int]], answers: list[int], minimum_n: int = 5) -> list[Showing]:
    return showings(np.array(groups, dtype=np.bool_), np.array(answers), minimum_n)


@pytest.mark.parametrize(("size", "showing"), [(0, FEW), (4, FEW), (5, BAND), (9, BAND), (10, FULL)])
def test_one_group_by_its_size(size: int, showing: Showing) -> None:
    assert shown([[1, 0], [0, 1]], [size, 50]) == [showing, FULL]


def test_the_minimum_can_be_raised() -> None:
    assert shown([[1, 0], [0, 1]], [19, 20], minimum_n=20) == [FEW, FULL]


def test_a_difference_of_two_groups_is_found() -> None:
    # Group 2 is group 1 and three more people: together they would tell about the three.
    assert shown([[1, 0], [1, 1]], [30, 3]) == [DERIVABLE, FULL]
    assert shown([[1, 0], [1, 1]], [30, 12]) == [FULL, FULL]


def test_a_combination_of_several_groups_is_found() -> None:
    # a + b, b + c, a + c and a + b + c + d: half the sum of the first three is a + b + c, so d alone comes out.
    groups = [[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 1, 1]]
    assert shown(groups, [20, 21, 22, 50]) == [FULL] * 4
    assert DERIVABLE in shown(groups, [20, 21, 22, 2])


def test_a_group_shown_twice_is_hidden_twice() -> None:
    assert shown([[1, 0], [1, 1], [1, 0]], [30, 3]) == [DERIVABLE, FULL, DERIVABLE]


def test_atoms_without_answers_do_not_count() -> None:
    assert shown([[1, 0], [1, 1]], [30, 0]) == [FULL, FULL]


def test_reduced_rows_by_hand() -> None:
    basis, pivots = reduced_rows(np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [2.0, 1.0, 1.0]]))
    assert pivots == [0, 1]
    assert basis.tolist() == [[1, 0, 1], [0, 1, -1]]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_small_set_can_be_worked_out(data: st.DataObject) -> None:
    atoms = data.draw(st.integers(1, 6))
    group = st.lists(st.booleans(), min_size=atoms, max_size=atoms)
    groups = np.array(data.draw(st.lists(group, min_size=1, max_size=6)), dtype=np.bool_)
    answers = np.array(data.draw(st.lists(st.integers(0, 14), min_size=atoms, max_size=atoms)))
    result = showings(groups, answers, 5)
    present = answers > 0
    known = groups[[showing in {FULL, BAND} for showing in result]][:, present].astype(float)
    rank = np.linalg.matrix_rank(known) if known.size else 0
    for size in range(1, int(present.sum()) + 1):
        for chosen in itertools.combinations(range(int(present.sum())), size):
            if answers[present][list(chosen)].sum() < 5:
                target = np.zeros(int(present.sum()))
                target[list(chosen)] = 1
                assert not known.size or np.linalg.matrix_rank(np.vstack([known, target])) > rank


def test_a_small_group_leaves_no_figure_in_any_output(run: Run, long_survey: Survey) -> None:
    analysis = run(long_survey(("L", 3, 1), ("E", 23, 14)))
    (row,) = analysis.rows
    assert row.verdict == "not shown: leaders fewer than 5 answers"
    values = asdict(row)
    assert [key for key, value in values.items() if value is not None][2:] == [
        *("n_emp", "k_emp", "pct_emp", "emp_lo", "emp_hi"),
        "verdict",
    ]
    assert '"n_lead": null' in as_json(analysis)
    assert as_csv(analysis).splitlines()[1].startswith("all,Q1,,,,,,37,23,")
    page = as_html(analysis)
    assert "leaders fewer than 5 answers" in page
    assert "41" not in english(analysis.report) + page.partition("<main>")[2]


def test_five_to_nine_answers_show_a_rounded_band_only(run: Run, long_survey: Survey) -> None:
    (row,) = run(long_survey(("L", 5, 2), ("E", 30, 10))).rows
    assert (row.n_lead, row.k_lead, row.pct_lead, row.lead_lo, row.lead_hi) == (None, None, None, 30, 100)
    assert (row.gap_pp, row.p, row.q) == (None, None, None)
    assert row.verdict == "not shown: leaders 5 to 9 answers, band only"


def test_totals_do_not_give_a_hidden_group_back(run: Run, long_survey: Survey) -> None:
    open_report = run(long_survey(("L", 13, 10), ("E", 23, 15), ("X", 2, 0))).report
    assert "63 rows" in english(open_report)
    hidden = run(long_survey(("L", 1, 1), ("E", 23, 15), ("X", 2, 0))).report
    assert "about 40 rows" in english(hidden[:1])
    assert "42" not in english(hidden)
    assert "fewer than 10 rows are in neither group" in english(hidden)


def test_hidden_rows_are_no_part_of_the_family(run: Run, long_survey: Survey) -> None:
    extra = "".join(f"x{i},done,{'L' if i < 3 else 'E'},Q2,5\n" for i in range(40))
    analysis = run(long_survey(("L", 18, 4), ("E", 10, 20), extra=extra))
    assert analysis.rows[0].q == analysis.rows[0].p
    assert analysis.rows[1].q is None


def test_two_contrasts_that_differ_by_two_people(run: Run, long_survey: Survey, long_map: str) -> None:
    more = '[[contrasts]]\nname = "wider"\nleaders = "role in (L, X)"\ncomparison = "role = E"\n'
    first, second = run(long_survey(("L", 18, 4), ("E", 10, 20), ("X", 2, 0)), long_map + more).rows
    assert first.verdict == "not shown: leaders would reveal a smaller group"
    assert first.n_lead is None
    assert second.n_lead == 24
