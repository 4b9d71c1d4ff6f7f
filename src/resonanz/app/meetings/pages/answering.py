"""What a button answers: the deed is done or refused, the page says so, and shows the meeting as it stands now.

The same answer serves a plain form and htmx: htmx follows to the page and takes the part it wants out of it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from resonanz.app.meetings import queries
from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import DraftLine, Meeting
from resonanz.app.meetings.pages.access import reader
from resonanz.app.meetings.queries import Reading
from resonanz.app.shell.errors import error_text
from resonanz.core.kernel.errors import ResonanzError


def do(request: HttpRequest, meeting: Meeting, deed: Callable[[], object], said: str, place: str = "") -> HttpResponse:
    """Do it, say ``said`` or why not, and go to the meeting's page, there to ``place``."""
    try:
        deed()
    except ResonanzError as error:
        messages.error(request, error_text(error))
        if error.code is MeetingsCode.MEETING_GONE:
            return redirect("meetings:list")
    else:
        messages.success(request, said)
    return HttpResponseRedirect(page_of(meeting) + (f"#{place}" if place else ""))


def line_seen(request: HttpRequest, reading: Reading, number: int) -> DraftLine | None:
    """A line of this meeting that the reader may see now; None if it is not, or no longer, there."""
    line = queries.line_for(reader(request), number)
    return line if line is not None and line.meeting_id == reading.meeting.pk else None


def say_gone(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Somebody was faster: the page without the line."""
    messages.info(request, error_text(ResonanzError(MeetingsCode.LINE_GONE)))
    return redirect(page_of(reading.meeting))


def page_of(meeting: Meeting) -> str:
    """The address of a meeting's page."""
    return redirect("meetings:meeting", meeting.pk).url
