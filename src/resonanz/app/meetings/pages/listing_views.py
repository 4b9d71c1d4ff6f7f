"""The reader's own meetings, and nobody else's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from resonanz.app.meetings import queries
from resonanz.app.meetings.pages.status import status_of
from resonanz.app.people.queries import person_of
from resonanz.app.shell.access import requires


@requires("meetings.use")
@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings she took part in, with what she can do next."""
    person = person_of(request.user)
    rows = [(meeting, status_of(meeting, person)) for meeting in queries.meetings_of(person)]
    return render(request, "meetings/list.html", {"rows": rows})
