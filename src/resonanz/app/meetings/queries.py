"""Reading meetings: participants and the owner only, and each of them only what the state allows.

There is no query here that lists meetings of somebody else, and none that counts what anybody said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from resonanz.app.meetings.models import DraftLine, EitherLine, LineState, Meeting, Participant
from resonanz.app.meetings.states import FITTING, Deed, State
from resonanz.app.people.models import Person
from resonanz.app.people.queries import is_present, present
from resonanz.core.kernel.clock import today
from resonanz.core.minutes.model import LineKind

AnyLines = Mapping[LineKind, tuple[EitherLine, ...]]
DraftLines = dict[LineKind, tuple[DraftLine, ...]]
L = TypeVar("L", bound=EitherLine)
LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting in the reader's own list."""

    meeting: Meeting
    is_owner: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A meeting as this reader may see it. ``lines`` are empty before the review; every kind has its key."""

    meeting: Meeting
    me: Participant
    participants: tuple[Participant, ...]
    lines: AnyLines
    is_owner: bool
    may_strike: bool
    may_object: bool
    may_release: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What the owner works on: every line, suggested or accepted, kind by kind."""

    meeting: Meeting
    participants: tuple[Participant, ...]
    lines: DraftLines


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance beside a line: cited by it, or its neighbour."""

    number: int
    speaker: str
    start: float | None
    end: float | None
    text: str
    cited: bool


def meetings_of(person: Person | None) -> list[Entry]:
    """The meetings she took part in, the newest first; nothing for somebody who has left. One query."""
    return [Entry(meeting, meeting.owner_id == person.pk) for meeting in _open_to(person)] if person else []


def meeting_for(person: Person | None, meeting: UUID) -> Reading | None:
    """The meeting as she may see it; None if it is not hers to see, or not there. Three queries."""
    found = _open_to(person).filter(pk=meeting).first()
    if found is None or person is None:
        return None
    participants = tuple(found.participants.select_related("person"))
    looking = found.review_until is not None and today() <= found.review_until
    is_owner = found.owner_id == person.pk
    return Reading(
        meeting=found,
        me=next(one for one in participants if one.person_id == person.pk),
        participants=participants,
        lines=_by_kind(_lines_to_show(found, participants)),
        is_owner=is_owner,
        may_strike=found.state == State.REVIEW and looking,
        may_object=found.state in FITTING[Deed.OBJECT],
        may_release=is_owner and found.state == State.REVIEW and not looking,
    )


def owned(person: Person | None, meeting: UUID) -> Meeting | None:
    """The meeting if it is hers to change, in any state."""
    return _open_to(person).filter(pk=meeting, owner=person).first()


def draft_of(person: Person | None, meeting: UUID) -> Draft | None:
    """All lines for the owner while she decides; None for everybody else and in every other state. Three queries."""
    found = owned(person, meeting)
    if found is None or found.state != State.DRAFT:
        return None
    participants = tuple(found.participants.select_related("person"))
    return Draft(found, participants, _by_kind(_drafted(found, participants)))


def line_for(person: Person | None, line: int) -> DraftLine | None:
    """A line she may see now, before the release: the owner in the draft, every participant in review."""
    found = DraftLine.objects.filter(pk=line).first()
    meeting = _open_to(person).filter(pk=found.meeting_id).first() if found else None
    if found is None or meeting is None:
        return None
    found.meeting = meeting
    if meeting.state == State.DRAFT:
        return found if person is not None and meeting.owner_id == person.pk else None
    return found if meeting.state == State.REVIEW and found.state == LineState.ACCEPTED else None


def evidence_of(person: Person | None, line: DraftLine) -> tuple[Said, ...]:
    """The utterances a line comes from, each with one neighbour before and after, to whoever may see the line while
    there is a transcript. Never more of it."""
    seen = line_for(person, line.pk)
    if seen is None:
        return ()
    cited = set(seen.evidence)
    around = {number + step for number in cited for step in (-1, 0, 1)}
    names = {one.pk: one.called for one in seen.meeting.participants.select_related("person")}
    return tuple(
        Said(one.number, names.get(one.participant_id or 0, ""), one.start, one.end, one.text, one.number in cited)
        for one in seen.meeting.utterances.filter(number__in=around)
    )


def find_people(text: str, limit: int = 8) -> list[Person]:
    """Today's people whose names contain every word, for the list of participants; with their unit, in one query.
    By name alone, and only from two letters on: addresses and numbers find nobody."""
    words = text.split()
    if sum(map(len, words)) < LEAST_LETTERS:
        return []
    found = present().select_related("unit").order_by("family_name", "given_name", "pk")
    for word in words:
        found = found.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word))
    return list(found[:limit])


def people_by_key(keys: Iterable[int]) -> dict[int, Person]:
    """Today's people with these keys, as a form sends them back."""
    return present().select_related("unit").in_bulk(list(keys))


def _open_to(person: Person | None) -> QuerySet[Meeting]:
    """The meetings in which somebody on today's roster took part; the owner always did."""
    if person is None or not is_present(person):
        return Meeting.objects.none()
    return Meeting.objects.filter(participants__person=person).select_related("owner")


def _lines_to_show(meeting: Meeting, participants: Iterable[Participant]) -> Iterable[EitherLine]:
    """Nothing of a draft, what was accepted in review, what stayed after the release."""
    if meeting.state == State.RELEASED:
        return meeting.lines.select_related("owner__person")
    if meeting.state == State.REVIEW:
        return [line for line in _drafted(meeting, participants) if line.state == LineState.ACCEPTED]
    return ()


def _drafted(meeting: Meeting, participants: Iterable[Participant]) -> list[DraftLine]:
    by_key = {one.pk: one for one in participants}
    lines = list(meeting.draft_lines)
    for line in lines:
        line.meeting, line.owner = meeting, by_key.get(line.owner_id or 0)
    return lines


def _by_kind(lines: Iterable[L]) -> dict[LineKind, tuple[L, ...]]:
    sorted_lines: dict[str, list[L]] = defaultdict(list)
    for line in lines:
        sorted_lines[line.kind].append(line)
    return {kind: tuple(sorted_lines[kind.value]) for kind in LineKind}
