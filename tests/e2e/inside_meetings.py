"""What the test of meetings does inside the app: each function is asked for through ``app_process``, returns JSON.

``roster``: the works of ``musterwerk``, without the pages. ``addresses``: every address of the room. ``draft``: the
talk brought in without the pages; which of its words stand in accepted lines.
"""

from __future__ import annotations


def roster() -> list[str]:
    """Bring it in; what was wrong with it."""
    from resonanz.app.people.usecases import import_roster
    from tests.e2e.musterwerk import roster_csv

    return [str(problem) for problem in import_roster(roster_csv()).problems]


def addresses(meeting: str, line: str) -> dict[str, str]:
    """Name and path of each, with the real ids where one is wanted."""
    from uuid import UUID

    from django.urls import reverse

    from resonanz.app.meetings.urls import urlpatterns

    given = {"meeting": UUID(meeting), "number": int(line), "kind": "task"}
    return {
        entry.name: reverse(f"meetings:{entry.name}", kwargs={name: given[name] for name in entry.pattern.converters})
        for entry in urlpatterns
        if entry.name
    }


def draft() -> list[str]:
    """Everybody agreed; the summary is accepted, everything else waits."""
    from resonanz.app.meetings import usecases
    from resonanz.app.meetings.usecases import Attendee, SpeakerAssignment
    from resonanz.app.people.models import Person
    from resonanz.core.kernel.clock import today
    from resonanz.core.minutes.model import LineKind
    from tests.e2e.meetings_talk import FILE_NAME, LABELS, OWN_WORDS, OWNER, TITLE, transcript
    from tests.e2e.musterwerk import ADA

    owner, ada = (Person.objects.get(person_id=one.person_id) for one in (OWNER, ADA))
    meeting = usecases.prepare(
        owner,
        title=TITLE,
        held_on=today(),
        purpose="Aufgaben",
        participants=[Attendee(owner), Attendee(ada)],
        agreed=True,
    )
    known = {one.called: SpeakerAssignment(one.pk) for one in meeting.participants.select_related("person")}
    assignment = {label: known.get(label, SpeakerAssignment(name=label)) for label in LABELS.values()}
    usecases.import_transcript(meeting, owner, transcript().encode(), FILE_NAME, assignment)
    usecases.accept_all(meeting, LineKind.SUMMARY)
    kept = " ".join(meeting.draft_lines.filter(kind=LineKind.SUMMARY.value).values_list("text", flat=True))
    return [word for word in OWN_WORDS if word in kept]
