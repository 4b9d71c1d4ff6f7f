"""What the owner does with suggestions: accept, reword, drop, add. A suggestion counts only once it is accepted."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from resonanz.app.meetings.entering import NAME, enter, enter_line, line_text
from resonanz.app.meetings.erasing import both_files, erasing
from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import DraftLine, LineState, Meeting, Participant, Wording
from resonanz.app.meetings.states import Deed
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind

Owner = Participant | str | None
"""Who does a task: a participant of the meeting, another name, or nobody named."""


@both_files()
def accept(line: DraftLine) -> DraftLine:
    """Let a suggestion count; once more changes nothing. ``line-gone``."""
    _demand(enter_line(line, Deed.CHANGE))
    line.state = LineState.ACCEPTED
    line.save(update_fields=["state"])
    return line


@both_files()
def accept_all(meeting: Meeting, kind: LineKind) -> None:
    """Let every suggestion of a kind count."""
    enter(meeting, Deed.CHANGE)
    meeting.draft_lines.filter(kind=kind.value).update(state=LineState.ACCEPTED)


@erasing
def edit(line: DraftLine, text: str, owner: Owner = None, due: date | None = None) -> DraftLine:
    """Reword a line, which accepts it. With another text it is marked as the owner's wording, with another date the
    date is certain. ``line-gone``, ``text-missing``, ``text-too-long``, ``participant-unknown``."""
    _demand(enter_line(line, Deed.CHANGE))
    text = line_text(text)
    if text != line.text:
        line.text, line.wording = text, Wording.OWNER
    if due != line.due:
        line.due, line.due_certain = due, True
    _set_owner(line, owner)
    line.state = LineState.ACCEPTED
    line.save()
    return line


@erasing
def drop(line: DraftLine) -> None:
    """Delete a line, in the draft or while participants look at it; once more changes nothing."""
    if enter_line(line, Deed.DROP):
        DraftLine.objects.filter(pk=line.pk).delete()


@both_files()
def add(meeting: Meeting, kind: LineKind, text: str, owner: Owner = None, due: date | None = None) -> DraftLine:
    """A line in the owner's own words, without evidence. ``text-missing``, ``text-too-long``."""
    enter(meeting, Deed.CHANGE)
    last = meeting.draft_lines.aggregate(last=Max("position"))["last"] or 0
    line = DraftLine(meeting_id=meeting.pk, kind=kind.value, position=last + 1, text=line_text(text), due=due)
    line.state, line.wording = LineState.ACCEPTED, Wording.OWNER
    _set_owner(line, owner)
    line.save()
    return line


def _demand(there: bool) -> None:
    if not there:
        raise ResonanzError(MeetingsCode.LINE_GONE)


def _set_owner(line: DraftLine, owner: Owner) -> None:
    if isinstance(owner, Participant) and owner.meeting_id != line.meeting_id:
        raise ResonanzError(MeetingsCode.PARTICIPANT_UNKNOWN)
    line.owner = owner if isinstance(owner, Participant) else None
    line.owner_id = line.owner.pk if line.owner else None
    line.owner_name = " ".join(owner.split())[:NAME] if isinstance(owner, str) else ""
