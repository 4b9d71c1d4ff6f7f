"""Actions of any kind in any order: whatever happens, the promises about words hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from resonanz.app.meetings import engine, usecases
from resonanz.app.meetings.models import DraftLine, Line, LineState, Meeting, Participant, StoredUtterance
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.usecases import Attendee
from resonanz.app.people.usecases import import_roster
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import home_from_environment
from resonanz.core.minutes.model import LineKind
from tests.app.meetings import fake_engine
from tests.app.meetings.sample_meeting import TASK, WORDS, everybody, later, who
from tests.app.rosters import SMALL

ACTIONS = (
    "import_words", "accept_all", "accept", "edit", "add", "drop", "invite", "withdraw", "strike", "objection",
    "release", "forget", "wait",
)  # fmt: skip
USUAL = [("import_words", 0), ("accept_all", 5), ("invite", 3), ("strike", 1), ("wait", 4), ("release", 0)]
steps = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9))
begun = st.integers(0, len(USUAL)).map(lambda length: USUAL[:length])
lives = st.tuples(begun, st.lists(steps, max_size=8)).map(lambda parts: [*parts[0], *parts[1]])


class Life:
    """A meeting and everything that was struck or objected to in it so far."""

    def __init__(self, retention_days: int) -> None:
        attending = [Attendee(who(name)) for name in ("emil", "ina", "otto")]
        self.meeting = usecases.prepare(
            who("emil"), title="t", held_on=today(), purpose="p", agreed=True, retention_days=retention_days,
            participants=[*attending, Attendee(None, "Gerda")],
        )  # fmt: skip
        self.gone: set[str] = set()

    def do(self, action: str, number: int) -> None:
        """Do one thing; what is refused must have changed nothing."""
        before, shown = snapshot(), self.shown()
        try:
            getattr(self, action)(number)
        except ResonanzError:
            assert snapshot() == before
        self.check(shown, action)

    def import_words(self, _number: int) -> None:
        usecases.import_transcript(self.meeting, who("emil"), WORDS.encode(), "talk.vtt", everybody(self.meeting))

    def accept_all(self, number: int) -> None:
        for kind in list(LineKind)[: number % 6 + 1]:
            usecases.accept_all(self.meeting, kind)

    def accept(self, number: int) -> None:
        self.with_line(number, usecases.accept)

    def edit(self, number: int) -> None:
        self.with_line(number, lambda line: usecases.edit(line, f"reworded {line.pk} {number}"))

    def add(self, number: int) -> None:
        usecases.add(self.meeting, TASK, f"added {number}")

    def drop(self, number: int) -> None:
        self.with_line(number, usecases.drop)

    def invite(self, number: int) -> None:
        usecases.invite(self.meeting, number)

    def withdraw(self, _number: int) -> None:
        usecases.withdraw(self.meeting)

    def strike(self, number: int) -> None:
        def struck(line: DraftLine) -> None:
            texts = {one.text for one in (line, *usecases.falls_with(line))}
            usecases.strike(line, who(("emil", "ina", "otto")[number % 3]))
            self.gone |= texts

        self.with_line(number, struck)

    def objection(self, number: int) -> None:
        person = who(("ina", "otto", "emil", "lars")[number % 4])
        hers = said_by(Participant.objects.filter(person=person))
        usecases.object_to(self.meeting, person)
        self.gone |= hers

    def release(self, _number: int) -> None:
        usecases.release(self.meeting)

    def forget(self, _number: int) -> None:
        usecases.forget()

    def wait(self, number: int) -> None:
        later(number)
        usecases.forget()

    def with_line(self, number: int, action: Callable[[DraftLine], object]) -> None:
        lines = list(DraftLine.objects.all())
        if lines:
            action(lines[number % len(lines)])

    def shown(self) -> dict[int, str] | None:
        """What participants see, if they see anything."""
        if not Meeting.objects.filter(state__in=[MeetingState.REVIEW, MeetingState.RELEASED]).exists():
            return None
        released = Line.objects.values_list("position", "text")
        return dict(released or DraftLine.objects.values_list("position", "text"))

    def check(self, shown: dict[int, str] | None, action: str) -> None:
        """The promises."""
        meeting = Meeting.objects.filter(pk=self.meeting.pk).first()
        if meeting is None:
            assert not any(model.objects.exists() for model in (StoredUtterance, DraftLine, Line))
            return
        texts = set[str]().union(
            *(model.objects.values_list("text", flat=True) for model in (StoredUtterance, DraftLine, Line))
        )
        assert not self.gone & texts
        assert not said_by(Participant.objects.filter(objected=True))
        assert meeting.has_transcript or not StoredUtterance.objects.exists()
        self.check_lines(meeting)
        now = self.shown()
        if shown is not None and now is not None and action != "edit":
            assert now.items() <= shown.items()

    @staticmethod
    def check_lines(meeting: Meeting) -> None:
        """Evidence is there or not claimed; after the invitation nothing undecided; after the release no words."""
        numbers = set(StoredUtterance.objects.values_list("number", flat=True))
        assert all(set(cited) <= numbers for cited in DraftLine.objects.values_list("evidence", flat=True))
        if meeting.state in (MeetingState.REVIEW, MeetingState.RELEASED):
            assert not DraftLine.objects.filter(state=LineState.SUGGESTED).exists()
        if meeting.state == MeetingState.RELEASED:
            assert numbers == set()
            assert not DraftLine.objects.exists()
        if meeting.delete_transcript_on is not None and meeting.imported_on is not None:
            assert (meeting.delete_transcript_on - meeting.imported_on).days <= 14
            assert meeting.review_until is None or meeting.review_until < meeting.delete_transcript_on


def said_by(participants: QuerySet[Participant]) -> set[str]:
    """What these said and is still stored."""
    keys = list(participants.values_list("pk", flat=True))
    return set(StoredUtterance.objects.filter(participant_id__in=keys).values_list("text", flat=True))


def snapshot() -> list[list[Any]]:
    """Every row of the room."""
    return [list(model._default_manager.values()) for model in (Meeting, Participant, StoredUtterance, DraftLine, Line)]


class AnyOrder(TestCase):
    """Hypothesis runs each life in transactions that are rolled back."""

    databases = {"default", "transcripts"}  # noqa: RUF012 (Django's own attribute)

    def setUp(self) -> None:
        """The small organisation and the engine of a few lines."""
        super().setUp()
        with transaction.atomic():
            assert import_roster(SMALL.encode()).applied

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(retention_days=st.integers(1, 14), life=lives)
    def test_the_promises_hold(self, retention_days: int, life: list[tuple[str, int]]) -> None:
        clock.unshift(home_from_environment())
        assert engine.read_transcript is fake_engine.read
        meeting = Life(retention_days)
        for action, number in life:
            meeting.do(action, number)
