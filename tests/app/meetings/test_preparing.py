"""Nothing is brought in before purpose, participants and their agreement are recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.usecases import Attendee, prepare
from resonanz.app.people.models import Person
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from tests.app.meetings.sample_meeting import later, prepared, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roster")]


def terms(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 (a value of every kind)
    """What a good form says, with something changed."""
    good = {
        "title": "Hall",
        "held_on": today(),
        "purpose": "Tasks",
        "retention_days": 14,
        "keep_months": 12,
        "participants": [Attendee(who("emil")), Attendee(who("ina"))],
        "agreed": True,
    }
    return good | changed


def test_the_record_holds_what_was_agreed() -> None:
    meeting = prepared(objecting="ina")
    stored = Meeting.objects.get()
    assert stored == meeting
    assert (stored.state, stored.agreed, stored.purpose) == (MeetingState.PREPARED, True, "Who does what")
    assert (stored.retention_days, stored.keep_months, stored.prepared_on) == (14, 12, today())
    assert [(str(one), one.objected) for one in stored.participants.all()] == [
        ("Emil Ernst", False),
        ("Ina Imhof", True),
        ("Otto Ohlsen", False),
        ("Gerda", False),
    ]
    assert not stored.has_transcript


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"agreed": False}, "agreement-missing"),
        ({"title": " "}, "title-missing"),
        ({"title": "x" * 201}, "title-too-long"),
        ({"purpose": ""}, "purpose-missing"),
        ({"purpose": "x" * 501}, "purpose-too-long"),
        ({"retention_days": 0}, "retention-out-of-range"),
        ({"retention_days": 15}, "retention-out-of-range"),
        ({"keep_months": 60}, "keeping-out-of-range"),
        ({"participants": []}, "owner-must-attend"),
    ],
)
def test_an_incomplete_record_is_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(ResonanzError, match=code):
        prepare(who("emil"), **terms(**changed))
    assert not Meeting.objects.exists()
    assert prepare(who("emil"), **terms()).pk


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["emil"], "participant-twice"),
        (["gone"], "participant-not-present"),
        ([""], "participant-nameless"),
        (["otto"] * 2, "participant-twice"),
        (["Guest"] * 199, "too-many-participants"),
    ],
)
def test_wrong_participants_are_refused(more: list[str], code: str) -> None:
    known = {"emil", "otto", "gone"}
    added = [Attendee(who(name)) if name in known else Attendee(None, name) for name in more]
    with pytest.raises(ResonanzError, match=code):
        prepare(who("emil"), **terms(participants=[*terms()["participants"], *added]))


def test_a_day_far_away_and_an_owner_who_left_are_refused() -> None:
    for days in (-400, 400):
        with pytest.raises(ResonanzError, match="held-on-implausible"):
            prepare(who("emil"), **terms(held_on=today() + timedelta(days=days)))
    Person.objects.filter(pk=who("emil").pk).update(active_to=today() - timedelta(days=1))
    with pytest.raises(ResonanzError, match="owner-not-present"):
        prepare(who("emil"), **terms())


def test_a_second_click_makes_no_second_meeting() -> None:
    first = prepared()
    assert prepared() == first
    assert prepared(objecting="ina") != first
    later(1)
    assert prepared() not in (first, None)
    assert Meeting.objects.count() == 3
