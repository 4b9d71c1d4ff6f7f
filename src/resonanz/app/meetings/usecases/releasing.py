"""The end of the words: the owner releases the lines that stayed, or discards everything."""

from django.db import DEFAULT_DB_ALIAS, transaction

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.locking import lock_meeting
from resonanz.app.meetings.models import AnyLine, Line, LineState, Meeting
from resonanz.app.meetings.states import MeetingAction, MeetingState
from resonanz.app.meetings.sweeping import clear_away
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.storage import forget

KEPT = [field.name for field in AnyLine._meta.get_fields()]


def release(meeting: Meeting) -> Meeting:
    """After the last day for striking: review -> released. The accepted lines are copied beside the meeting; then
    transcript, evidence and everything else of the draft is deleted.

    Released already: nothing changes. ``review-not-over`` before, ``no-lines-left`` where none stayed.
    """
    if not Meeting.objects.filter(pk=meeting.pk, state=MeetingState.RELEASED).exists():
        _keep_lines(meeting)
        clear_away()
    meeting.refresh_from_db()
    return meeting


@transaction.atomic(durable=True)
def _keep_lines(meeting: Meeting) -> None:
    lock_meeting(meeting, MeetingAction.RELEASE)
    if meeting.review_until is None or meeting.strikes_are_open:
        raise ResonanzError(MeetingsCode.REVIEW_NOT_OVER)
    accepted = meeting.draft_lines.filter(state=LineState.ACCEPTED)
    if not Line.objects.bulk_create(Line(meeting=meeting, **row) for row in accepted.values(*KEPT, "owner_id")):
        raise ResonanzError(MeetingsCode.NO_LINES_LEFT)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.RELEASED, released_on=today(), delete_transcript_on=None, notices=[]
    )


def discard(meeting: Meeting) -> None:
    """Delete everything of a meeting, at any time. Gone already: nothing changes."""
    with transaction.atomic(durable=True):
        Meeting.objects.filter(pk=meeting.pk).delete()
        forget.owe(DEFAULT_DB_ALIAS)
    forget.empty_log(DEFAULT_DB_ALIAS)
    clear_away()
