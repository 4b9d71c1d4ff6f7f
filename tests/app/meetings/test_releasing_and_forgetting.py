"""Release, discard and what is forgotten by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import KEEP_MONTHS, DraftLine, Line, Meeting, Participant, StoredUtterance
from resonanz.app.meetings.retention import months_before
from resonanz.app.meetings.states import ALLOWED, MeetingAction, MeetingState, check_allowed
from resonanz.app.meetings.usecases import discard, forget, release
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from tests.app.meetings.sample_meeting import TASK, drafted, in_review, later, line, prepared, released

MODELS = (Meeting, Participant, StoredUtterance, DraftLine, Line)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roster")]


def everything() -> list[list[Any]]:
    """Every row of the room."""
    return [list(model._default_manager.values()) for model in MODELS]


def test_the_release_leaves_lines_and_nothing_of_the_transcript() -> None:
    meeting = in_review(days=3)
    before = list(meeting.draft_lines.values_list("text", "owner_id", "due", "phrase", "wording", "position"))
    later(4)
    release(meeting)
    stored = Meeting.objects.get()
    assert (stored.state, stored.released_on, stored.delete_transcript_on) == (MeetingState.RELEASED, today(), None)
    assert stored.notices == []
    assert list(stored.lines.values_list("text", "owner_id", "due", "phrase", "wording", "position")) == before
    assert not StoredUtterance.objects.exists()
    assert not DraftLine.objects.exists()


def test_no_release_before_the_last_day_is_over() -> None:
    meeting = in_review(days=3)
    for _ in range(4):
        with pytest.raises(ResonanzError, match="review-not-over"):
            release(meeting)
        later(1)
    assert release(meeting).state == MeetingState.RELEASED


def test_releasing_and_discarding_twice_is_doing_it_once() -> None:
    meeting = released()
    on = meeting.released_on
    later(1)
    assert release(meeting).released_on == on
    other = drafted()
    discard(other)
    discard(other)
    assert list(Meeting.objects.all()) == [meeting]


@pytest.mark.parametrize("make", [prepared, drafted, in_review, released])
def test_discarding_takes_everything_in_any_state(make: Callable[[], Meeting]) -> None:
    meeting = make()
    discard(Meeting.objects.get(pk=meeting.pk))
    for model in MODELS:
        assert not model._default_manager.exists()
    with pytest.raises(ResonanzError, match="meeting-gone"):
        usecases.withdraw(meeting)


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("action", MeetingAction)
def test_every_action_fits_only_its_states(state: MeetingState, action: MeetingAction) -> None:
    if state in ALLOWED[action]:
        check_allowed(state, action)
        return
    with pytest.raises(ResonanzError, match="meeting-move-illegal") as caught:
        check_allowed(state, action)
    assert caught.value.params == {"action": action.value, "state": state.value}


MAKERS: dict[MeetingState, Callable[[], Meeting]] = {
    MeetingState.PREPARED: prepared,
    MeetingState.DRAFT: drafted,
    MeetingState.REVIEW: in_review,
    MeetingState.RELEASED: released,
}
MOVES: dict[MeetingAction, tuple[set[MeetingState], Callable[[Meeting], object]]] = {
    MeetingAction.IMPORT: (
        {MeetingState.PREPARED},
        lambda m: usecases.import_transcript(m, m.owner, b"A: b", "a.vtt", {}),
    ),
    MeetingAction.CHANGE: ({MeetingState.DRAFT}, lambda m: usecases.add(m, TASK, "x")),
    MeetingAction.INVITE: ({MeetingState.DRAFT, MeetingState.REVIEW}, lambda m: usecases.invite(m, 3)),
    MeetingAction.WITHDRAW: ({MeetingState.REVIEW, MeetingState.DRAFT}, usecases.withdraw),
    MeetingAction.RELEASE: ({MeetingState.REVIEW, MeetingState.RELEASED}, usecases.release),
    MeetingAction.OBJECT: (
        {MeetingState.PREPARED, MeetingState.DRAFT, MeetingState.REVIEW},
        lambda m: usecases.object_to(m, m.owner),
    ),
}


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("action", MOVES)
def test_an_action_that_does_not_fit_changes_nothing(state: MeetingState, action: MeetingAction) -> None:
    """A second click of what is done counts as fitting: see the tests of each."""
    fitting, do = MOVES[action]
    meeting = MAKERS[state]()
    if state in fitting:
        return
    before = [list(model._default_manager.values()) for model in MODELS]
    with pytest.raises(ResonanzError, match="meeting-move-illegal"):
        do(meeting)
    assert before == [list(model._default_manager.values()) for model in MODELS]


@pytest.mark.parametrize("state", [MeetingState.PREPARED, MeetingState.DRAFT, MeetingState.RELEASED])
def test_striking_belongs_to_the_review(state: MeetingState) -> None:
    meeting = MAKERS[state]()
    if state == MeetingState.PREPARED:
        shown = DraftLine.objects.create(meeting_id=meeting.pk, kind="task", position=1, text="zeppelin")
    elif state == MeetingState.RELEASED:
        shown = DraftLine(pk=1, meeting_id=meeting.pk, kind="task", position=1, text="zeppelin")
    else:
        shown = line(meeting, "zeppelin")
    with pytest.raises(ResonanzError, match="meeting-move-illegal"):
        usecases.strike(shown, meeting.owner)
    assert state == MeetingState.RELEASED or DraftLine.objects.filter(pk=shown.pk).exists()
    assert state != MeetingState.RELEASED or meeting.lines.filter(text__contains="zeppelin").exists()


@pytest.mark.parametrize("days", range(1, 15))
def test_a_transcript_goes_on_its_day_whatever_its_owner_does(days: int) -> None:
    meeting = drafted(retention_days=days)
    usecases.accept(line(meeting, "zeppelin"))
    later(days - 1)
    forget()
    assert StoredUtterance.objects.exists()
    later(1)
    forget()
    assert not StoredUtterance.objects.exists()
    (kept,) = DraftLine.objects.all()
    assert (kept.text, kept.evidence) == ("then we take the hall DEC zeppelin", [])
    assert Meeting.objects.get().state == MeetingState.DRAFT
    assert not Meeting.objects.get().has_transcript


def test_no_transcript_is_ever_older_than_fourteen_days() -> None:
    """Whatever the hour of its import, it goes as the fourteenth day after it begins."""
    drafted()
    day = today() + timedelta(days=14)
    midnight = timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 (made aware here)
    forget(midnight - timedelta(seconds=1))
    assert StoredUtterance.objects.exists()
    forget(midnight)
    assert not StoredUtterance.objects.exists()


def test_a_transcript_goes_during_a_review_too_and_the_lines_can_be_released() -> None:
    meeting = in_review(retention_days=4)
    later(4)
    forget()
    assert not StoredUtterance.objects.exists()
    assert meeting.draft_lines.count() == 8
    assert release(meeting).state == MeetingState.RELEASED


@pytest.mark.parametrize("months", KEEP_MONTHS)
def test_released_minutes_go_after_their_months(months: int) -> None:
    meeting = released(keep_months=months)
    assert meeting.released_on is not None
    last = datetime(*_add(meeting.released_on, months).timetuple()[:3], 12, tzinfo=UTC)
    forget(last)
    assert Meeting.objects.exists()
    forget(last + timedelta(days=1))
    assert not Meeting.objects.exists()
    assert not Line.objects.exists()


def _add(day: date, months: int) -> date:
    """The first day from which ``months`` earlier is not before ``day``."""
    return next(
        later_day
        for later_day in (day + timedelta(days=number) for number in range(27 * months, 32 * months))
        if months_before(later_day, months) >= day
    )


def test_an_unfinished_meeting_does_not_stay_for_ever() -> None:
    drafted(keep_months=3)
    later(80)
    forget()
    assert Meeting.objects.exists()
    later(20)
    forget()
    assert not Meeting.objects.exists()


def test_a_meeting_without_words_goes_thirty_days_after_it_was_prepared_and_held() -> None:
    soon, planned = prepared(), prepared(objecting="otto")
    Meeting.objects.filter(pk=planned.pk).update(held_on=today() + timedelta(days=20))
    later(30)
    forget()
    assert Meeting.objects.count() == 2
    later(1)
    forget()
    assert list(Meeting.objects.all()) == [planned]
    later(20)
    forget()
    assert not Meeting.objects.filter(pk__in=[soon.pk, planned.pk]).exists()


def test_forgetting_leaves_what_is_not_due() -> None:
    meeting = in_review()
    before = [list(model._default_manager.values()) for model in MODELS]
    forget()
    assert before == [list(model._default_manager.values()) for model in MODELS]
    assert meeting.has_transcript


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2027, 1, 15), 3, date(2026, 10, 15)),
        (date(2026, 12, 31), 24, date(2024, 12, 31)),
        (date(2026, 1, 1), 6, date(2025, 7, 1)),
    ],
)
def test_months_are_counted_over_turns_of_years(day: date, months: int, wanted: date) -> None:
    assert months_before(day, months) == wanted
