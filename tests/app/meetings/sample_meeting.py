"""One meeting in every state, with a marker word in everything that has to go.

Emil owns it; Ina and Otto of the roster and Gerda from outside take part. Vera (people lead), Lena (Emil's leader),
Greta and Lars do not.
"""

from __future__ import annotations

from datetime import UTC, timedelta

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import DraftLine, Meeting, Participant
from resonanz.app.meetings.usecases import Attendee, SpeakerAssignment
from resonanz.app.people.models import Person
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.home import home_from_environment
from resonanz.core.minutes.model import LineKind

WORDS = """\
Emil Ernst: how was your weekend HOW xylophone
Ina Imhof: the boat is repaired WIN quagmire
Emil Ernst: we thought about the hall for long bittersweet
Otto Ohlsen: then we take the hall DEC zeppelin
Ina Imhof: I order the paint next week TASK SUM juxtapose
Otto Ohlsen: nobody cites this mulligan
Ina Imhof: and what about parking QUE kaleidoscope
Otto Ohlsen: you do it TASK flamingo
Gerda: somebody should phone TASK rhubarb
Ina Imhof: all of it went well SUM wanderlust
"""
MARKERS = (
    "xylophone", "quagmire", "bittersweet", "zeppelin", "juxtapose", "mulligan", "kaleidoscope", "flamingo", "rhubarb",
    "wanderlust",
)  # fmt: skip
TASK = LineKind.TASK


def who(name: str) -> Person:
    """Somebody of the small organisation."""
    return Person.objects.get(email=f"{name}@example.org")


def later(days: float) -> None:
    """Let time pass for the app, by the clock on the wall: a day is a day though summer time may begin in it."""
    here = clock.now().astimezone(clock.TIME_ZONE)
    clock.shift_to(home_from_environment(), (here + timedelta(days=days)).astimezone(UTC))


def prepared(objecting: str = "", retention_days: int = 14, keep_months: int = 12) -> Meeting:
    """Consent is recorded; one of the participants may have objected."""
    names = ("emil", "ina", "otto")
    attending = [Attendee(who(name), objects=name == objecting) for name in names]
    return usecases.prepare(
        who("emil"),
        title="Hall and paint",
        held_on=today(),
        purpose="Who does what",
        retention_days=retention_days,
        keep_months=keep_months,
        participants=[*attending, Attendee(None, "Gerda", objects=objecting == "gerda")],
        agreed=True,
    )


def everybody(meeting: Meeting) -> dict[str, SpeakerAssignment]:
    """Every label of WORDS to its participant."""
    return {one.called: SpeakerAssignment(one.pk) for one in meeting.participants.select_related("person")}


def drafted(objecting: str = "", words: str = WORDS, retention_days: int = 14, keep_months: int = 12) -> Meeting:
    """The transcript is in."""
    meeting = prepared(objecting, retention_days, keep_months)
    return usecases.import_transcript(meeting, who("emil"), words.encode(), "talk.vtt", everybody(meeting))


def in_review(days: int = 3, **arguments: int) -> Meeting:
    """Everything was accepted but the questions; participants look."""
    meeting = drafted(**arguments)  # type: ignore[arg-type]
    for kind in LineKind:
        if kind is not LineKind.QUESTION:
            usecases.accept_all(meeting, kind)
    return usecases.invite(meeting, days)


def released(**arguments: int) -> Meeting:
    """The minutes as they stay."""
    meeting = in_review(**arguments)
    later(4)
    return usecases.release(meeting)


def line(meeting: Meeting, word: str) -> DraftLine:
    """The first line with a word."""
    found = meeting.draft_lines.filter(text__contains=word).first()
    assert found is not None
    return found


def participant(meeting: Meeting, name: str) -> Participant:
    """A participant by the name of the roster."""
    return meeting.participants.get(person=who(name))
