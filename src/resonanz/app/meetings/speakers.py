"""Who is who in a transcript, and whose turns are dropped before anything is stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import Meeting, Participant
from resonanz.app.meetings.text_checks import tidy_name
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import Transcript


@dataclass(frozen=True, slots=True)
class SpeakerAssignment:
    """Whose label it is: a participant's (``participant`` is her key), or a new ``name``. ``objects`` drops the turns;
    it may stand alone: then nothing of this label is stored, not even the name."""

    participant: int | None = None
    name: str = ""
    objects: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedSpeakers:
    """The labels of a file. ``participants`` by label, of all labels that lead to somebody; those of new names are not
    saved yet. ``dropped`` are the labels whose turns go; ``objected_before`` are keys of participants."""

    participants: Mapping[str, Participant]
    dropped: frozenset[str]
    objected_before: frozenset[int]

    def kept(self, transcript: Transcript) -> Transcript:
        """The transcript without the turns of objectors, nor, if there are any, turns of nobody knows whom.

        ``turns-not-separable``, ``nothing-left``.
        """
        if not (self.dropped or self.objected_before):
            return transcript
        if not transcript.speakers:
            raise ResonanzError(MeetingsCode.TURNS_NOT_SEPARABLE)
        named = tuple(utterance for utterance in transcript.utterances if utterance.speaker is not None)
        kept = Transcript(named, transcript.notices).without(self.dropped)
        if not kept.utterances:
            raise ResonanzError(MeetingsCode.NOTHING_LEFT)
        return kept

    def save(self, meeting: Meeting) -> None:
        for participant in self.participants.values():
            if participant._state.adding or participant.objected:
                participant.meeting = meeting
                participant.save()


def resolve_speakers(
    transcript: Transcript, participants: Sequence[Participant], assignment: Mapping[str, SpeakerAssignment]
) -> ResolvedSpeakers:
    """Resolve every label; ``speaker-unassigned``, ``participant-unknown``. Whoever objects under one of her labels has
    objected under all of them."""
    objected_before = frozenset(one.pk for one in participants if one.objected)
    by_key = {one.pk: one for one in participants}
    by_name: dict[str, Participant] = {}
    resolved, dropped = {}, set()
    for label in transcript.speakers:
        assigned = assignment.get(label, SpeakerAssignment())
        participant = _participant_of(label, assigned, by_key, by_name)
        if participant is None:
            dropped.add(label)
        else:
            resolved[label] = participant
            participant.objected |= assigned.objects
    dropped |= {label for label, participant in resolved.items() if participant.objected}
    return ResolvedSpeakers(resolved, frozenset(dropped), objected_before)


def _participant_of(
    label: str, assigned: SpeakerAssignment, by_key: Mapping[int, Participant], by_name: dict[str, Participant]
) -> Participant | None:
    # None if nothing of the label may be stored.
    if assigned.participant is not None:
        if assigned.participant not in by_key:
            raise ResonanzError(MeetingsCode.PARTICIPANT_UNKNOWN)
        return by_key[assigned.participant]
    name = tidy_name(assigned.name)
    if name:
        return by_name.setdefault(name, Participant(name=name))
    if not assigned.objects:
        raise ResonanzError(MeetingsCode.SPEAKER_UNASSIGNED, label=label)
    return None


def guess(label: str, participants: Sequence[Participant]) -> Participant | None:
    """The one participant of this name: all of it in any order, else a given or family name that only one has. Only a
    guess; the owner decides."""
    wanted = name_words(label)
    whole = [one for one in participants if wanted and name_words(one.called) == wanted]
    part = [one for one in participants if wanted and wanted < name_words(one.called)]
    matches = whole or part
    return matches[0] if len(matches) == 1 else None


def name_words(name: str) -> frozenset[str]:
    """The words of a name in small letters, without what stands in brackets ("Guest", a department)."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name).casefold()
    return frozenset(re.findall(r"[\w'’-]+", bare))
