"""On the start page: what waits for the reader here. Nothing for those whom nothing waits for."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from resonanz.app.meetings import queries
from resonanz.app.meetings.pages.standing import standing_of
from resonanz.app.meetings.states import State
from resonanz.app.people.queries import person_of


def waiting(request: HttpRequest) -> SafeString:
    """How many drafts wait for her, with the way there."""
    entries = queries.meetings_of(person_of(request.user))
    drafts = [entry for entry in entries if entry.meeting.state in (State.DRAFT, State.REVIEW)]
    waits = [one.meeting for one in drafts if standing_of(one.meeting, is_owner=one.is_owner).waits]
    if not waits:
        return SafeString("")
    return render_to_string("meetings/parts/waiting_panel.html", {"meetings": waits}, request)
