"""Who is who in a transcript, and whose turns are dropped before anything is stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import Meeting, Participant
from resonanz.app.meetings.name_matching import begins_words_in, name_words, stands_in
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
    saved yet. ``dropped`` are the labels whose turns go; ``objected_before`` are keys of participants; ``objectors``
    is what all who object are called."""

    participants: Mapping[str, Participant]
    dropped: frozenset[str]
    objected_before: frozenset[int]
    objectors: frozenset[str]

    def kept(self, transcript: Transcript) -> Transcript:
        """The transcript without the turns of objectors, nor, if there are any, turns of nobody knows whom.

        ``turns-not-separable``, ``nothing-left``, ``objector-named`` if words of hers may stand among those of others.
        """
        if not self.objectors:
            return transcript
        if not transcript.speakers:
            raise ResonanzError(MeetingsCode.TURNS_NOT_SEPARABLE)
        named = tuple(utterance for utterance in transcript.utterances if utterance.speaker is not None)
        kept = Transcript(named, transcript.notices).without(self.dropped)
        if not kept.utterances:
            raise ResonanzError(MeetingsCode.NOTHING_LEFT)
        self._demand_no_label_among_words(kept)
        return kept

    def _demand_no_label_among_words(self, kept: Transcript) -> None:
        for utterance in kept.utterances:
            for name in sorted(self.objectors):
                if begins_words_in(name, utterance.text):
                    raise ResonanzError(MeetingsCode.OBJECTOR_NAMED, line=utterance.line or 1, name=name)

    def save(self, meeting: Meeting) -> None:
        for participant in self.participants.values():
            if participant._state.adding or participant.objected:
                participant.meeting = meeting
                participant.save()


def with_chosen_labels(transcript: Transcript, chosen: Collection[str]) -> Transcript:
    """The transcript in which the unclear labels that somebody ``chosen`` a speaker for are labels."""
    return Transcript(
        tuple(
            replace(said, speaker=said.unclear_label, unclear_label=None) if said.unclear_label in chosen else said
            for said in transcript.utterances
        ),
        transcript.notices,
    )


def resolve_speakers(
    transcript: Transcript,
    participants: Sequence[Participant],
    assignment: Mapping[str, SpeakerAssignment],
    silent: Collection[int] = (),
) -> ResolvedSpeakers:
    """Resolve every label; ``speaker-unassigned``, ``participant-unknown``. Whoever objects under one of her labels has
    objected under all of them.

    Who objected before must have a label or be among the ``silent``, of whom the owner says that they said nothing
    (``objector-without-turn``), and nobody else may have a label with her name (``objector-assigned-elsewhere``).
    """
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
    objecting = [one for one in (*participants, *by_name.values()) if one.objected]
    if transcript.speakers:
        _demand_turns(objecting, resolved.values(), silent)
        _demand_own_labels(resolved, participants)
    names = frozenset(one.called for one in objecting) | dropped
    dropped |= {label for label, participant in resolved.items() if participant.objected}
    return ResolvedSpeakers(resolved, frozenset(dropped), objected_before, names)


def _demand_turns(objecting: Iterable[Participant], speaking: Collection[Participant], silent: Collection[int]) -> None:
    missing = [one.called for one in objecting if one not in speaking and one.pk not in silent]
    if missing:
        raise ResonanzError(MeetingsCode.OBJECTOR_WITHOUT_TURN, names=", ".join(missing))


def _demand_own_labels(resolved: Mapping[str, Participant], participants: Sequence[Participant]) -> None:
    for label, participant in resolved.items():
        called = called_like(label, participants)
        if called is not None and called.objected and called != participant:
            raise ResonanzError(MeetingsCode.OBJECTOR_ASSIGNED_ELSEWHERE, label=label, name=called.called)


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
        return by_name.setdefault(name, Participant(name=name, position=len(by_key) + len(by_name)))
    if not assigned.objects:
        raise ResonanzError(MeetingsCode.SPEAKER_UNASSIGNED, label=label)
    return None


def guess(label: str, participants: Sequence[Participant]) -> Participant | None:
    """The one participant of this name: all of it in any order, else a given or family name that only one has. Only a
    guess; the owner decides."""
    wanted = name_words(label)
    called = called_like(label, participants)
    part = [one for one in participants if wanted and stands_in(wanted, name_words(one.called))]
    return called or (part[0] if len(part) == 1 else None)


def called_like(label: str, participants: Sequence[Participant]) -> Participant | None:
    """The one participant whose whole name is the label, or else stands in it beside a firm or a department."""
    wanted = name_words(label)
    names = [(one, name_words(one.called)) for one in participants]
    same = [one for one, name in names if name and name == wanted]
    beside = [one for one, name in names if len(name) > 1 and name < wanted]
    matches = same or beside
    return matches[0] if len(matches) == 1 else None
