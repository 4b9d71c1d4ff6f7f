"""The beginning of every deed: lock the meeting's row, read it anew, see whether the deed fits."""

from __future__ import annotations

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import DraftLine, Meeting
from resonanz.app.meetings.states import Deed, check
from resonanz.core.kernel.errors import ResonanzError

TITLE, PURPOSE, NAME, TEXT = 200, 500, 200, 2000


def enter(meeting: Meeting, deed: Deed) -> None:
    """Inside both transactions: ``meeting`` as it is stored now; ``meeting-gone``, ``meeting-move-illegal``."""
    try:
        meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update())
    except Meeting.DoesNotExist:
        raise ResonanzError(MeetingsCode.MEETING_GONE) from None
    check(meeting.state, deed)


def enter_line(line: DraftLine, deed: Deed) -> bool:
    """The same for the meeting of a line, then the line itself; false if the line is gone."""
    enter(line.meeting, deed)
    try:
        line.refresh_from_db()
    except DraftLine.DoesNotExist:
        return False
    return True


def line_text(text: str) -> str:
    """The words of a line, as ``written``."""
    return written(text, TEXT, missing=MeetingsCode.TEXT_MISSING, too_long=MeetingsCode.TEXT_TOO_LONG)


def written(text: str, most: int, *, missing: MeetingsCode, too_long: MeetingsCode) -> str:
    """What somebody typed, without space around it; ``missing`` if empty, ``too_long`` over ``most`` characters."""
    text = text.strip()
    if not text:
        raise ResonanzError(missing)
    if len(text) > most:
        raise ResonanzError(too_long, most=most)
    return text
