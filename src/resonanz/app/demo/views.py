"""The role switcher, the jump in time, panels for other pages: installed in demonstration homes and nowhere else."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from resonanz.app.conduct.ballotbox_http import ballot_box
from resonanz.app.conduct.usecases import finish
from resonanz.app.demo.progress import read_progress
from resonanz.app.demo.roles import DemonstrationRole, person_for
from resonanz.app.shell.errors import error_text
from resonanz.app.waves.queries import open_wave
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError

BACKEND = "resonanz.app.accounts.backends.CodeBackend"


def _only_in_a_demonstration() -> None:
    # Belt and braces: the addresses do not exist elsewhere, and if they did, they would lead nowhere.
    if not settings.DEMONSTRATION:
        raise Http404


@require_GET
@never_cache
def role_switcher(request: HttpRequest) -> HttpResponse:
    """Choose whom to be, or let time pass."""
    _only_in_a_demonstration()
    return render(request, "demo/roles.html", {"progress": read_progress(), "wave": open_wave()})


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody who has the role."""
    _only_in_a_demonstration()
    try:
        person = person_for(DemonstrationRole(request.POST.get("part", "")))
    except ValueError:
        raise Http404 from None
    if person is None:
        messages.warning(request, _("Nobody fits this part yet. Try again in a moment."))
        return redirect("demo:stage")
    logout(request)
    login(request, person.user, backend=BACKEND)
    return redirect("start")


@require_POST
def pass_time(request: HttpRequest) -> HttpResponse:
    """Move both programs' clock past the open wave's closing time, close it and fetch its figures."""
    _only_in_a_demonstration()
    wave = open_wave()
    if wave is None or not read_progress().complete:
        messages.warning(request, _("No wave is open that could be closed now."))
        return redirect("demo:stage")
    clock.shift_to(settings.HOME, wave.closes_at + timedelta(minutes=1))
    try:
        finish(wave, ballot_box())
    except ResonanzError as error:
        messages.error(request, error_text(error))
        return redirect("demo:stage")
    messages.success(request, _("Wave %(number)s has closed and was counted.") % {"number": wave.number})
    return redirect("results:organisation")


def strip(request: HttpRequest) -> SafeString:
    """The link to the role switcher."""
    return render_to_string("demo/strip.html", {}, request)


def progress(request: HttpRequest) -> SafeString:
    """How far the background work is; empty once everything is there."""
    now = read_progress()
    return SafeString("") if now.complete else render_to_string("demo/progress.html", {"progress": now}, request)
