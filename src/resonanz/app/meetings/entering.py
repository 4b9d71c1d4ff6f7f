"""The beginning of every deed: lock the meeting's row, read it anew, see whether the deed fits."""

from __future__ import annotations

from resonanz.app.meetings.models import DraftLine, Meeting
from resonanz.app.meetings.states import Deed, check
from resonanz.core.kernel.errors import ResonanzError

TITLE, PURPOSE, NAME, TEXT = 200, 500, 200, 2000


def enter(meeting: Meeting, deed: Deed) -> None:
    """Inside both transactions: ``meeting`` as it is stored now; ``meeting-gone``, ``meeting-move-illegal``."""
    try:
        meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update())
    except Meeting.DoesNotExist:
        raise ResonanzError("meeting-gone") from None
    check(meeting.state, deed)


def enter_line(line: DraftLine, deed: Deed) -> bool:
    """The same for the meeting of a line, then the line itself; false if the line is gone."""
    enter(line.meeting, deed)
    try:
        line.refresh_from_db()
    except DraftLine.DoesNotExist:
        return False
    return True


def written(text: str, what: str, most: int) -> str:
    """What somebody typed, without space around it; ``<what>-missing`` if empty, ``<what>-too-long`` over ``most``."""
    text = text.strip()
    if not text:
        raise ResonanzError(f"{what}-missing")
    if len(text) > most:
        raise ResonanzError(f"{what}-too-long", most=most)
    return text
