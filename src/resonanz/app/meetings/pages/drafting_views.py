"""What the owner does with the lines of a draft."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from resonanz.app.meetings import usecases
from resonanz.app.meetings.pages.access import for_owner
from resonanz.app.meetings.pages.answering import do, line_seen, say_gone
from resonanz.app.meetings.pages.forms import InviteForm, LineForm
from resonanz.app.meetings.pages.meeting_views import words_of
from resonanz.app.meetings.pages.wording import KINDS
from resonanz.app.meetings.queries import Reading
from resonanz.core.minutes.model import LineKind

UNPROCESSABLE = 422


@for_owner
@require_POST
def accept(request: HttpRequest, reading: Reading, number: int) -> HttpResponse:
    """Let a suggestion count."""
    line = line_seen(request, reading, number)
    if line is None:
        return say_gone(request, reading)
    return do(request, reading.meeting, lambda: usecases.accept(line), _("Accepted."), f"line-{number}")


@for_owner
@require_POST
def accept_all(request: HttpRequest, reading: Reading, kind: str) -> HttpResponse:
    """Let all suggestions of a kind count."""
    chosen = kind_of(kind)
    said = _("All accepted.")
    return do(request, reading.meeting, lambda: usecases.accept_all(reading.meeting, chosen), said, f"kind-{kind}")


@for_owner
@require_POST
def drop(request: HttpRequest, reading: Reading, number: int) -> HttpResponse:
    """Delete a line; one that is gone already needs no deleting."""
    line = line_seen(request, reading, number)
    if line is None:
        return say_gone(request, reading)
    return do(request, reading.meeting, lambda: usecases.drop(line), _("Dropped."), f"kind-{line.kind}")


@for_owner
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reading: Reading, number: int) -> HttpResponse:
    """Reword a line."""
    line = line_seen(request, reading, number)
    if line is None:
        return say_gone(request, reading)
    form = LineForm(request.POST if request.method == "POST" else None, reading.participants, line)
    if form.is_valid():
        text = form.cleaned_data["text"]
        said = _("Saved.")
        return do(
            request,
            reading.meeting,
            lambda: usecases.edit(line, text, form.chosen_owner, form.chosen_day),
            said,
            f"line-{number}",
        )
    words = {**words_of(reading), "line": line, "form": form, "place": f"line-{number}"}
    return render(request, "meetings/edit.html", words, status=UNPROCESSABLE if form.is_bound else 200)


@for_owner
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reading: Reading, kind: str) -> HttpResponse:
    """A line in the owner's own words."""
    chosen = kind_of(kind)
    form = LineForm(request.POST if request.method == "POST" else None, reading.participants, chosen)
    if form.is_valid():
        text = form.cleaned_data["text"]
        said = _("Added.")
        return do(
            request,
            reading.meeting,
            lambda: usecases.add(reading.meeting, chosen, text, form.chosen_owner, form.chosen_day),
            said,
            f"kind-{kind}",
        )
    words = {**words_of(reading), "kind": kind, "words": KINDS[chosen], "form": form}
    response = render(request, "meetings/add.html", words, status=UNPROCESSABLE if form.is_bound else 200)
    if form.is_bound:  # htmx swaps the form with its errors, not the section that a line would appear in
        response["HX-Retarget"] = response["HX-Reselect"] = f"#add-{kind}"
    return response


@for_owner
@require_POST
def invite(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show the accepted lines to everybody who took part."""
    form = InviteForm(request.POST)
    days = form.cleaned_data["days"] if form.is_valid() else 0
    said = _("Everybody who took part can now read the draft. They get a mail with the link, without a word of it.")
    return do(request, reading.meeting, lambda: usecases.invite(reading.meeting, days), said)


def kind_of(text: str) -> LineKind:
    """The kind in an address."""
    try:
        return LineKind(text)
    except ValueError:
        raise Http404 from None
