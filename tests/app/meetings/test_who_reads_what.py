"""Readers are those who took part, and each of them sees what the state allows; everybody else gets nothing.

Every refusal is asked of a meeting full of words, and beside it stands somebody who must be able to read them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resonanz.app.accounts.models import User
from resonanz.app.accounts.usecases import add_administrator, user_for
from resonanz.app.meetings import queries, usecases
from resonanz.app.meetings.models import DraftLine, Meeting
from resonanz.app.meetings.states import MeetingState
from resonanz.app.people.models import Person
from resonanz.app.people.queries import person_of
from resonanz.core.kernel.clock import today
from tests.app.meetings.sample_meeting import (
    MARKERS,
    drafted,
    in_review,
    later,
    line,
    prepared,
    released,
    who,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roster")]
MAKERS: dict[MeetingState, Callable[[], Meeting]] = {
    MeetingState.PREPARED: prepared,
    MeetingState.DRAFT: drafted,
    MeetingState.REVIEW: in_review,
    MeetingState.RELEASED: released,
}


def everything_for(person: Person | None, meeting: Meeting) -> str:
    """All that any query of this room gives this reader, as one text."""
    found: list[object] = [*queries.meetings_of(person)]
    reading, draft = queries.meeting_for(person, meeting.pk), queries.draft_of(person, meeting.pk)
    if reading is not None:
        found += [reading.meeting, reading.meeting.purpose, *map(str, reading.participants)]
    for lines in (*(reading.lines.values() if reading else ()), *(draft or {}).values()):
        found += [one.text for one in lines]
    for each in DraftLine.objects.all():
        shown = queries.line_for(person, each.pk)
        found += [shown.text if shown else None, *queries.evidence_of(person, each)]
    return " ".join(str(each) for each in found if each)


def words_in(text: str) -> set[str]:
    """The marker words in a text."""
    return {word for word in MARKERS if word in text}


def nobody() -> dict[str, Person | None]:
    """All kinds of people who did not take part."""
    vera = who("vera")
    add_administrator("vera@example.org")  # people lead and administrator of the installation
    superuser = User.objects.create_user(address="root@example.org")
    superuser.is_superuser = superuser.is_staff = True  # type: ignore[attr-defined]
    return {
        "people lead and administrator": vera,
        "leader of the owner": who("lena"),
        "leader of everybody": who("greta"),
        "colleague of participants": who("lars"),
        "somebody who left": who("gone"),
        "superuser without a person": person_of(superuser),
        "nobody": None,
    }


@pytest.mark.parametrize("state", MeetingState)
def test_who_did_not_take_part_gets_nothing(state: MeetingState) -> None:
    meeting = MAKERS[state]()
    for reader, person in nobody().items():
        assert everything_for(person, meeting) == "", reader
    assert "Hall and paint" in everything_for(who("emil"), meeting)
    assert "Hall and paint" in everything_for(who("otto"), meeting)


def test_the_owner_alone_sees_words_of_a_draft() -> None:
    meeting = drafted()
    assert words_in(everything_for(who("emil"), meeting)) == set(MARKERS)
    for name in ("ina", "otto"):
        seen = queries.meeting_for(who(name), meeting.pk)
        assert seen is not None
        assert (seen.meeting.purpose, seen.may_object, seen.may_strike) == ("Who does what", True, False)
        assert len(seen.participants) == 4
        assert words_in(everything_for(who(name), meeting)) == set()
        assert queries.draft_of(who(name), meeting.pk) is None


def test_participants_see_accepted_lines_and_their_surroundings_only() -> None:
    meeting = drafted()
    usecases.accept(meeting.draft_lines.get(kind="task", text__contains="juxtapose"))
    usecases.invite(meeting, 3)
    for name in ("emil", "ina", "otto"):  # the task is the fifth utterance
        assert words_in(everything_for(who(name), meeting)) == {"zeppelin", "juxtapose", "mulligan"}
    task = line(meeting, "juxtapose")
    said = queries.evidence_of(who("otto"), task)
    assert [(one.number, one.cited, one.speaker) for one in said] == [
        (4, False, "Otto Ohlsen"),
        (5, True, "Ina Imhof"),
        (6, False, "Otto Ohlsen"),
    ]
    assert (said[1].start, said[1].end) == (25.0, 29.0)


def test_somebody_who_objected_reads_with_the_others() -> None:
    meeting = drafted("ina")
    usecases.accept(line(meeting, "flamingo"))
    usecases.invite(meeting, 3)
    assert "flamingo" in everything_for(who("ina"), meeting)


def test_released_minutes_are_lines_without_evidence() -> None:
    meeting = released()
    for name in ("emil", "ina", "otto"):
        seen = queries.meeting_for(who(name), meeting.pk)
        assert seen is not None
        assert sum(map(len, seen.lines.values())) == 8
        assert (seen.may_strike, seen.may_object, seen.may_release) == (False, False, False)
        assert all(queries.evidence_of(who(name), each) == () for each in DraftLine.objects.all())
    assert "mulligan" not in everything_for(who("emil"), meeting)


@pytest.mark.parametrize("state", MeetingState)
def test_who_leaves_can_read_no_more(state: MeetingState) -> None:
    meeting = MAKERS[state]()
    assert "Hall and paint" in everything_for(who("otto"), meeting)
    Person.objects.filter(person_id__in=["4", "6"]).update(active_to=today() - timedelta(days=1))
    assert everything_for(who("otto"), meeting) == ""
    assert everything_for(who("emil"), meeting) == ""
    assert "Hall and paint" in everything_for(who("ina"), meeting)


def test_what_may_be_done_follows_the_days() -> None:
    meeting = in_review(days=2)
    for owner in (True, False):
        seen = queries.meeting_for(who("emil" if owner else "ina"), meeting.pk)
        assert seen is not None
        assert (seen.is_owner, seen.may_strike, seen.may_release) == (owner, True, False)
    later(3)
    for owner in (True, False):
        seen = queries.meeting_for(who("emil" if owner else "ina"), meeting.pk)
        assert seen is not None
        assert (seen.may_strike, seen.may_release) == (False, owner)


def test_a_line_of_another_meeting_gives_no_evidence() -> None:
    """A participant of one meeting and a line of another, with the same numbers."""
    mine = usecases.prepare(
        who("lars"), title="Mine", held_on=today(), purpose="p", participants=[usecases.Attendee(who("lars"))],
        agreed=True,
    )  # fmt: skip
    theirs = in_review()
    foreign = line(theirs, "zeppelin")
    forged = DraftLine(pk=foreign.pk, meeting_id=mine.pk, evidence=[1, 2, 3, 4])
    assert queries.evidence_of(who("lars"), forged) == ()
    assert queries.evidence_of(who("otto"), forged) != ()
    assert queries.draft_of(who("lars"), theirs.pk) is None
    assert queries.meeting_for(who("lars"), uuid.uuid4()) is None


def test_the_permission_is_for_people_on_the_roster() -> None:
    root = add_administrator("root@example.org")
    people_lead = user_for("vera@example.org")
    employee = user_for("emil@example.org")
    assert people_lead is not None
    assert employee is not None
    assert [user.has_perm("meetings.use") for user in (root, people_lead, employee)] == [False, True, True]


def query_counts(person: Person, meeting: Meeting) -> list[int]:
    """How often each query asks the database."""
    shown = line(meeting, "zeppelin")
    counts = []
    for call in (
        lambda: [str(each.owner) for each in queries.meetings_of(person)],
        lambda: str(queries.meeting_for(person, meeting.pk)),
        lambda: str(queries.draft_of(person, meeting.pk)),
        lambda: str(queries.evidence_of(person, shown)),
        lambda: [(str(one), str(one.unit)) for one in queries.find_people("in")],
    ):
        with CaptureQueriesContext(connection) as asked:
            call()
        counts.append(len(asked))
    return counts


@pytest.mark.parametrize("make", [drafted, in_review])
def test_more_meetings_cost_no_more_queries(make: Callable[[], Meeting]) -> None:
    meeting = make()
    one = query_counts(who("emil"), meeting)
    for _ in range(3):
        make()
    assert len(queries.meetings_of(who("emil"))) == 4
    assert query_counts(who("emil"), meeting) == one
    assert max(one) <= 4


def test_people_are_found_by_name_alone() -> None:
    found = queries.find_people("im")
    assert [(str(one), str(one.unit)) for one in found] == [("Ina Imhof", "IT")]
    assert [str(one) for one in queries.find_people("ina hof")] == ["Ina Imhof"]
    for text in ("i", " i ", "", "example", "ina@", "7"):
        assert queries.find_people(text) == []
    assert queries.find_people("Gegangen") == []
    assert len(queries.find_people("e r", limit=2)) == 2
    assert set(queries.people_by_key([who("ina").pk, who("gone").pk, 10**9])) == {who("ina").pk}
