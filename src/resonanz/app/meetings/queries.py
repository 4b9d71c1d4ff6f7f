"""Reading meetings: participants and the owner only, and each of them only what the state allows.

There is no query here that lists meetings of somebody else, and none that counts what anybody said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from resonanz.app.meetings.models import DraftLine, EitherLine, LineState, Meeting, Participant
from resonanz.app.meetings.states import ALLOWED, MeetingAction, MeetingState
from resonanz.app.people.models import Person
from resonanz.app.people.queries import is_present, present
from resonanz.core.minutes.model import LineKind

L = TypeVar("L", bound=EitherLine)
LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A meeting as this reader may see it. ``lines`` are empty before the review; every kind has its key."""

    meeting: Meeting
    me: Participant
    participants: tuple[Participant, ...]
    lines: Mapping[LineKind, tuple[EitherLine, ...]]
    is_owner: bool
    may_strike: bool
    may_object: bool
    may_release: bool


@dataclass(frozen=True, slots=True)
class EvidenceUtterance:
    """An utterance beside a line: cited by it, or its neighbour."""

    number: int
    speaker: str
    start: float | None
    end: float | None
    text: str
    cited: bool


def meetings_of(person: Person | None) -> QuerySet[Meeting]:
    """The meetings she took part in, the newest first; none for somebody who has left."""
    if person is None or not is_present(person):
        return Meeting.objects.none()
    return Meeting.objects.filter(participants__person=person).select_related("owner")


def meeting_for(person: Person | None, meeting_id: UUID) -> Reading | None:
    """The meeting as she may see it; None if it is not hers to see, or not there. Three queries."""
    meeting = meetings_of(person).filter(pk=meeting_id).first()
    if meeting is None or person is None:
        return None
    participants = tuple(meeting.participants.select_related("person"))
    striking = meeting.strikes_are_open
    is_owner = meeting.owner_id == person.pk
    return Reading(
        meeting=meeting,
        me=next(one for one in participants if one.person_id == person.pk),
        participants=participants,
        lines=_by_kind(_lines_to_show(meeting, participants)),
        is_owner=is_owner,
        may_strike=striking,
        may_object=meeting.state in ALLOWED[MeetingAction.OBJECT],
        may_release=is_owner and meeting.state == MeetingState.REVIEW and not striking,
    )


def draft_of(person: Person | None, meeting_id: UUID) -> dict[LineKind, tuple[DraftLine, ...]] | None:
    """Every line, suggested or accepted, for the owner while she decides; None for everybody else and in every other
    state. Three queries."""
    meeting = meetings_of(person).filter(pk=meeting_id, owner=person, state=MeetingState.DRAFT).first()
    return _by_kind(_drafted(meeting, meeting.participants.select_related("person"))) if meeting else None


def line_for(person: Person | None, number: int) -> DraftLine | None:
    """A line she may see now, before the release: the owner in the draft, every participant in review."""
    line = DraftLine.objects.filter(pk=number).first()
    meeting = meetings_of(person).filter(pk=line.meeting_id).first() if line else None
    if line is None or meeting is None or person is None:
        return None
    line.meeting = meeting
    if meeting.state == MeetingState.DRAFT:
        return line if meeting.owner_id == person.pk else None
    return line if meeting.state == MeetingState.REVIEW and line.state == LineState.ACCEPTED else None


def evidence_of(person: Person | None, line: DraftLine) -> tuple[EvidenceUtterance, ...]:
    """The utterances a line comes from, each with one neighbour before and after, to whoever may see the line while
    there is a transcript. Never more of it."""
    visible = line_for(person, line.pk)
    if visible is None:
        return ()
    cited = set(visible.evidence)
    around = {number + step for number in cited for step in (-1, 0, 1)}
    names = {one.pk: one.called for one in visible.meeting.participants.select_related("person")}
    return tuple(
        EvidenceUtterance(
            one.number, names.get(one.participant_id or 0, ""), one.start, one.end, one.text, one.number in cited
        )
        for one in visible.meeting.utterances.filter(number__in=around)
    )


def find_people(text: str, limit: int = 8) -> list[Person]:
    """Today's people whose names contain every word, for the list of participants; with their unit, in one query.
    By name alone, and only from two letters on: addresses and numbers find nobody."""
    words = text.split()
    if sum(map(len, words)) < LEAST_LETTERS:
        return []
    matches = present().select_related("unit").order_by("family_name", "given_name", "pk")
    for word in words:
        matches = matches.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word))
    return list(matches[:limit])


def people_by_key(keys: Iterable[int]) -> dict[int, Person]:
    """Today's people with these keys, as a form sends them back."""
    return present().select_related("unit").in_bulk(list(keys))


def _lines_to_show(meeting: Meeting, participants: Iterable[Participant]) -> Iterable[EitherLine]:
    if meeting.state == MeetingState.RELEASED:
        return meeting.lines.select_related("owner__person")
    if meeting.state == MeetingState.REVIEW:
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
