"""The German meetings keep their format, half of them are held out, and spoken deadlines are read as promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from training.minutes.corpus import FOLDER, faults, meetings
from training.minutes.deadlines import FILES, cases, right

HALVES = ("held_out", "development")


@pytest.mark.parametrize("half", HALVES)
def test_every_meeting_is_sound_and_long_enough(half: str) -> None:
    found = meetings(half)
    assert len(found) == 20
    assert {one.name: faults(one) for one in found if faults(one)} == {}
    assert all(6.0 <= one.minutes <= 25.0 for one in found)


def test_no_meeting_is_on_both_sides() -> None:
    said = [
        {line.text for one in meetings(half) for line in one.spoken if len(line.text.split()) > 6} for half in HALVES
    ]
    assert not said[0] & said[1]


def test_faults_are_found() -> None:
    meeting = meetings("development")[0]
    first = meeting.spoken[0]
    broken = replace(meeting, spoken=(replace(first, speaker="Niemand", labels=("t99",)), *meeting.spoken[1:]))
    assert {"Niemand speaks but is not among the people", "t99 is used but not listed"} <= set(faults(broken))


@pytest.mark.parametrize("test", [False, True])
def test_days_of_deadlines_are_exact_nineteen_times_in_twenty(test: bool) -> None:
    rows = cases(FOLDER / FILES[test])
    assert len(rows) >= 150
    assert sum(case.meeting.year != (case.due or case.meeting).year for case in rows) >= 5, "turns of the year"
    assert sum(right(case)[0] for case in rows) >= 0.95 * len(rows)


def test_a_wrong_day_is_no_exact_one() -> None:
    case = next(case for case in cases(FOLDER / FILES[False]) if case.due is not None)
    assert right(case)[0]
    assert not right(replace(case, due=date(1999, 1, 1)))[0]
