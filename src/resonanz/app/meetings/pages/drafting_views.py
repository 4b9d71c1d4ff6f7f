"""What the owner does with the lines of a draft, and the end: what stayed is released, or everything deleted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from resonanz.app.meetings import usecases
from resonanz.app.meetings.labels import KINDS
from resonanz.app.meetings.models import DraftLine
from resonanz.app.meetings.pages.access import for_owner
from resonanz.app.meetings.pages.answers import UNPROCESSABLE, perform, with_line
from resonanz.app.meetings.pages.forms import InviteForm, LineForm
from resonanz.app.meetings.pages.meeting_views import page_context
from resonanz.app.meetings.queries import Reading
from resonanz.core.minutes.model import LineKind


@for_owner
@require_POST
@with_line
def accept(request: HttpRequest, reading: Reading, line: DraftLine) -> HttpResponse:
    """Let a suggestion count."""
    return perform(request, reading.meeting, lambda: usecases.accept(line), _("Accepted."), f"line-{line.pk}")


@for_owner
@require_POST
def accept_all(request: HttpRequest, reading: Reading, kind: str) -> HttpResponse:
    """Let all suggestions of a kind count."""
    chosen, meeting = kind_of(kind), reading.meeting
    return perform(request, meeting, lambda: usecases.accept_all(meeting, chosen), _("All accepted."), f"kind-{kind}")


@for_owner
@require_POST
@with_line
def drop(request: HttpRequest, reading: Reading, line: DraftLine) -> HttpResponse:
    """Delete a line; one that is gone already needs no deleting."""
    return perform(request, reading.meeting, lambda: usecases.drop(line), _("Dropped."), f"kind-{line.kind}")


@for_owner
@require_http_methods(["GET", "POST"])
@with_line
def edit(request: HttpRequest, reading: Reading, line: DraftLine) -> HttpResponse:
    """Reword a line."""
    form = LineForm(request.POST if request.method == "POST" else None, reading.participants, line)
    anchor = f"line-{line.pk}"
    if form.is_valid():
        return perform(request, reading.meeting, lambda: usecases.edit(line, **form.values), _("Saved."), anchor)
    context = {**page_context(reading), "line": line, "form": form, "place": anchor}
    return render(request, "meetings/edit.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@for_owner
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reading: Reading, kind: str) -> HttpResponse:
    """A line in the owner's own words."""
    chosen, meeting = kind_of(kind), reading.meeting
    form = LineForm(request.POST if request.method == "POST" else None, reading.participants, chosen)
    if form.is_valid():
        return perform(
            request, meeting, lambda: usecases.add(meeting, chosen, **form.values), _("Added."), f"kind-{kind}"
        )
    context = {**page_context(reading), "kind": kind, "labels": KINDS[chosen], "form": form}
    response = render(request, "meetings/add.html", context, status=UNPROCESSABLE if form.is_bound else 200)
    if form.is_bound:  # htmx swaps the form with its errors, not the section that a line would appear in
        response["HX-Retarget"] = response["HX-Reselect"] = f"#add-{kind}"
    return response


@for_owner
@require_POST
def invite(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show the accepted lines to everybody who took part."""
    form = InviteForm(request.POST)
    days = form.cleaned_data["days"] if form.is_valid() else 0
    return perform(
        request,
        reading.meeting,
        lambda: usecases.invite(reading.meeting, days),
        _("Everybody who took part can now read the draft. They get a mail with the link, without a word of it."),
    )


@for_owner
@require_POST
def release(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The minutes are released, the transcript is deleted."""
    return perform(
        request,
        reading.meeting,
        lambda: usecases.release(reading.meeting),
        _("The minutes are released. The transcript and all evidence are deleted."),
    )


@for_owner
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Say what goes; POST deletes everything of the meeting."""
    if request.method != "POST":
        return render(request, "meetings/discard.html", page_context(reading))
    usecases.discard(reading.meeting)
    messages.success(request, _("Everything about this meeting is deleted."))
    return redirect("meetings:list")


def kind_of(text: str) -> LineKind:
    """The kind in an address."""
    try:
        return LineKind(text)
    except ValueError:
        raise Http404 from None
