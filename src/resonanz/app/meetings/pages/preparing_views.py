"""Consent and purpose, before any word comes in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from resonanz.app.meetings import usecases
from resonanz.app.meetings.apps import AGREEMENT
from resonanz.app.meetings.pages.access import reader
from resonanz.app.meetings.pages.answers import UNPROCESSABLE
from resonanz.app.meetings.pages.attendees import attendees_in, changed
from resonanz.app.meetings.pages.forms import MeetingForm
from resonanz.app.meetings.queries import LEAST_LETTERS, find_people
from resonanz.app.meetings.usecases import Attendee
from resonanz.app.people.models import Person
from resonanz.app.shell.access import requires
from resonanz.app.shell.errors import error_text
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError

BUTTONS = {"add", "remove"}
MOST_MATCHES = 8


@requires("meetings.use")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form. Its buttons for the list of participants answer with the same page; only the last one stores."""
    owner, posted = reader(request), request.POST
    attendees = attendees_in(posted, owner)
    if request.method != "POST":
        return _page(request, MeetingForm(initial={"held_on": today()}), attendees)
    if BUTTONS & set(posted) or posted.get("step") in ("find", "guest"):
        return _page(request, MeetingForm(initial=posted.dict()), changed(attendees, posted, owner))
    form = MeetingForm(posted)
    if not form.is_valid():
        return _page(request, form, attendees, problem=_("Nothing is stored yet. Some answers are missing below."))
    try:
        meeting = usecases.prepare(owner, participants=attendees, **form.terms)
    except ResonanzError as error:
        return _page(request, form, attendees, problem=error_text(error))
    messages.success(request, _("Consent and purpose are recorded. Everybody who took part can see them."))
    return redirect("meetings:meeting", meeting.pk)


def _page(request: HttpRequest, form: MeetingForm, attendees: list[Attendee], problem: str = "") -> HttpResponse:
    asked = request.POST.get("q", "").strip() if not BUTTONS & set(request.POST) else ""
    listed = {one.person for one in attendees}
    matches = [one for one in find_people(asked, MOST_MATCHES + len(listed)) if one not in listed][:MOST_MATCHES]
    status = _status(request, asked, matches)
    context = {
        "form": form,
        "owner": reader(request),
        "attendees": attendees,
        "asked": asked,
        "matches": matches,
        "status": status,
        "guest_problem": status if _is_nameless(request) else "",
        "problem": problem,
        "agreement": AGREEMENT.value,
        "again": request.method == "POST",
    }
    return render(request, "meetings/new.html", context, status=UNPROCESSABLE if problem else 200)


def _status(request: HttpRequest, asked: str, matches: list[Person]) -> str:
    # What changed, for the live region beside the search.
    if "add" in request.POST:
        return _("Added.")
    if "remove" in request.POST:
        return _("Removed.")
    if request.POST.get("step") == "guest":
        return _("Write the guest's name first.") if _is_nameless(request) else _("Added.")
    if len(asked) < LEAST_LETTERS:
        return _("Type at least two letters of a name.") if request.POST.get("step") == "find" else ""
    if not matches:
        return _("Nobody of this name is on the roster, or they are on the list already. Add others as guests.")
    return ngettext("%(n)s person found.", "%(n)s people found.", len(matches)) % {"n": len(matches)}


def _is_nameless(request: HttpRequest) -> bool:
    return request.POST.get("step") == "guest" and not request.POST.get("guest_name", "").strip()
