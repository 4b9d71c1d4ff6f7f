"""The reader's own meetings, and nobody else's: where each stands, what she can do next, what waits for her."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from resonanz.app.meetings import queries
from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.states import MeetingState
from resonanz.app.people.models import Person
from resonanz.app.people.queries import person_of
from resonanz.app.shell.access import requires
from resonanz.app.shell.numbers import day


@dataclass(frozen=True, slots=True)
class MeetingStatus:
    """``text`` for the state, ``step`` for the link, ``waits`` if the meeting waits for this reader."""

    text: str
    step: str
    waits: bool = False
    done: bool = False


@requires("meetings.use")
@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings she took part in, with what she can do next."""
    person = person_of(request.user)
    rows = [(meeting, status_of(meeting, person)) for meeting in queries.meetings_of(person)]
    return render(request, "meetings/list.html", {"rows": rows})


def waiting(request: HttpRequest) -> SafeString:
    """For the start page: the drafts that wait for her, with the way there; nothing if none does."""
    person = person_of(request.user)
    drafts = queries.meetings_of(person).filter(state__in=[MeetingState.DRAFT, MeetingState.REVIEW])
    waits = [meeting for meeting in drafts if status_of(meeting, person).waits]
    if not waits:
        return SafeString("")
    return render_to_string("meetings/parts/waiting_panel.html", {"meetings": waits}, request)


def status_of(meeting: Meeting, reader: Person | None) -> MeetingStatus:
    """The state as this reader meets it: the owner waits for other things than the rest."""
    is_owner = reader == meeting.owner
    if meeting.state == MeetingState.PREPARED:
        step = _("Bring the transcript in") if is_owner else _("See purpose and rights")
        return MeetingStatus(_("Prepared, no word stored yet"), step, waits=is_owner)
    if meeting.state == MeetingState.DRAFT:
        if is_owner:
            return MeetingStatus(_("Draft, your choice is missing"), _("Choose lines"), waits=True)
        return MeetingStatus(_("A draft is being made"), _("See purpose and rights"))
    if meeting.state == MeetingState.REVIEW:
        return _in_review(meeting, is_owner=is_owner)
    released = day(meeting.released_on) if meeting.released_on else ""
    return MeetingStatus(_("Released on %(day)s") % {"day": released}, _("Read"), done=True)


def _in_review(meeting: Meeting, *, is_owner: bool) -> MeetingStatus:
    if meeting.strikes_are_open and meeting.review_until is not None:
        until = {"day": day(meeting.review_until, year=False)}
        return MeetingStatus(_("Draft to look at until %(day)s") % until, _("Read and strike"), waits=True)
    if is_owner:
        return MeetingStatus(_("Everybody has had their time"), _("Release"), waits=True)
    return MeetingStatus(_("Waits for its release"), _("Read"))
