"""This room's chapter of the demonstration: a draft, one in review, released minutes; by the real use cases.

The talks in ``talks`` were written for this project. Their speakers become people of the invented roster: the
leader and employees whom one can be; the last one has objected.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources

from django.conf import settings

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.usecases import Attendee, SpeakerAssignment
from resonanz.app.people.models import Person
from resonanz.app.shell.room import DemonstrationStage
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.minutes.model import LineKind

# Of every talk. The first keeps the minutes.
SPEAKERS = ("Katrin Sommer", "Jens Albrecht", "Sonja Reuter", "Matthias Pohl", "Aylin Demir", "Bernd Krause")
OBJECTOR = SPEAKERS[-1]
PURPOSE = "Beschlüsse und Aufgaben festhalten"
REVIEW_DAYS = 5
# What the leader has decided on already in her draft; the rest is left to whoever plays her.
DECIDED = (LineKind.SUMMARY, LineKind.DECISION)


@dataclass(frozen=True, slots=True)
class Talk:
    """A transcript of the package and the meeting it becomes, held ``days_ago`` days ago."""

    file: str
    title: str
    days_ago: int


DRAFT = Talk("wochenrunde.vtt", "Wochenrunde Logistik", 1)
IN_REVIEW = Talk("inventur.vtt", "Vorbereitung der Inventur", 2)
RELEASED = Talk("rueckblick.vtt", "Rückblick auf die Umstellung", 9)


def hold_meetings(stage: DemonstrationStage) -> None:
    """Make the three meetings, the draft last; once it is there nothing happens. What a kill left is made anew."""
    mine = Meeting.objects.filter(owner=stage.leader, title__in=[talk.title for talk in (RELEASED, IN_REVIEW, DRAFT)])
    if mine.filter(title=DRAFT.title).exclude(state=MeetingState.PREPARED).exists():
        return
    for left_over in mine:
        usecases.discard(left_over)
    speakers = dict(zip(SPEAKERS, _team(stage), strict=True))
    try:
        _release(speakers, stage.now)
    finally:
        clock.unshift(settings.HOME)
    _reviewed(IN_REVIEW, speakers, REVIEW_DAYS)
    _accept_sure_lines(_imported(DRAFT, speakers), DECIDED)


def _team(stage: DemonstrationStage) -> list[Person]:
    # The leader, then the employees whom one becomes first; no two with one given name where that can be helped, for
    # people call each other by it.
    people = Person.objects.in_bulk([stage.leader, *stage.employees])
    first, *others = (people[key] for key in stage.employees)
    team = [people[stage.leader], first]
    for person in others:
        if person.given_name not in {one.given_name for one in team}:
            team.append(person)
    return [*team, *(person for person in others if person not in team)][: len(SPEAKERS)]


def _release(speakers: dict[str, Person], now: datetime) -> None:
    held = now - timedelta(days=RELEASED.days_ago)
    clock.shift_to(settings.HOME, held)
    meeting = _reviewed(RELEASED, speakers, 2)
    clock.shift_to(settings.HOME, held + timedelta(days=3))
    usecases.release(meeting)


def _reviewed(talk: Talk, speakers: dict[str, Person], days: int) -> Meeting:
    meeting = _imported(talk, speakers)
    _accept_sure_lines(meeting, tuple(LineKind))
    return usecases.invite(meeting, days)


def _imported(talk: Talk, speakers: dict[str, Person]) -> Meeting:
    owner = speakers[SPEAKERS[0]]
    meeting = usecases.prepare(
        owner,
        title=talk.title,
        held_on=today() if talk is RELEASED else today() - timedelta(days=talk.days_ago),
        purpose=PURPOSE,
        participants=[Attendee(person, objects=label == OBJECTOR) for label, person in speakers.items()],
        agreed=True,
    )
    participants = {one.person_id: one.pk for one in meeting.participants.all()}
    assignment = {str(person): SpeakerAssignment(participants[person.pk]) for person in speakers.values()}
    return usecases.import_transcript(meeting, owner, transcript_of(talk, speakers).encode(), talk.file, assignment)


def transcript_of(talk: Talk, speakers: dict[str, Person]) -> str:
    """A transcript in which the people of the roster speak and call each other by name."""
    names = {label: str(person) for label, person in speakers.items()}
    names |= {label.split()[0]: person.given_name for label, person in speakers.items()}
    text = resources.files("resonanz.app.meetings").joinpath("talks", talk.file).read_text(encoding="utf-8")
    return re.sub("|".join(rf"\b{name}\b" for name in names), lambda match: names[match[0]], text)


def _accept_sure_lines(meeting: Meeting, kinds: tuple[LineKind, ...]) -> None:
    for line in meeting.draft_lines.filter(sure=True, kind__in=kinds):
        usecases.accept(line)
