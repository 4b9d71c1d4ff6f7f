"""On the start page: what waits for the reader here. Nothing for those whom nothing waits for."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from resonanz.app.meetings import queries
from resonanz.app.meetings.pages.status import status_of
from resonanz.app.meetings.states import MeetingState
from resonanz.app.people.queries import person_of


def waiting(request: HttpRequest) -> SafeString:
    """How many drafts wait for her, with the way there."""
    person = person_of(request.user)
    drafts = queries.meetings_of(person).filter(state__in=[MeetingState.DRAFT, MeetingState.REVIEW])
    waits = [meeting for meeting in drafts if status_of(meeting, person).waits]
    if not waits:
        return SafeString("")
    return render_to_string("meetings/parts/waiting_panel.html", {"meetings": waits}, request)
