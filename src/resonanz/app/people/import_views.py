"""Bringing a roster in: file, dry run, apply."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from resonanz.app.people import usecases
from resonanz.app.people.errors import PeopleCode
from resonanz.app.people.forms import RosterForm
from resonanz.app.people.report import Change, Kind, Report
from resonanz.app.shell.access import requires
from resonanz.app.shell.errors import error_text, message_text
from resonanz.core.kernel.errors import ResonanzError

# Rows of a list; the rest is only counted.
SHOWN = 100


@requires("people.import")
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Ask for a file; a good one leads to its dry run, a bad one is answered with every reason."""
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/import.html", {"form": form})
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    report = usecases.keep_draft(upload.read())
    if report.problems or report.is_empty:
        return render(request, "people/dry_run.html", _context(report), status=422 if report.problems else 200)
    return redirect("people:dry-run", digest=report.digest)


@requires("people.import")
@require_GET
def dry_run(request: HttpRequest, digest: str) -> HttpResponse:
    """What the waiting file would change, against the roster of now."""
    try:
        report = usecases.dry_run_of_draft(digest)
    except ResonanzError as error:
        return _refuse(request, error)
    if report.digest != digest:
        return _refuse(request, ResonanzError(PeopleCode.ROSTER_CHANGED_MEANWHILE))
    return render(request, "people/dry_run.html", _context(report))


@requires("people.import")
@require_POST
def apply(request: HttpRequest, digest: str) -> HttpResponse:
    """Write exactly what the dry run showed."""
    try:
        report = usecases.apply_draft(digest)
    except ResonanzError as error:
        return _refuse(request, error)
    text = ngettext("The roster is in: %(n)s change.", "The roster is in: %(n)s changes.", len(report.persons))
    messages.success(request, text % {"n": len(report.persons)})
    return redirect("people:list")


@requires("people.import")
@require_POST
def discard(request: HttpRequest, digest: str) -> HttpResponse:
    """Forget the waiting file."""
    usecases.discard_draft(digest)
    messages.info(request, _("The file is deleted. Nothing was changed."))
    return redirect("people:import")


def _refuse(request: HttpRequest, error: ResonanzError) -> HttpResponse:
    messages.warning(request, error_text(error))
    return redirect("people:import")


def _context(report: Report) -> dict[str, object]:
    return {
        "report": report,
        "problems": [(problem.line, message_text(problem.message)) for problem in report.problems[:SHOWN]],
        "more_problems": max(0, len(report.problems) - SHOWN),
        "notices": [message_text(notice.message) for notice in report.notices],
        "groups": [_group(kind, report.of_persons(kind)) for kind in Kind],
        "unit_groups": [_group(kind, report.of_units(kind)) for kind in Kind],
    }


def _group(kind: Kind, changes: list[Change]) -> dict[str, object]:
    return {"kind": kind.value, "label": kind.label, "count": len(changes), "changes": changes[:SHOWN]}
