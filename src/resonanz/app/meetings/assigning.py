"""Who is who in a transcript, and whose turns are dropped before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.app.meetings.entering import NAME
from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import Meeting, Participant
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import Transcript


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whose label it is: a participant's (``participant`` is her key), or a new ``name``. ``objects`` drops the turns;
    it may stand alone: then nothing of this label is stored, not even the name."""

    participant: int | None = None
    name: str = ""
    objects: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """The labels of a file, resolved. ``known`` and ``named`` give label -> participant or new name, of all labels
    that lead to somebody; ``dropped`` are the labels whose turns go; ``objected_before`` are keys of participants."""

    known: dict[str, Participant]
    named: dict[str, str]
    dropped: frozenset[str]
    objected_before: set[int]

    @property
    def somebody_objected(self) -> bool:
        """Whether any turn may have to be dropped."""
        return bool(self.dropped or self.objected_before)

    def kept(self, transcript: Transcript) -> Transcript:
        """The transcript without the turns of objectors, nor, if there are any, turns of nobody knows whom.

        ``turns-not-separable``, ``nothing-left``.
        """
        if not self.somebody_objected:
            return transcript
        if not transcript.speakers:
            raise ResonanzError(MeetingsCode.TURNS_NOT_SEPARABLE)
        named = tuple(said for said in transcript.utterances if said.speaker is not None)
        kept = Transcript(named, transcript.notices).without(self.dropped)
        if not kept.utterances:
            raise ResonanzError(MeetingsCode.NOTHING_LEFT)
        return kept


def voices_of(
    transcript: Transcript, participants: Sequence[Participant], assignment: Mapping[str, Assigned]
) -> Voices:
    """Resolve every label; ``speaker-unassigned``, ``participant-unknown``."""
    by_key = {one.pk: one for one in participants}
    voices = Voices({}, {}, frozenset(), {one.pk for one in participants if one.objected})
    dropped = set()
    for label in transcript.speakers:
        assigned = assignment.get(label, Assigned())
        name = " ".join(assigned.name.split())[:NAME]
        if assigned.participant is not None:
            if assigned.participant not in by_key:
                raise ResonanzError(MeetingsCode.PARTICIPANT_UNKNOWN)
            voices.known[label] = by_key[assigned.participant]
        elif name:
            voices.named[label] = name
        elif not assigned.objects:
            raise ResonanzError(MeetingsCode.SPEAKER_UNASSIGNED, label=label)
        if assigned.objects or (label in voices.known and voices.known[label].objected):
            dropped.add(label)
    return Voices(voices.known, voices.named, _spread(voices, dropped), voices.objected_before)


def _spread(voices: Voices, dropped: set[str]) -> frozenset[str]:
    """Every label of somebody who objected under one of her labels."""
    persons = {voices.known[label].pk for label in dropped if label in voices.known}
    names = {voices.named[label] for label in dropped if label in voices.named}
    more = {label for label, one in voices.known.items() if one.pk in persons}
    return frozenset(dropped | more | {label for label, name in voices.named.items() if name in names})


def join_new_names(meeting: Meeting, voices: Voices) -> dict[str, Participant]:
    """Make participants of the new names, record who objected; the participant of each label."""
    made: dict[str, Participant] = {}
    for label, name in voices.named.items():
        if name not in made:
            made[name] = Participant.objects.create(meeting=meeting, name=name, objected=label in voices.dropped)
    objecting = [one.pk for label, one in voices.known.items() if label in voices.dropped]
    Participant.objects.filter(pk__in=objecting).update(objected=True)
    return {**voices.known, **{label: made[name] for label, name in voices.named.items()}}
