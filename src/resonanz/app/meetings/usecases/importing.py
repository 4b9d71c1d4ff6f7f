"""Bringing a transcript in: preview it in memory, say who is who, drop the turns of those who objected, keep the rest.

Nothing is written before the turns of objectors are dropped, and no file is written at all.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from resonanz.app.meetings import engine
from resonanz.app.meetings.erasing import TRANSCRIPTS, both_files
from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.locking import lock_meeting
from resonanz.app.meetings.models import DraftLine, Meeting, Participant, StoredUtterance
from resonanz.app.meetings.notices import as_stored
from resonanz.app.meetings.speakers import (
    ResolvedSpeakers,
    SpeakerAssignment,
    guess,
    resolve_speakers,
    with_chosen_labels,
)
from resonanz.app.meetings.states import MeetingAction, MeetingState, check_allowed
from resonanz.app.meetings.text_checks import NAME
from resonanz.app.people.models import Person
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind, Minutes, MinutesLine, MinutesNotice, Task, Transcript
from resonanz.storage import forget

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class TranscriptPreview:
    """What a file holds, before anything is stored. ``speakers``: each label with the participant it may belong to;
    empty where the file has none or one label for everything. ``unclear``: likewise what may be labels and need not be
    assigned. ``problem`` is the code with which ``import_transcript`` would refuse it."""

    speakers: Mapping[str, Participant | None]
    unclear: Mapping[str, Participant | None]
    notices: tuple[MinutesNotice, ...]
    language: str
    mixed: bool
    seconds: float | None
    problem: MeetingsCode | None


def preview(meeting: Meeting, data: bytes, filename: str) -> TranscriptPreview:
    """Read a file in memory; nothing is stored. Raises ``TranscriptError`` if no transcript is in it."""
    check_allowed(meeting.state, MeetingAction.IMPORT)
    transcript = engine.read_transcript(data, filename)
    unclear = [label for label in transcript.unclear_labels if label not in transcript.speakers]
    labels = transcript.speakers if unclear else without_single_label(transcript).speakers
    participants = list(meeting.participants.select_related("person"))
    language, mixed = engine.language_of(transcript.utterances)
    objected = any(one.objected for one in participants)
    return TranscriptPreview(
        speakers={label: guess(label, participants) for label in labels},
        unclear={label: guess(label, participants) for label in unclear},
        notices=transcript.notices,
        language=language,
        mixed=mixed,
        seconds=transcript.seconds,
        problem=MeetingsCode.TURNS_NOT_SEPARABLE if objected and not labels and not unclear else None,
    )


def without_single_label(transcript: Transcript) -> Transcript:
    """A file with one label for everything tells as little who speaks as one without labels: the label goes."""
    if len(transcript.speakers) > 1:
        return transcript
    return Transcript(
        tuple(replace(utterance, speaker=None) for utterance in transcript.utterances), transcript.notices
    )


def import_transcript(
    meeting: Meeting,
    owner: Person,
    data: bytes,
    filename: str,
    assignment: Mapping[str, SpeakerAssignment],
    *,
    language: str | None = None,
    silent: Collection[int] = (),
) -> Meeting:
    """Store what may be stored and the suggestions made of it: prepared -> draft.

    Every label of the file needs its ``SpeakerAssignment`` (``speaker-unassigned``, ``participant-unknown``); an
    unclear one may have it, else its words are nobody's and, if somebody objected, are not stored. ``silent``: keys of
    objectors who said nothing. Raises ``TranscriptError`` as ``preview`` does, ``not-the-owner``, ``language-unknown``,
    ``turns-not-separable``, ``objector-without-turn``, ``objector-assigned-elsewhere`` and ``objector-named`` if
    somebody objected and it is not certain which turns are hers, ``nothing-left`` if only objectors spoke,
    ``participants-changed`` if somebody objected meanwhile.
    """
    check_allowed(meeting.state, MeetingAction.IMPORT)
    if meeting.owner_id != owner.pk:
        raise ResonanzError(MeetingsCode.NOT_THE_OWNER)
    if language is not None and language not in LANGUAGES:
        raise ResonanzError(MeetingsCode.LANGUAGE_UNKNOWN)
    transcript = without_single_label(with_chosen_labels(engine.read_transcript(data, filename), assignment.keys()))
    participants = list(meeting.participants.select_related("person"))
    speakers = resolve_speakers(transcript, participants, assignment, silent)
    kept = speakers.kept(transcript)
    minutes = engine.make_minutes(kept, language, meeting.held_on)
    _store(meeting, kept, minutes, speakers)
    return meeting


@both_files()
def _store(meeting: Meeting, kept: Transcript, minutes: Minutes, speakers: ResolvedSpeakers) -> None:
    lock_meeting(meeting, MeetingAction.IMPORT)
    objected = set(meeting.participants.filter(objected=True).values_list("pk", flat=True))
    if objected != speakers.objected_before:
        raise ResonanzError(MeetingsCode.PARTICIPANTS_CHANGED)
    speakers.save(meeting)
    for left_over in (meeting.utterances, meeting.draft_lines):  # by an import that was cut short
        left_over.delete()
    StoredUtterance.objects.bulk_create(_utterances(meeting, kept, speakers.participants))
    DraftLine.objects.bulk_create(_lines(meeting, kept, minutes, speakers.participants))
    meeting.state = MeetingState.DRAFT
    meeting.language = minutes.language
    meeting.imported_on = today()
    meeting.delete_transcript_on = today() + timedelta(days=meeting.retention_days)
    meeting.notices = as_stored(minutes.notices)
    meeting.save()
    forget.owe(TRANSCRIPTS)  # written anew within a minute: till then the places of rows tell which import came last


def _utterances(meeting: Meeting, kept: Transcript, by_label: Mapping[str, Participant]) -> Iterator[StoredUtterance]:
    for number, utterance in enumerate(kept.utterances, start=1):
        speaker = by_label.get(utterance.speaker) if utterance.speaker else None
        yield StoredUtterance(
            meeting_id=meeting.pk,
            number=number,
            participant_id=speaker.pk if speaker else None,
            text=utterance.text,
            start=utterance.start,
            end=utterance.end,
        )


def _lines(
    meeting: Meeting, kept: Transcript, minutes: Minutes, by_label: Mapping[str, Participant]
) -> Iterator[DraftLine]:
    numbers = {utterance.id: number for number, utterance in enumerate(kept.utterances, start=1)}
    everybody = list(meeting.participants.select_related("person"))
    for position, line in enumerate(suggestions(minutes), start=1):
        row = DraftLine(meeting_id=meeting.pk, kind=line.kind.value, position=position, text=line.text, sure=line.sure)
        row.evidence = sorted(numbers[one.id] for one in line.evidence)
        if isinstance(line, Task):
            _add_task(row, line, by_label, everybody)
        yield row


def suggestions(minutes: Minutes) -> list[MinutesLine]:
    """The suggestions in the order of the kinds, of each kind the sure ones first. A check-in that is not sure is left
    out: there is one at most, and most meetings begin without."""
    order = list(LineKind)
    lines = (line for line in minutes.lines() if line.sure or line.kind is not LineKind.CHECK_IN)
    return sorted(lines, key=lambda line: (order.index(line.kind), not line.sure))


def _add_task(row: DraftLine, task: Task, by_label: Mapping[str, Participant], everybody: list[Participant]) -> None:
    if task.owner is not None:
        owner = by_label.get(task.owner) or guess(task.owner, everybody)
        row.owner_id, row.owner_name = (owner.pk, "") if owner else (None, task.owner[:NAME])
    if task.deadline is not None:
        row.phrase, row.due, row.due_certain = task.deadline.phrase, task.deadline.due, task.deadline.certain
