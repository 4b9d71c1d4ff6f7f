"""Bringing a transcript in: look at it in memory, say who is who, drop the turns of those who objected, keep the rest.

Nothing is written before the turns of objectors are dropped, and no file is written at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import starmap

from resonanz.app.meetings import engine
from resonanz.app.meetings.assigning import Assigned, Voices, join_new_names, voices_of
from resonanz.app.meetings.entering import NAME, enter
from resonanz.app.meetings.erasing import both_files
from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.matching import guess
from resonanz.app.meetings.models import DraftLine, Meeting, Participant, StoredUtterance
from resonanz.app.meetings.states import Deed, State, check
from resonanz.app.people.models import Person
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind, Minutes, MinutesNotice, Task, Transcript
from resonanz.core.minutes.model import MinutesLine as Suggested

LANGUAGES = ("de", "en")
MOST_NOTICES = 100
OWN_TEXTS = {
    "lines": re.compile(r"\d+(, \d+)*(, …)?"),
    "found": re.compile(r"de|en|vtt|srt|docx|txt"),
    "encoding": re.compile(r"utf-16-[lb]e|windows-1252"),
}
"""What the reader and the engine write in their notices themselves."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label of the file and the participant it may belong to."""

    label: str
    guess: Participant | None


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds, before anything is stored. ``problem`` is the code with which ``take`` would refuse it.

    ``has_names`` is false, and there are no ``speakers``, where the file has none or one label for everything.
    """

    speakers: tuple[Speaker, ...]
    notices: tuple[MinutesNotice, ...]
    has_names: bool
    has_times: bool
    language: str
    mixed: bool
    seconds: float | None
    problem: MeetingsCode | None


def look(meeting: Meeting, data: bytes, filename: str) -> Look:
    """Read a file in memory; nothing is stored. Raises ``TranscriptError`` if no transcript is in it."""
    check(meeting.state, Deed.TAKE)
    transcript = told_apart(engine.read_transcript(data, filename))
    participants = list(meeting.participants.select_related("person"))
    language, mixed = engine.language_of(transcript.utterances)
    labels = transcript.speakers
    objected = any(one.objected for one in participants)
    return Look(
        speakers=tuple(Speaker(label, guess(label, participants)) for label in labels),
        notices=transcript.notices,
        has_names=bool(labels),
        has_times=transcript.seconds is not None,
        language=language,
        mixed=mixed,
        seconds=transcript.seconds,
        problem=MeetingsCode.TURNS_NOT_SEPARABLE if objected and not labels else None,
    )


def told_apart(transcript: Transcript) -> Transcript:
    """A file with one label for everything tells as little who speaks as one without labels: the label goes."""
    if len(transcript.speakers) > 1:
        return transcript
    return Transcript(tuple(replace(said, speaker=None) for said in transcript.utterances), transcript.notices)


def take(
    meeting: Meeting,
    owner: Person,
    data: bytes,
    filename: str,
    assignment: Mapping[str, Assigned],
    *,
    language: str | None = None,
) -> Meeting:
    """Store what may be stored and the suggestions made of it: prepared -> draft.

    Every label of the file needs its ``Assigned`` (``speaker-unassigned``, ``participant-unknown``). Raises
    ``TranscriptError`` as ``look`` does, ``not-the-owner``, ``language-unknown``, ``turns-not-separable`` if somebody
    objected and the file does not tell her turns from others, ``nothing-left`` if only objectors spoke,
    ``participants-changed`` if somebody objected meanwhile.
    """
    check(meeting.state, Deed.TAKE)
    if meeting.owner_id != owner.pk:
        raise ResonanzError(MeetingsCode.NOT_THE_OWNER)
    if language is not None and language not in LANGUAGES:
        raise ResonanzError(MeetingsCode.LANGUAGE_UNKNOWN)
    transcript = told_apart(engine.read_transcript(data, filename))
    participants = list(meeting.participants.select_related("person"))
    voices = voices_of(transcript, participants, assignment)
    kept = voices.kept(transcript)
    minutes = engine.make_minutes(kept, language, meeting.held_on)
    _store(meeting, kept, minutes, voices)
    return meeting


@both_files()
def _store(meeting: Meeting, kept: Transcript, minutes: Minutes, voices: Voices) -> None:
    enter(meeting, Deed.TAKE)
    objected = set(meeting.participants.filter(objected=True).values_list("pk", flat=True))
    if objected != voices.objected_before:
        raise ResonanzError(MeetingsCode.PARTICIPANTS_CHANGED)
    by_label = join_new_names(meeting, voices)
    for left_over in (meeting.utterances, meeting.draft_lines):  # by an import that was cut short
        left_over.delete()
    StoredUtterance.objects.bulk_create(_utterances(meeting, kept, by_label))
    DraftLine.objects.bulk_create(_lines(meeting, kept, minutes, by_label))
    meeting.state = State.DRAFT
    meeting.language = minutes.language
    meeting.imported_on = today()
    meeting.delete_transcript_on = today() + timedelta(days=meeting.retention_days)
    meeting.notices = _storable(minutes.notices)
    meeting.save()


def _utterances(meeting: Meeting, kept: Transcript, by_label: Mapping[str, Participant]) -> Iterator[StoredUtterance]:
    for number, said in enumerate(kept.utterances, start=1):
        speaker = by_label.get(said.speaker) if said.speaker else None
        row = StoredUtterance(meeting_id=meeting.pk, number=number, text=said.text, start=said.start, end=said.end)
        row.participant_id = speaker.pk if speaker else None
        yield row


def _lines(
    meeting: Meeting, kept: Transcript, minutes: Minutes, by_label: Mapping[str, Participant]
) -> Iterator[DraftLine]:
    numbers = {said.id: number for number, said in enumerate(kept.utterances, start=1)}
    everybody = list(meeting.participants.select_related("person"))
    for position, line in enumerate(worth_a_look(minutes), start=1):
        cited = sorted(numbers[one.id] for one in line.evidence)
        row = DraftLine(meeting_id=meeting.pk, kind=line.kind.value, position=position, text=line.text)
        row.evidence, row.sure = cited, line.sure
        if isinstance(line, Task):
            _add_task(row, line, by_label, everybody)
        yield row


def worth_a_look(minutes: Minutes) -> list[Suggested]:
    """The suggestions in the order of the kinds, of each kind the sure ones first. A check-in that is not sure is left
    out: there is one at most, and most meetings begin without."""
    order = list(LineKind)
    found = (line for line in minutes.lines() if line.sure or line.kind is not LineKind.CHECK_IN)
    return sorted(found, key=lambda line: (order.index(line.kind), not line.sure))


def _add_task(row: DraftLine, task: Task, by_label: Mapping[str, Participant], everybody: list[Participant]) -> None:
    if task.owner is not None:
        owner = by_label.get(task.owner) or guess(task.owner, everybody)
        row.owner_id, row.owner_name = (owner.pk, "") if owner else (None, task.owner[:NAME])
    if task.deadline is not None:
        row.phrase, row.due, row.due_certain = task.deadline.phrase, task.deadline.due, task.deadline.certain


def _storable(notices: Iterable[MinutesNotice]) -> list[dict[str, object]]:
    """Codes, lines, numbers and ``OWN_TEXTS``. A text of the file, if a notice held one, was shown before the import
    and is not kept: nobody knows whose it is."""
    kept = [one for one in notices if all(starmap(_is_own, one.params))]
    return [{"code": one.code, "line": one.line, "params": dict(one.params)} for one in kept[:MOST_NOTICES]]


def _is_own(name: str, value: str | int) -> bool:
    return isinstance(value, int) or (name in OWN_TEXTS and OWN_TEXTS[name].fullmatch(value) is not None)
