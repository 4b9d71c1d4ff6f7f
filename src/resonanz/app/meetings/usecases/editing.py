"""What the owner does with suggestions: accept, reword, drop, add. A suggestion counts only once it is accepted."""

from datetime import date

from django.db.models import Max

from resonanz.app.meetings.erasing import TRANSCRIPTS, both_files, erasing
from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.locking import lock_line, lock_meeting
from resonanz.app.meetings.models import DraftLine, LineState, LineWording, Meeting, Participant
from resonanz.app.meetings.states import MeetingAction
from resonanz.app.meetings.text_checks import TEXT, required_text, tidy_name
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind
from resonanz.storage import forget

# Who does a task: a participant of the meeting, another name, or nobody named.
Owner = Participant | str | None


@both_files()
def accept(line: DraftLine) -> DraftLine:
    """Let a suggestion count; once more changes nothing. ``line-gone``."""
    _demand(lock_line(line, MeetingAction.CHANGE))
    line.state = LineState.ACCEPTED
    line.save(update_fields=["state"])
    return line


@both_files()
def accept_all(meeting: Meeting, kind: LineKind) -> None:
    """Let every suggestion of a kind count."""
    lock_meeting(meeting, MeetingAction.CHANGE)
    meeting.draft_lines.filter(kind=kind.value).update(state=LineState.ACCEPTED)


@erasing
def edit(line: DraftLine, text: str, owner: Owner = None, due: date | None = None) -> DraftLine:
    """Reword a line, which accepts it. With another text it is marked as the owner's wording, with another date the
    date is certain. ``line-gone``, ``text-missing``, ``text-too-long``, ``participant-unknown``."""
    _demand(lock_line(line, MeetingAction.CHANGE))
    text = _line_text(text)
    if text != line.text:
        line.text, line.wording = text, LineWording.OWNER
    if due != line.due:
        line.due, line.due_certain = due, True
    _set_owner(line, owner)
    line.state = LineState.ACCEPTED
    line.save()
    forget.owe(TRANSCRIPTS)
    return line


@erasing
def drop(line: DraftLine) -> None:
    """Delete a line, in the draft or while participants look at it; once more changes nothing."""
    if lock_line(line, MeetingAction.DROP):
        DraftLine.objects.filter(pk=line.pk).delete()
        forget.owe(TRANSCRIPTS)


@both_files()
def add(meeting: Meeting, kind: LineKind, text: str, owner: Owner = None, due: date | None = None) -> DraftLine:
    """A line in the owner's own words, without evidence. ``text-missing``, ``text-too-long``."""
    lock_meeting(meeting, MeetingAction.CHANGE)
    last = meeting.draft_lines.aggregate(last=Max("position"))["last"] or 0
    line = DraftLine(meeting_id=meeting.pk, kind=kind.value, position=last + 1, text=_line_text(text), due=due)
    line.state, line.wording = LineState.ACCEPTED, LineWording.OWNER
    _set_owner(line, owner)
    line.save()
    return line


def _line_text(text: str) -> str:
    return required_text(text, TEXT, missing=MeetingsCode.TEXT_MISSING, too_long=MeetingsCode.TEXT_TOO_LONG)


def _demand(there: bool) -> None:
    if not there:
        raise ResonanzError(MeetingsCode.LINE_GONE)


def _set_owner(line: DraftLine, owner: Owner) -> None:
    if isinstance(owner, Participant) and owner.meeting_id != line.meeting_id:
        raise ResonanzError(MeetingsCode.PARTICIPANT_UNKNOWN)
    line.owner = owner if isinstance(owner, Participant) else None
    line.owner_id = line.owner.pk if line.owner else None
    line.owner_name = tidy_name(owner) if isinstance(owner, str) else ""
