"""A transcript comes in: first a look at it, then who is who, then the draft. The file stays in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from resonanz.app.meetings import usecases
from resonanz.app.meetings.pages.access import for_owner, reader
from resonanz.app.meetings.pages.answering import page_of
from resonanz.app.meetings.pages.uploading import MOST_MEGABYTES, file_of, upload_of_owner
from resonanz.app.meetings.pages.wording import FORMATS
from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.states import State
from resonanz.app.meetings.usecases import Assigned, Look
from resonanz.app.shell.errors import error_text, message_text
from resonanz.core.kernel.errors import ResonanzError

UNPROCESSABLE = 422


@for_owner
def choose(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Where a file is dropped or chosen; a meeting that has its transcript has no such page any more."""
    if reading.meeting.state != State.PREPARED:
        return redirect(page_of(reading.meeting))
    return require_GET(_page)(request, reading)


@upload_of_owner
@require_POST
def look(request: HttpRequest, reading: Reading) -> HttpResponse:
    """What the file holds. Nothing is stored."""
    try:
        data, name = file_of(request)
        found = usecases.look(reading.meeting, data, name)
    except ResonanzError as error:
        return _page(request, reading, problem=error_text(error))
    return _page(request, reading, found=found, name=name)


@upload_of_owner
@require_POST
def take(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Make the draft. Refused, the page shows the file again with all that was chosen, and why."""
    data, name = b"", ""
    try:
        data, name = file_of(request)
        language = request.POST.get("language") or None
        assignment = _assignment(request.POST)
        usecases.take(reading.meeting, reader(request), data, name, assignment, language=language)
    except ResonanzError as error:
        return _page(request, reading, found=_look_again(reading, data, name), name=name, problem=error_text(error))
    messages.success(request, _("The draft is there. Only you can see it."))
    address = page_of(reading.meeting)
    return HttpResponse(headers={"HX-Redirect": address}) if request.headers.get("HX-Request") else redirect(address)


def _look_again(reading: Reading, data: bytes, name: str) -> Look | None:
    try:
        return usecases.look(reading.meeting, data, name) if data else None
    except ResonanzError:
        return None  # the page says already why the file was refused


def _assignment(posted: QueryDict) -> Mapping[str, Assigned]:
    """Who is who, as chosen: ``p12`` a participant, ``new`` a name, ``drop`` somebody who objected."""
    chosen = zip(posted.getlist("label"), posted.getlist("who"), posted.getlist("name"), strict=False)
    return {label: _assigned(who, name or label) for label, who, name in chosen}


def _assigned(who: str, name: str) -> Assigned:
    if who == "drop":
        return Assigned(objects=True)
    if who == "new":
        return Assigned(name=name)
    key = who.removeprefix("p")
    return Assigned(participant=int(key)) if key.isascii() and key.isdecimal() and len(key) < 18 else Assigned()


def _page(
    request: HttpRequest, reading: Reading, *, found: Look | None = None, name: str = "", problem: str = ""
) -> HttpResponse:
    words = {
        "reading": reading,
        "meeting": reading.meeting,
        "most": MOST_MEGABYTES,
        "problem": problem,
        "said": _("The file is read. What is in it stands below.") if found and not problem else "",
        "look": found,
        "file_name": name,
        "format": FORMATS.get(PurePath(name).suffix.lower(), ""),
        "refused": error_text(ResonanzError(found.problem)) if found and found.problem else "",
        "minutes": max(1, round(found.seconds / 60)) if found and found.seconds is not None else None,
        "notices": [message_text(notice.message) for notice in found.notices] if found else [],
        "speakers": _speakers(found, reading, request.POST) if found else [],
        "language": request.POST.get("language") or (found.language if found else ""),
    }
    return render(request, "meetings/import.html", words, status=UNPROCESSABLE if problem else 200)


def _speakers(found: Look, reading: Reading, posted: QueryDict) -> list[dict[str, object]]:
    """Each label with what was chosen for it before, else with the best guess."""
    before = dict(zip(posted.getlist("label"), posted.getlist("who"), strict=False))
    names = dict(zip(posted.getlist("label"), posted.getlist("name"), strict=False))
    return [
        {
            "number": number,
            "label": speaker.label,
            "who": before.get(speaker.label) or (f"p{speaker.guess.pk}" if speaker.guess else "new"),
            "name": names.get(speaker.label) or speaker.label,
            "choices": [(f"p{one.pk}", one) for one in reading.participants],
        }
        for number, speaker in enumerate(found.speakers, start=1)
    ]
