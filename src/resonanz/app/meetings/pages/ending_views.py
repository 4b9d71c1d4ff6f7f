"""The end: the owner releases what stayed, or deletes everything."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from resonanz.app.meetings import usecases
from resonanz.app.meetings.pages.access import for_owner
from resonanz.app.meetings.pages.answers import perform
from resonanz.app.meetings.pages.meeting_views import page_context
from resonanz.app.meetings.queries import Reading


@for_owner
@require_POST
def release(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The minutes are released, the transcript is deleted."""
    return perform(
        request,
        reading.meeting,
        lambda: usecases.release(reading.meeting),
        _("The minutes are released. The transcript and all evidence are deleted."),
    )


@for_owner
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Say what goes; POST deletes everything of the meeting."""
    if request.method != "POST":
        return render(request, "meetings/discard.html", page_context(reading))
    usecases.discard(reading.meeting)
    messages.success(request, _("Everything about this meeting is deleted."))
    return redirect("meetings:list")
