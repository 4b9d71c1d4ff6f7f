"""What a button answers: the action is done or refused, the page says so, and shows the meeting as it stands now.

The same answer serves a plain form and htmx: htmx follows to the page and takes the part it wants out of it.
"""

from collections.abc import Callable
from functools import wraps

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

UNPROCESSABLE = 422
LineView = Callable[[HttpRequest, Reading, DraftLine], HttpResponse]


def perform(
    request: HttpRequest, meeting: Meeting, action: Callable[[], object], message: str, anchor: str = ""
) -> HttpResponse:
    """Do it, show ``message`` or why not, and go to the meeting's page, there to ``anchor``."""
    try:
        action()
    except ResonanzError as error:
        messages.error(request, error_text(error))
        if error.code is MeetingsCode.MEETING_GONE:
            return redirect("meetings:list")
    else:
        messages.success(request, message)
    return HttpResponseRedirect(meeting_url(meeting) + (f"#{anchor}" if anchor else ""))


def with_line(view: LineView) -> Callable[[HttpRequest, Reading, int], HttpResponse]:
    """Hand a view the line that the address names, if it is of this meeting and the reader may see it now; else
    somebody was faster, and the page of the meeting says so."""

    @wraps(view)
    def view_of_line(request: HttpRequest, reading: Reading, number: int) -> HttpResponse:
        line = queries.line_for(reader(request), number)
        if line is None or line.meeting_id != reading.meeting.pk:
            messages.info(request, error_text(ResonanzError(MeetingsCode.LINE_GONE)))
            return redirect(meeting_url(reading.meeting))
        return view(request, reading, line)

    return view_of_line


def meeting_url(meeting: Meeting) -> str:
    """The address of a meeting's page."""
    return redirect("meetings:meeting", meeting.pk).url
