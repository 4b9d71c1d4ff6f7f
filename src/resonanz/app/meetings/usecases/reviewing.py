"""Participants look first: they see the accepted lines, may strike any of them, and may object to all they said.

Striking and objecting delete at once and leave no trace of who did it.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from resonanz.app.meetings.erasing import TRANSCRIPTS, erasing
from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.locking import lock_line, lock_meeting
from resonanz.app.meetings.models import REVIEW_DAYS, DraftLine, LineState, LineWording, Meeting, Participant
from resonanz.app.meetings.name_matching import begins_words_in
from resonanz.app.meetings.states import MeetingAction, MeetingState
from resonanz.app.meetings.tasks import invite_by_mail
from resonanz.app.people.models import Person
from resonanz.app.people.queries import is_present
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.storage import forget


@erasing
def invite(meeting: Meeting, days: int) -> Meeting:
    """Show the accepted lines to the participants for some days, today not counted: draft -> review. Undecided
    suggestions are deleted. While the participants look already nothing changes and no second mail goes out.

    ``review-days-wrong``, ``review-too-long`` if the transcript would be deleted before the end, ``nothing-accepted``.
    """
    if _already(meeting, MeetingState.REVIEW):
        return meeting
    lock_meeting(meeting, MeetingAction.INVITE)
    if days not in REVIEW_DAYS:
        raise ResonanzError(MeetingsCode.REVIEW_DAYS_WRONG)
    until = today() + timedelta(days=days)
    if meeting.delete_transcript_on is not None and until >= meeting.delete_transcript_on:
        raise ResonanzError(MeetingsCode.REVIEW_TOO_LONG)
    if not meeting.draft_lines.filter(state=LineState.ACCEPTED).exists():
        raise ResonanzError(MeetingsCode.NOTHING_ACCEPTED)
    meeting.draft_lines.filter(state=LineState.SUGGESTED).delete()
    meeting.state, meeting.review_until = MeetingState.REVIEW, until
    meeting.save()
    transaction.on_commit(lambda: invite_by_mail.enqueue(str(meeting.pk)))
    forget.owe(TRANSCRIPTS)
    return meeting


@transaction.atomic
def withdraw(meeting: Meeting) -> Meeting:
    """Take the draft back: review -> draft. Back already: nothing changes."""
    if _already(meeting, MeetingState.DRAFT):
        return meeting
    lock_meeting(meeting, MeetingAction.WITHDRAW)
    meeting.state, meeting.review_until = MeetingState.DRAFT, None
    meeting.save()
    return meeting


def _already(meeting: Meeting, state: MeetingState) -> bool:
    # A second click: the stored state is the one that was wanted.
    if not Meeting.objects.filter(pk=meeting.pk, state=state).exists():
        return False
    meeting.refresh_from_db()
    return True


@erasing
def strike(line: DraftLine, by: Person) -> None:
    """A participant deletes a line, the utterances it comes from and every other line with these words
    (``falls_with``). Struck already: nothing changes. ``not-a-participant``, ``review-over``."""
    there = lock_line(line, MeetingAction.STRIKE)
    meeting = line.meeting
    _demand_participant(meeting, by)
    if not meeting.strikes_are_open:
        raise ResonanzError(MeetingsCode.REVIEW_OVER)
    if not there:
        return
    meeting.draft_lines.filter(pk__in=[line.pk, *(other.pk for other in falls_with(line))]).delete()
    meeting.utterances.filter(number__in=line.evidence).delete()
    Meeting.objects.filter(pk=meeting.pk).update(struck=F("struck") + 1)
    forget.owe(TRANSCRIPTS)


def falls_with(line: DraftLine) -> list[DraftLine]:
    """The other lines that would go with this one: from the same utterances, or in the same words."""
    numbers = set(line.evidence)
    others = line.meeting.draft_lines.exclude(pk=line.pk)
    return [other for other in others if numbers & set(other.evidence) or other.text == line.text]


@erasing
def object_to(meeting: Meeting, person: Person) -> None:
    """A participant objects, before the release: what she said is deleted, and every line that touches it.

    What may be hers goes too: all turns of unknown speakers, what follows her name where it stands like a label among
    the words of somebody else and, once the transcript is deleted, every line in words that were said. Objected
    already: nothing changes. ``not-a-participant``.
    """
    lock_meeting(meeting, MeetingAction.OBJECT)
    mine = _demand_participant(meeting, person)
    if mine.objected:
        return
    mine.objected = True
    mine.save(update_fields=["objected"])
    if meeting.state == MeetingState.PREPARED:
        return
    if meeting.has_transcript:
        _delete_what_may_be_hers(meeting, mine)
    else:
        meeting.draft_lines.filter(wording=LineWording.SAID).delete()
    forget.owe(TRANSCRIPTS)


def _delete_what_may_be_hers(meeting: Meeting, mine: Participant) -> None:
    hers = Q(participant_id=mine.pk) | Q(participant_id=None)
    numbers = set(meeting.utterances.filter(hers).values_list("number", flat=True)) | _after_her_name(meeting, mine)
    citing = [pk for pk, cited in meeting.draft_lines.values_list("pk", "evidence") if numbers & set(cited)]
    meeting.draft_lines.filter(pk__in=citing).delete()
    meeting.utterances.filter(number__in=numbers).delete()


def _after_her_name(meeting: Meeting, mine: Participant) -> set[int]:
    # From her name to the next speaker.
    numbers: set[int] = set()
    speaker, begun = None, False
    for said in meeting.utterances:
        if said.participant_id != speaker:
            speaker, begun = said.participant_id, False
        begun = begun or begins_words_in(mine.called, said.text)
        if begun:
            numbers.add(said.number)
    return numbers


def _demand_participant(meeting: Meeting, person: Person) -> Participant:
    mine = meeting.participants.filter(person=person).first()
    if mine is None or not is_present(person):
        raise ResonanzError(MeetingsCode.NOT_A_PARTICIPANT)
    return mine
