"""What participants do before the release: see where a line comes from, strike it, object."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from resonanz.app.meetings import queries, usecases
from resonanz.app.meetings.models import DraftLine
from resonanz.app.meetings.pages.access import for_owner, for_participants, reader
from resonanz.app.meetings.pages.answers import perform, with_line
from resonanz.app.meetings.pages.meeting_views import page_context
from resonanz.app.meetings.queries import Reading


@for_participants
@require_GET
@with_line
def evidence(request: HttpRequest, reading: Reading, line: DraftLine) -> HttpResponse:
    """The utterances a line comes from and their neighbours, never more."""
    context = {**page_context(reading), "line": line, "utterances": queries.evidence_of(reader(request), line)}
    return render(request, "meetings/evidence.html", context)


@for_participants
@require_http_methods(["GET", "POST"])
@with_line
def strike(request: HttpRequest, reading: Reading, line: DraftLine) -> HttpResponse:
    """Say what goes with the line; POST deletes it. A line that somebody else struck meanwhile is simply gone."""
    if request.method == "POST":
        return perform(
            request,
            reading.meeting,
            lambda: usecases.strike(line, reader(request)),
            _("Struck and deleted."),
            f"kind-{line.kind}",
        )
    context = {**page_context(reading), "line": line, "others": usecases.falls_with(line)}
    return render(request, "meetings/strike.html", context)


@for_participants
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Say what an objection deletes; POST objects."""
    if request.method != "POST":
        return render(request, "meetings/object.html", page_context(reading))
    return perform(
        request,
        reading.meeting,
        lambda: usecases.object_to(reading.meeting, reader(request)),
        _("You have objected. What you said is deleted."),
    )


@for_owner
@require_POST
def withdraw(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Take the draft back to change it."""
    return perform(
        request,
        reading.meeting,
        lambda: usecases.withdraw(reading.meeting),
        _("The draft is yours alone again. Invite once more when it is ready."),
    )
