"""Deleting words that belong to no unreleased meeting: after every end, and each minute for what was cut short."""

import logging

from django.db import DatabaseError

from resonanz.app.meetings.erasing import TRANSCRIPTS, both_files, erase
from resonanz.app.meetings.models import DraftLine, LineState, Meeting, StoredUtterance
from resonanz.app.meetings.states import MeetingState
from resonanz.storage import forget
from resonanz.storage.trouble import trouble

log = logging.getLogger(__name__)


def sweep() -> None:
    """Delete words that ``default`` knows nothing of: whatever belongs to no meeting in draft or review; of those whose
    transcript is gone, utterances, undecided suggestions and references to evidence."""
    with both_files():
        unreleased = Meeting.objects.filter(state__in=[MeetingState.DRAFT, MeetingState.REVIEW])
        with_transcript = dict(unreleased.values_list("pk", "delete_transcript_on"))
        bare = [meeting for meeting, last_day in with_transcript.items() if last_day is None]
        gone = 0
        for model in (StoredUtterance, DraftLine):
            stray = set(model.objects.order_by().values_list("meeting_id", flat=True).distinct()) - set(with_transcript)
            gone += model.objects.filter(meeting_id__in=stray).delete()[0]
        gone += StoredUtterance.objects.filter(meeting_id__in=bare).delete()[0]
        gone += DraftLine.objects.filter(meeting_id__in=bare, state=LineState.SUGGESTED).delete()[0]
        DraftLine.objects.filter(meeting_id__in=bare).exclude(evidence=[]).update(evidence=[])
        if gone:
            forget.owe(TRANSCRIPTS)


def clear_away() -> None:
    """After the end of some words is committed: delete and erase them. Storage that will not is left to the worker,
    for the end itself stands."""
    try:
        sweep()
    except DatabaseError as error:
        log.warning("Words that are over could not be deleted yet: the storage is %s.", trouble(error))
    erase()
