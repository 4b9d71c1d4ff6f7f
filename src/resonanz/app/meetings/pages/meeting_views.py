"""The page of one meeting: what it shows depends on its state and on who reads."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from resonanz.app.meetings import queries
from resonanz.app.meetings.apps import AGREEMENT
from resonanz.app.meetings.models import DraftLine, EitherLine, LineState
from resonanz.app.meetings.pages.access import for_participants, reader
from resonanz.app.meetings.pages.forms import InviteForm, LineForm
from resonanz.app.meetings.pages.standing import is_looked_at
from resonanz.app.meetings.pages.wording import KINDS, stored
from resonanz.app.meetings.queries import AnyLines, DraftLines, Reading
from resonanz.app.meetings.states import State
from resonanz.app.meetings.writing.content import deleted_on
from resonanz.app.shell.errors import message_text
from resonanz.core.minutes.model import LineKind

IN_THE_DRAFT = (*(kind for kind in LineKind if kind is not LineKind.SUMMARY), LineKind.SUMMARY)
"""Short lists that need decisions first, the long one last."""


@for_participants
@require_GET
def meeting(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The owner's draft, the participants' review, the released minutes, or only purpose and rights."""
    if reading.meeting.state == State.DRAFT and reading.is_owner:
        return _draft(request, reading)
    if reading.meeting.state in (State.REVIEW, State.RELEASED):
        page = "review" if reading.meeting.state == State.REVIEW else "released"
        words = {
            **words_of(reading),
            "sections": sections(reading.lines),
            "looking": is_looked_at(reading.meeting),
            "dated": any(line.due for line in reading.lines[LineKind.TASK]),
        }
        return render(request, f"meetings/{page}.html", words)
    return render(request, "meetings/waiting.html", words_of(reading))


def words_of(reading: Reading) -> dict[str, object]:
    """What every page of a meeting needs."""
    return {
        "reading": reading,
        "meeting": reading.meeting,
        "agreement": AGREEMENT.value,
        "months": reading.meeting.keep_months,
        "gone_after": deleted_on(reading.meeting),
    }


def sections(lines: AnyLines) -> list[dict[str, object]]:
    """Kind by kind in the order of reading, those without a line left out."""
    return [
        {"kind": kind.value, "words": KINDS[kind], "lines": found, "undecided": undecided(found)}
        for kind, found in lines.items()
        if found
    ]


def undecided(lines: Iterable[EitherLine]) -> int:
    """How many suggestions wait for a decision."""
    return sum(isinstance(line, DraftLine) and line.state == LineState.SUGGESTED for line in lines)


def _draft(request: HttpRequest, reading: Reading) -> HttpResponse:
    found = queries.draft_of(reader(request), reading.meeting.pk)
    lines: DraftLines = found.lines if found else {}
    accepted = sum(len(each) - undecided(each) for each in lines.values())
    words = {
        **words_of(reading),
        "sections": [{**_section(kind, lines[kind]), "form": _form(reading, kind)} for kind in IN_THE_DRAFT if lines],
        "accepted": accepted,
        "open": sum(map(undecided, lines.values())),
        "notices": [message_text(notice.message) for notice in map(stored, reading.meeting.notices)],
        "invite": InviteForm(),
    }
    return render(request, "meetings/draft.html", words)


def _section(kind: LineKind, lines: tuple[DraftLine, ...]) -> dict[str, object]:
    left = undecided(lines)
    folds = kind is LineKind.SUMMARY and bool(lines) and not left
    return {"kind": kind.value, "words": KINDS[kind], "lines": lines, "undecided": left, "folds": folds}


def _form(reading: Reading, kind: LineKind) -> LineForm:
    return LineForm(None, reading.participants, kind)
