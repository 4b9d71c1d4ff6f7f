"""Released minutes as files, for those who may read them. No cache and no proxy keeps one."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from resonanz.app.meetings.pages.access import for_participants
from resonanz.app.meetings.pages.answers import meeting_url
from resonanz.app.meetings.queries import Reading
from resonanz.app.shell.errors import error_text
from resonanz.core.kernel.errors import ResonanzError


@for_participants
@require_GET
def pdf(request: HttpRequest, reading: Reading) -> HttpResponse:
    """A tagged PDF."""
    from resonanz.app.meetings.writing.pdf import as_pdf  # its printer is loaded only where somebody prints

    return _file(request, reading, as_pdf, "pdf", "application/pdf")


@for_participants
@require_GET
def markdown(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Markdown, for a wiki or a mail."""
    from resonanz.app.meetings.writing.markdown import as_markdown

    return _file(request, reading, as_markdown, "md", "text/markdown; charset=utf-8")


@for_participants
@require_GET
def calendar(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The tasks that have a day, for a calendar."""
    from resonanz.app.meetings.writing.calendar import as_calendar

    return _file(request, reading, as_calendar, "ics", "text/calendar; charset=utf-8")


def _file(
    request: HttpRequest, reading: Reading, write: Callable[[Reading, str], str | bytes], ending: str, kind: str
) -> HttpResponse:
    try:
        content = write(reading, get_language() or "de-formal")
    except ResonanzError as error:
        messages.error(request, error_text(error))
        return redirect(meeting_url(reading.meeting))
    name = slugify(reading.meeting.title)[:60] or slugify(_("Minutes"))
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{reading.meeting.held_on}-{name}.{ending}"'
    return response
