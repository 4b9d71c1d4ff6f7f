"""The page of one meeting: what it shows depends on its state and on who reads."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from resonanz.app.meetings import queries
from resonanz.app.meetings.apps import AGREEMENT
from resonanz.app.meetings.labels import KINDS
from resonanz.app.meetings.models import DraftLine, EitherLine, LineState
from resonanz.app.meetings.notices import from_stored
from resonanz.app.meetings.pages.access import for_participants, reader
from resonanz.app.meetings.pages.forms import InviteForm
from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.retention import deleted_on
from resonanz.app.meetings.states import MeetingState
from resonanz.app.shell.errors import message_text
from resonanz.core.minutes.model import LineKind

# Short lists that need decisions first, the long one last.
IN_THE_DRAFT = (*(kind for kind in LineKind if kind is not LineKind.SUMMARY), LineKind.SUMMARY)


@for_participants
@require_GET
def meeting(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The owner's draft, the participants' review, the released minutes, or only purpose and rights."""
    if reading.meeting.state == MeetingState.DRAFT and reading.is_owner:
        return _draft(request, reading)
    if reading.meeting.state not in (MeetingState.REVIEW, MeetingState.RELEASED):
        return render(request, "meetings/waiting.html", page_context(reading))
    context = {
        **page_context(reading),
        "sections": [section(kind, lines) for kind, lines in reading.lines.items() if lines],
        "looking": reading.may_strike,
        "dated": any(line.due for line in reading.lines[LineKind.TASK]),
    }
    page = "review" if reading.meeting.state == MeetingState.REVIEW else "released"
    return render(request, f"meetings/{page}.html", context)


def page_context(reading: Reading) -> dict[str, object]:
    """What every page of a meeting needs."""
    return {
        "reading": reading,
        "meeting": reading.meeting,
        "agreement": AGREEMENT.value,
        "months": reading.meeting.keep_months,
        "gone_after": deleted_on(reading.meeting),
    }


def section(kind: LineKind, lines: Sequence[EitherLine]) -> dict[str, object]:
    """The lines of one kind; the summary folds once all of it is decided."""
    left = undecided(lines)
    folds = kind is LineKind.SUMMARY and bool(lines) and not left
    return {"kind": kind.value, "labels": KINDS[kind], "lines": lines, "undecided": left, "folds": folds}


def undecided(lines: Iterable[EitherLine]) -> int:
    """How many suggestions wait for a decision."""
    return sum(isinstance(line, DraftLine) and line.state == LineState.SUGGESTED for line in lines)


def _draft(request: HttpRequest, reading: Reading) -> HttpResponse:
    lines = queries.draft_of(reader(request), reading.meeting.pk) or {}
    left = sum(map(undecided, lines.values()))
    context = {
        **page_context(reading),
        "sections": [section(kind, lines[kind]) for kind in IN_THE_DRAFT if lines],
        "accepted": sum(map(len, lines.values())) - left,
        "open": left,
        "notices": [message_text(notice.message) for notice in map(from_stored, reading.meeting.notices)],
        "invite": InviteForm(),
    }
    return render(request, "meetings/draft.html", context)
