"""How every change of a meeting begins: its row is locked and read anew, and the action must fit its state."""

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import DraftLine, Meeting
from resonanz.app.meetings.states import MeetingAction, check_allowed
from resonanz.core.kernel.errors import ResonanzError


def lock_meeting(meeting: Meeting, action: MeetingAction) -> None:
    """Inside both transactions: ``meeting`` as it is stored now; ``meeting-gone``, ``meeting-move-illegal``."""
    try:
        meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update())
    except Meeting.DoesNotExist:
        raise ResonanzError(MeetingsCode.MEETING_GONE) from None
    check_allowed(meeting.state, action)


def lock_line(line: DraftLine, action: MeetingAction) -> bool:
    """The same for the meeting of a line, then the line itself; false if the line is gone."""
    lock_meeting(line.meeting, action)
    try:
        line.refresh_from_db()
    except DraftLine.DoesNotExist:
        return False
    return True
