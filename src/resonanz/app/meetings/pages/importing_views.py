"""A transcript comes in: first a preview, then who is who, then the draft. The file stays in the browser."""

from collections.abc import Mapping
from pathlib import PurePath

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from resonanz.app.meetings import usecases
from resonanz.app.meetings.labels import FORMATS
from resonanz.app.meetings.models import Participant
from resonanz.app.meetings.pages.access import for_owner, reader
from resonanz.app.meetings.pages.answers import UNPROCESSABLE, meeting_url
from resonanz.app.meetings.pages.uploading import MOST_MEGABYTES, file_of, upload_of_owner
from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.usecases import SpeakerAssignment, TranscriptPreview
from resonanz.app.shell.errors import error_text, message_text
from resonanz.core.kernel.errors import ResonanzError

UNKNOWN = "unknown"


@for_owner
def choose(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Where a file is dropped or chosen; a meeting that has its transcript has no such page any more."""
    if reading.meeting.state != MeetingState.PREPARED:
        return redirect(meeting_url(reading.meeting))
    return require_GET(_page)(request, reading)


@upload_of_owner
@require_POST
def preview(request: HttpRequest, reading: Reading) -> HttpResponse:
    """What the file holds. Nothing is stored."""
    try:
        data, name = file_of(request)
        transcript = usecases.preview(reading.meeting, data, name)
    except ResonanzError as error:
        return _page(request, reading, problem=error_text(error))
    return _page(request, reading, preview=transcript, name=name)


@upload_of_owner
@require_POST
def import_transcript(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Make the draft. Refused, the page shows the file again with all that was chosen, and why."""
    data, name = b"", ""
    try:
        data, name = file_of(request)
        language = request.POST.get("language") or None
        usecases.import_transcript(
            reading.meeting,
            reader(request),
            data,
            name,
            _assignment(request.POST),
            language=language,
            silent=_silent(request.POST),
        )
    except ResonanzError as error:
        again = _preview_again(reading, data, name)
        return _page(request, reading, preview=again, name=name, problem=error_text(error))
    messages.success(request, _("The draft is there. Only you can see it."))
    address = meeting_url(reading.meeting)
    return HttpResponse(headers={"HX-Redirect": address}) if request.headers.get("HX-Request") else redirect(address)


def _preview_again(reading: Reading, data: bytes, name: str) -> TranscriptPreview | None:
    try:
        return usecases.preview(reading.meeting, data, name) if data else None
    except ResonanzError:
        return None  # the page says already why the file was refused


def _assignment(posted: QueryDict) -> Mapping[str, SpeakerAssignment]:
    # Who is who, as chosen: ``p12`` a participant, ``new`` a name, ``drop`` somebody who objected, ``unknown`` nobody.
    chosen = zip(posted.getlist("label"), posted.getlist("who"), posted.getlist("name"), strict=False)
    return {label: _assigned(who, name or label) for label, who, name in chosen if who != UNKNOWN}


def _silent(posted: QueryDict) -> set[int]:
    return {key for key in map(_key, posted.getlist("silent")) if key is not None}


def _key(chosen: str) -> int | None:
    key = chosen.removeprefix("p")
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 18 else None


def _assigned(who: str, name: str) -> SpeakerAssignment:
    if who == "drop":
        return SpeakerAssignment(objects=True)
    if who == "new":
        return SpeakerAssignment(name=name)
    return SpeakerAssignment(participant=_key(who))


def _page(
    request: HttpRequest,
    reading: Reading,
    *,
    preview: TranscriptPreview | None = None,
    name: str = "",
    problem: str = "",
) -> HttpResponse:
    context = {
        "reading": reading,
        "meeting": reading.meeting,
        "most": MOST_MEGABYTES,
        "problem": problem,
        "status": _("The file is read. What is in it stands below.") if preview and not problem else "",
        "preview": preview,
        **(_findings(preview, name, reading, request.POST) if preview else {}),
    }
    return render(request, "meetings/import.html", context, status=UNPROCESSABLE if problem else 200)


def _findings(preview: TranscriptPreview, name: str, reading: Reading, posted: QueryDict) -> dict[str, object]:
    return {
        "file_name": name,
        "format": FORMATS.get(PurePath(name).suffix.lower(), ""),
        "refused": error_text(ResonanzError(preview.problem)) if preview.problem else "",
        "minutes": max(1, round(preview.seconds / 60)) if preview.seconds is not None else None,
        "notices": [message_text(notice.message) for notice in preview.notices],
        **_who_is_who(preview, reading, posted),
        "heard": posted.get("language") or preview.language,
    }


def _who_is_who(preview: TranscriptPreview, reading: Reading, posted: QueryDict) -> dict[str, object]:
    # The labels, and who objected and has none of them.
    speakers = _rows(preview.speakers, "new", posted)
    unclear = _rows(preview.unclear, UNKNOWN, posted)
    choices = [(f"p{one.pk}", one) for one in reading.participants]
    leading = {row["who"] for row in (*speakers, *unclear)}
    missing = [(key, one) for key, one in choices if one.objected and key not in leading]
    ticked = posted.getlist("silent")
    return {
        "speakers": speakers,
        "unclear": unclear,
        "choices": choices,
        "missing": [(key, one, key in ticked) for key, one in missing],
    }


def _rows(labels: Mapping[str, Participant | None], otherwise: str, posted: QueryDict) -> list[dict[str, str]]:
    # Each label with what was chosen for it before, else with the best guess.
    before = dict(zip(posted.getlist("label"), posted.getlist("who"), strict=False))
    names = dict(zip(posted.getlist("label"), posted.getlist("name"), strict=False))
    return [
        {
            "label": label,
            "who": before.get(label) or (f"p{guess.pk}" if guess else otherwise),
            "name": names.get(label) or label,
        }
        for label, guess in labels.items()
    ]
