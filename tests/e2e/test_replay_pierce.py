"""A real survey, replayed ballot by ballot through both running programs, gives the figures known from elsewhere.

The reference table was computed from the rows of the file, independently of this code. Here the same answers take the
way of every answer: roster, cells, draw, blind signature, sealed ballot, count, blocks, release, page.
"""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from resonanz.core.cells import K_ANSWERS
from resonanz.core.stats import GapEstimate, compare_family
from resonanz.core.wire import decode_receipt_list
from tests.e2e.replay_pierce_page import expected_figures, shown_figures
from tests.e2e.replay_pierce_people import ITEMS, read_strata, respondents
from tests.e2e.replay_pierce_programs import Programs, running

PEOPLE, LEADERS, STRATA = 1471, 290, 69
CONTRAST = "Director|Manager|Supervisor vs all others"
COUNTS = ("n_lead", "k_lead", "n_emp", "k_emp")
MEASURES = ("pct_lead", "lead_lo", "lead_hi", "pct_emp", "emp_lo", "emp_hi", "gap_pp", "gap_lo", "gap_hi", "p")
FOUR_DECIMALS = 5.1e-5
Reference = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def survey(reference_data: Path) -> Path:
    return reference_data / "pierce" / "pierce_county_responses.csv"


@pytest.fixture(scope="module")
def reference(reference_data: Path) -> Reference:
    with (reference_data / "pierce" / "reference_gap_table.csv").open(encoding="utf-8", newline="") as file:
        return {row["item"][:2]: row for row in csv.DictReader(file) if row["contrast"] == CONTRAST}


def test_the_same_people_stand_in_every_stratum_for_all_items(survey: Path) -> None:
    strata = read_strata(survey)
    assert len(strata) == STRATA
    for stratum, by_item in strata.items():
        assert set(by_item) == set(ITEMS), stratum
        assert len({len(answers) for answers in by_item.values()}) == 1, stratum
    people = respondents(strata)
    assert len({one.person_id for one in people}) == len(people) == PEOPLE
    assert sum(one.leads for one in people) == LEADERS
    assert {len(one.answers) for one in people} == {len(ITEMS)}


# One test, not several with a shared fixture: parallel workers would each conduct a wave of their own.
def test_every_answer_through_a_ballot_gives_the_reference_figures(
    survey: Path, reference: Reference, tmp_path: Path
) -> None:
    with running(tmp_path / "home") as programs:
        replayed = programs.replay(survey)
        every_ballot_counted_once(replayed)
        blocks_hold_exactly_what_was_given(replayed)
        figures_equal_the_reference(replayed["figures"], reference)
        judged_alone_as_the_reference_judges(replayed["figures"], reference)
        page_agrees(programs, replayed["session"], reference)
        board_is_public_and_inbox_destroyed(programs, replayed)


def every_ballot_counted_once(replayed: dict[str, Any]) -> None:
    assert replayed["state"] == "released"
    assert replayed["accepted"] == replayed["drawn"] == replayed["people"] == PEOPLE
    assert len(set(replayed["receipts"])) == PEOPLE


def blocks_hold_exactly_what_was_given(replayed: dict[str, Any]) -> None:
    """Each block's histogram is the sum of what went into its cells; every cell is in one block, none is too small."""
    for item, blocks, counts, given in zip(
        ITEMS, replayed["blocks"], replayed["counts"], replayed["given"], strict=True
    ):
        assert sorted(cell for block in blocks for cell in block) == list(range(replayed["cells"])), item
        assert min(sum(histogram[1:]) for histogram in counts) >= K_ANSWERS, item
        for block, histogram in zip(blocks, counts, strict=True):
            assert [sum(column) for column in zip(*(given[cell] for cell in block), strict=True)] == histogram, item


def figures_equal_the_reference(figures: dict[str, Any], reference: Reference) -> None:
    assert set(figures) == set(reference) == set(ITEMS)
    for item, row in figures.items():
        expected = reference[item]
        assert (row["eligible_lead"], row["eligible_emp"]) == (LEADERS, PEOPLE - LEADERS), item
        assert {name: row[name] for name in COUNTS} == {name: int(expected[name]) for name in COUNTS}, item
        for name in MEASURES:
            assert row[name] == pytest.approx(float(expected[name]), abs=FOUR_DECIMALS, rel=0), (item, name)


def judged_alone_as_the_reference_judges(figures: dict[str, Any], reference: Reference) -> None:
    """The product corrects over all gaps of a wave; corrected over the organisation's ten alone, q is the table's."""
    counts = [tuple(figures[item][name] for name in ("k_lead", "n_lead", "k_emp", "n_emp")) for item in ITEMS]
    gaps: dict[str, GapEstimate] = dict(zip(ITEMS, compare_family(counts), strict=True))
    for item, gap in gaps.items():
        assert gap.q == pytest.approx(float(reference[item]["q_bh"]), abs=FOUR_DECIMALS, rel=0), item
    assert gaps["04"].gap_lo > 0
    assert gaps["04"].verdict == "unclear"


def page_agrees(programs: Programs, session: str, reference: Reference) -> None:
    """What the people lead reads on the page of results is the reference, rounded."""
    shown = shown_figures(programs.page("/results/", session))
    assert shown == {item: expected_figures(row) for item, row in reference.items()}
    assert shown["06"] == {"pct_lead": 55, "n_lead": 237, "pct_emp": 52, "n_emp": 1037, "gap_pp": 3}


def board_is_public_and_inbox_destroyed(programs: Programs, replayed: dict[str, Any]) -> None:
    board = decode_receipt_list(programs.board(replayed["wave"]))
    assert [receipt.hex() for receipt in board.receipts] == replayed["receipts"]
    half = programs.home / "ballotbox"
    with closing(sqlite3.connect(f"file:{half / 'ballots.sqlite3'}?mode=ro", uri=True)) as ballots:
        assert ballots.execute("SELECT wave, state FROM wave").fetchall() == [(replayed["wave"], "closed")]
        assert ballots.execute("SELECT count(*) FROM inbox").fetchone() == (0,)
    assert list((half / "inbox-keys").iterdir()) == []
