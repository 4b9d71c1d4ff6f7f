"""What participants do before the release: look where a line comes from, strike it, object."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from resonanz.app.meetings import queries, usecases
from resonanz.app.meetings.pages.access import for_owner, for_participants, reader
from resonanz.app.meetings.pages.answering import do, line_seen, say_gone
from resonanz.app.meetings.pages.meeting_views import words_of
from resonanz.app.meetings.queries import Reading


@for_participants
@require_GET
def evidence(request: HttpRequest, reading: Reading, number: int) -> HttpResponse:
    """The utterances a line comes from and their neighbours, never more."""
    line = line_seen(request, reading, number)
    if line is None:
        return say_gone(request, reading)
    words = {**words_of(reading), "line": line, "said": queries.evidence_of(reader(request), line)}
    return render(request, "meetings/evidence.html", words)


@for_participants
@require_http_methods(["GET", "POST"])
def strike(request: HttpRequest, reading: Reading, number: int) -> HttpResponse:
    """Say what goes with the line; POST deletes it. A line that somebody else struck meanwhile is simply gone."""
    line = line_seen(request, reading, number)
    if line is None:
        return say_gone(request, reading)
    if request.method == "POST":
        said = _("Struck and deleted.")
        return do(request, reading.meeting, lambda: usecases.strike(line, reader(request)), said, f"kind-{line.kind}")
    words = {**words_of(reading), "line": line, "others": usecases.falls_with(line)}
    return render(request, "meetings/strike.html", words)


@for_participants
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Say what an objection deletes; POST objects."""
    if request.method == "POST":
        said = _("You have objected. What you said is deleted.")
        return do(request, reading.meeting, lambda: usecases.object_to(reading.meeting, reader(request)), said)
    return render(request, "meetings/object.html", words_of(reading))


@for_owner
@require_POST
def withdraw(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Take the draft back to change it."""
    said = _("The draft is yours alone again. Invite once more when it is ready.")
    return do(request, reading.meeting, lambda: usecases.withdraw(reading.meeting), said)
