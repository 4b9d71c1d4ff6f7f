"""The end of the words: the owner releases the lines that stayed, or discards everything."""

from __future__ import annotations

from django.db import transaction

from resonanz.app.meetings.entering import enter
from resonanz.app.meetings.erasing import erase_after_commit
from resonanz.app.meetings.forgetting import delete_transcripts
from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.states import Deed, State
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError


@transaction.atomic
def release(meeting: Meeting) -> Meeting:
    """After the last day for striking: review -> released, and transcript, evidence and leftovers are deleted.

    Released already: nothing changes. ``review-not-over`` before.
    """
    if Meeting.objects.filter(pk=meeting.pk, state=State.RELEASED).exists():
        meeting.refresh_from_db()
        return meeting
    enter(meeting, Deed.RELEASE)
    if meeting.review_until is None or today() <= meeting.review_until:
        raise ResonanzError("review-not-over")
    Meeting.objects.filter(pk=meeting.pk).update(state=State.RELEASED, released_on=today())
    delete_transcripts([meeting.pk])
    meeting.refresh_from_db()
    erase_after_commit()
    return meeting


@transaction.atomic
def discard(meeting: Meeting) -> None:
    """Delete everything of a meeting, at any time. Gone already: nothing changes."""
    Meeting.objects.filter(pk=meeting.pk).delete()
    erase_after_commit()
