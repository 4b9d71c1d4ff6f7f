"""The meetings of the demonstration: a draft, one that people look at, released minutes, for the roles one can be."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from resonanz.app.demo.building import add_chapters, invent
from resonanz.app.demo.organisation import roster_csv
from resonanz.app.demo.roles import LEADER_UNIT, DemonstrationRole, person_for
from resonanz.app.demo.timeline import OPEN_FOR
from resonanz.app.meetings.demonstration import DRAFT, IN_REVIEW, OBJECTOR, RELEASED, SPEAKERS, Talk, transcript_of
from resonanz.app.meetings.models import DraftLine, Meeting
from resonanz.app.meetings.queries import draft_of, meeting_for, meetings_of
from resonanz.app.meetings.states import MeetingState
from resonanz.app.people.models import Person
from resonanz.app.people.usecases import import_roster
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.home import home_from_environment
from resonanz.core.minutes.model import LineKind
from resonanz.core.minutes.reading import read

pytestmark = pytest.mark.django_db
TALKS = (DRAFT, IN_REVIEW, RELEASED)
PEOPLE = 120
ROOT = Path(__file__).resolve().parents[3]
TRANSCRIPTS = ROOT / "src/resonanz/app/meetings/talks"


@pytest.fixture
def held(db: None) -> dict[str, Meeting]:
    """The meetings by title."""
    assert import_roster(roster_csv(invent(PEOPLE).employees, today() - timedelta(days=100))).applied
    add_chapters(timezone.localtime())
    return {meeting.title: meeting for meeting in Meeting.objects.all()}


def played(role: DemonstrationRole) -> Person:
    """Who one is in a part."""
    person = person_for(role)
    assert person is not None
    return person


def test_there_is_one_of_each_for_the_leader_and_the_employee(held: dict[str, Meeting]) -> None:
    states = {
        DRAFT.title: MeetingState.DRAFT,
        IN_REVIEW.title: MeetingState.REVIEW,
        RELEASED.title: MeetingState.RELEASED,
    }
    assert {title: meeting.state for title, meeting in held.items()} == states
    leader, employee = played(DemonstrationRole.LEADER), played(DemonstrationRole.EMPLOYEE)
    assert employee.unit.key.startswith(LEADER_UNIT)
    assert {(one.title, one.owner) for one in meetings_of(leader)} == {(title, leader) for title in states}
    assert {(one.title, one.owner) for one in meetings_of(employee)} == {(title, leader) for title in states}
    assert not meetings_of(Person.objects.exclude(meetings__isnull=False).first())
    reading = meeting_for(employee, held[IN_REVIEW.title].pk)
    assert reading is not None
    assert reading.may_strike
    assert not reading.me.objected


def test_the_clock_is_the_real_one_again(held: dict[str, Meeting]) -> None:
    assert not home_from_environment().clock_file.exists()
    assert held[RELEASED.title].released_on < today()  # type: ignore[operator]
    assert {held[title].imported_on for title in (DRAFT.title, IN_REVIEW.title)} == {today()}


def test_held_once_more_nothing_is_added(held: dict[str, Meeting]) -> None:
    add_chapters(timezone.localtime())
    assert set(Meeting.objects.all()) == set(held.values())


def test_what_a_kill_left_is_made_anew(held: dict[str, Meeting]) -> None:
    before = {meeting.pk for meeting in held.values()}
    held[DRAFT.title].delete()
    add_chapters(timezone.localtime())
    assert {meeting.title for meeting in Meeting.objects.all()} == set(held)
    assert not before & set(Meeting.objects.values_list("pk", flat=True))


def test_the_leader_has_something_to_read_and_to_decide(held: dict[str, Meeting]) -> None:
    draft = draft_of(played(DemonstrationRole.LEADER), held[DRAFT.title].pk)
    assert draft is not None
    assert {line.state for line in draft[LineKind.SUMMARY]} == {"accepted"}
    assert {line.state for line in draft[LineKind.TASK]} == {"suggested"}
    for lines in (held[IN_REVIEW.title].draft_lines.all(), held[RELEASED.title].lines.all()):
        kinds = {line.kind for line in lines}
        assert kinds >= {LineKind.SUMMARY.value, LineKind.TASK.value}
    owned = {"kind": LineKind.TASK.value, "owner_id__isnull": False}
    drafted = DraftLine.objects.filter(**owned).count()
    assert drafted + held[RELEASED.title].lines.filter(**owned).count() >= len(TALKS)


def test_the_objector_s_turns_are_not_there_and_all_others_are(held: dict[str, Meeting]) -> None:
    for title in (DRAFT.title, IN_REVIEW.title):
        objector = held[title].participants.get(objected=True)
        spoke = set(held[title].utterances.values_list("participant_id", flat=True))
        assert spoke == set(held[title].participants.exclude(pk=objector.pk).values_list("pk", flat=True))


def test_released_minutes_have_no_transcript(held: dict[str, Meeting]) -> None:
    assert not held[RELEASED.title].utterances.exists()
    assert held[DRAFT.title].utterances.exists()


def test_the_open_wave_closes_before_a_transcript_is_deleted(held: dict[str, Meeting]) -> None:
    """Whoever lets time pass on the stage still finds the draft as it was."""
    for title in (DRAFT.title, IN_REVIEW.title):
        gone_on = held[title].delete_transcript_on
        assert gone_on is not None
        assert gone_on - today() >= OPEN_FOR - timedelta(days=3)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.file)
def test_people_of_the_roster_speak_and_call_each_other_by_name(talk: Talk) -> None:
    voices = {
        label: Person(given_name=f"Given{place}", family_name=f"Family{place}") for place, label in enumerate(SPEAKERS)
    }
    text = transcript_of(talk, voices)
    assert set(read(text.encode(), talk.file).speakers) == {str(person) for person in voices.values()}
    assert not re.search("|".join(name for label in SPEAKERS for name in label.split()), text)
    assert re.search(r"\bGiven[1-5],", text)
    original = (TRANSCRIPTS / talk.file).read_text(encoding="utf-8")
    assert set(read(original.encode(), talk.file).speakers) == set(SPEAKERS)
    assert f"<v {OBJECTOR}>" in original


def test_the_example_is_the_talk_of_the_draft() -> None:
    assert (ROOT / "examples/meetings" / DRAFT.file).read_bytes() == (TRANSCRIPTS / DRAFT.file).read_bytes()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_documentation_names_them(language: str) -> None:
    text = (ROOT / f"docs/{language}/demonstration.md").read_text(encoding="utf-8")
    for talk in TALKS:
        assert talk.title in text
