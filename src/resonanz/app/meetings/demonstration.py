"""This room's chapter of the demonstration: a draft, one that people look at, released minutes; by the real use cases.

The talks in ``talks`` were written for this project. Their speakers become people of the invented roster: the
leader and employees whom one can be; the last one has objected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources

from django.conf import settings

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.states import State
from resonanz.app.meetings.usecases import Assigned, Attending
from resonanz.app.people.models import Person
from resonanz.app.shell.room import DemonstrationStage
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.minutes.model import LineKind

SPEAKERS = ("Katrin Sommer", "Jens Albrecht", "Sonja Reuter", "Matthias Pohl", "Aylin Demir", "Bernd Krause")
"""Of every talk. The first keeps the minutes."""
OBJECTOR = SPEAKERS[-1]
PURPOSE = "Beschlüsse und Aufgaben festhalten"
LOOKED_AT_DAYS = 5
DECIDED = (LineKind.SUMMARY, LineKind.DECISION)
"""What the leader has decided on already in her draft; the rest is left to whoever plays her."""


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
    if mine.filter(title=DRAFT.title).exclude(state=State.PREPARED).exists():
        return
    for left_over in mine:
        usecases.discard(left_over)
    voices = dict(zip(SPEAKERS, _team(stage), strict=True))
    try:
        _release(voices, stage.now)
    finally:
        clock.unshift(settings.HOME)
    _let_everybody_look(voices)
    _draft(voices)


def _team(stage: DemonstrationStage) -> list[Person]:
    """The leader, then the employees whom one becomes first; no two with one given name where that can be helped, for
    people call each other by it."""
    found = Person.objects.in_bulk([stage.leader, *stage.employees])
    first, *others = (found[key] for key in stage.employees)
    team = [found[stage.leader], first]
    for person in others:
        if person.given_name not in {one.given_name for one in team}:
            team.append(person)
    return [*team, *(person for person in others if person not in team)][: len(SPEAKERS)]


def _release(voices: dict[str, Person], now: datetime) -> None:
    """Days ago, with all the time that people had to look."""
    held = now - timedelta(days=RELEASED.days_ago)
    clock.shift_to(settings.HOME, held)
    meeting = _taken(RELEASED, voices)
    _accept_what_is_sure(meeting, tuple(LineKind))
    usecases.invite(meeting, 2)
    clock.shift_to(settings.HOME, held + timedelta(days=3))
    usecases.release(meeting)


def _draft(voices: dict[str, Person]) -> None:
    _accept_what_is_sure(_taken(DRAFT, voices), DECIDED)


def _let_everybody_look(voices: dict[str, Person]) -> None:
    meeting = _taken(IN_REVIEW, voices)
    _accept_what_is_sure(meeting, tuple(LineKind))
    usecases.invite(meeting, LOOKED_AT_DAYS)


def _taken(talk: Talk, voices: dict[str, Person]) -> Meeting:
    """Consent and purpose, then the transcript."""
    owner = voices[SPEAKERS[0]]
    meeting = usecases.prepare(
        owner,
        title=talk.title,
        held_on=today() if talk is RELEASED else today() - timedelta(days=talk.days_ago),
        purpose=PURPOSE,
        participants=[Attending(person, objects=label == OBJECTOR) for label, person in voices.items()],
        agreed=True,
    )
    participants = {one.person_id: one.pk for one in meeting.participants.all()}
    assignment = {str(person): Assigned(participants[person.pk]) for person in voices.values()}
    return usecases.take(meeting, owner, spoken_by(talk, voices).encode(), talk.file, assignment)


def spoken_by(talk: Talk, voices: dict[str, Person]) -> str:
    """A transcript in which the people of the roster speak and call each other by name."""
    names = {label: str(person) for label, person in voices.items()}
    names |= {label.split()[0]: person.given_name for label, person in voices.items()}
    text = resources.files("resonanz.app.meetings").joinpath("talks", talk.file).read_text(encoding="utf-8")
    return re.sub("|".join(rf"\b{name}\b" for name in names), lambda found: names[found[0]], text)


def _accept_what_is_sure(meeting: Meeting, kinds: tuple[LineKind, ...]) -> None:
    for line in meeting.draft_lines.filter(sure=True, kind__in=kinds):
        usecases.accept(line)
