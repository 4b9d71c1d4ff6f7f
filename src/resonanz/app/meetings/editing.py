"""What the owner does with suggestions: accept, reword, drop, add. A suggestion counts only once it is accepted."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from resonanz.app.meetings.entering import NAME, TEXT, enter, enter_line, written
from resonanz.app.meetings.erasing import empty_log_after_commit
from resonanz.app.meetings.models import Line, LineState, Meeting, Participant, Wording
from resonanz.app.meetings.states import Deed
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind

Owner = Participant | str | None
"""Who does a task: a participant of the meeting, another name, or nobody named."""


@transaction.atomic
def accept(line: Line) -> Line:
    """Let a suggestion count; once more changes nothing. ``line-gone``."""
    _demand(enter_line(line, Deed.CHANGE))
    line.state = LineState.ACCEPTED
    line.save(update_fields=["state"])
    return line


@transaction.atomic
def accept_all(meeting: Meeting, kind: LineKind) -> None:
    """Let every suggestion of a kind count."""
    enter(meeting, Deed.CHANGE)
    meeting.lines.filter(kind=kind.value).update(state=LineState.ACCEPTED)


@transaction.atomic
def edit(line: Line, text: str, owner: Owner = None, due: date | None = None) -> Line:
    """Reword a line, which accepts it. With another text it is marked as the owner's wording, with another date the
    date is certain. ``line-gone``, ``text-missing``, ``text-too-long``, ``participant-unknown``."""
    _demand(enter_line(line, Deed.CHANGE))
    text = written(text, "text", TEXT)
    if text != line.text:
        line.text, line.wording = text, Wording.OWNER
    if due != line.due:
        line.due, line.due_certain = due, True
    _set_owner(line, owner)
    line.state = LineState.ACCEPTED
    line.save()
    empty_log_after_commit()
    return line


@transaction.atomic
def drop(line: Line) -> None:
    """Delete a line, in the draft or while participants look at it; once more changes nothing."""
    if enter_line(line, Deed.DROP):
        Line.objects.filter(pk=line.pk).delete()
    empty_log_after_commit()


@transaction.atomic
def add(meeting: Meeting, kind: LineKind, text: str, owner: Owner = None, due: date | None = None) -> Line:
    """A line in the owner's own words, without evidence. ``text-missing``, ``text-too-long``."""
    enter(meeting, Deed.CHANGE)
    last = meeting.lines.aggregate(last=Max("position"))["last"] or 0
    line = Line(meeting=meeting, kind=kind.value, position=last + 1, text=written(text, "text", TEXT), due=due)
    line.state, line.wording = LineState.ACCEPTED, Wording.OWNER
    _set_owner(line, owner)
    line.save()
    return line


def _demand(there: bool) -> None:
    if not there:
        raise ResonanzError("line-gone")


def _set_owner(line: Line, owner: Owner) -> None:
    if isinstance(owner, Participant) and owner.meeting_id != line.meeting_id:
        raise ResonanzError("participant-unknown")
    line.owner = owner if isinstance(owner, Participant) else None
    line.owner_name = " ".join(owner.split())[:NAME] if isinstance(owner, str) else ""
