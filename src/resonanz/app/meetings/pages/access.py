"""Who gets an answer: participants and owners. For everybody else a meeting is not there, on every path alike."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache

from resonanz.app.meetings import queries
from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.rules import KEEP, READ
from resonanz.app.people.models import Person
from resonanz.app.people.queries import person_of
from resonanz.app.shell.access import marked

P = ParamSpec("P")
ReadingView = Callable[Concatenate[HttpRequest, Reading, P], HttpResponseBase]
MeetingView = Callable[Concatenate[HttpRequest, UUID, P], HttpResponseBase]


def for_participants(view: ReadingView[P]) -> MeetingView[P]:
    """Guard a page of one meeting: a stranger is led to the sign-in, who did not take part gets the 404 page."""
    return _guard(view, READ)


def for_owner(view: ReadingView[P]) -> MeetingView[P]:
    """The same for what only the owner does; for other participants, too, there is nothing at the address."""
    return _guard(view, KEEP)


def reader(request: HttpRequest) -> Person:
    """The person behind a request that a guard has let in."""
    person = person_of(request.user)
    if person is None:
        raise Http404
    return person


def _guard(view: ReadingView[P], permission: str) -> MeetingView[P]:
    @wraps(view)
    def guarded(request: HttpRequest, meeting: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if request.headers.get("HX-Request"):  # a part of a page cannot show the sign-in: all of it is loaded anew
                return HttpResponse(headers={"HX-Refresh": "true"})
            return redirect_to_login(request.get_full_path())
        reading = queries.meeting_for(person_of(request.user), meeting)
        if reading is None or not request.user.has_perm(permission, reading):
            raise Http404
        return view(request, reading, *args, **kwargs)

    as_addressed = cast("MeetingView[P]", never_cache(guarded))  # addresses give the meeting by name
    return marked(as_addressed, permission, refusal=404)
