"""The reader's own meetings, and nobody else's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from resonanz.app.meetings import queries
from resonanz.app.meetings.pages.standing import standing_of
from resonanz.app.people.queries import person_of
from resonanz.app.shell.access import requires


@requires("meetings.use")
@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings she took part in, with what she can do next."""
    entries = queries.meetings_of(person_of(request.user))
    rows = [(entry.meeting, standing_of(entry.meeting, is_owner=entry.is_owner)) for entry in entries]
    return render(request, "meetings/list.html", {"rows": rows})
