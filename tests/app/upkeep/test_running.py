"""When periodic work is due, how its outcome is noted, and that one piece never waits for another."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string

from resonanz.app.shell.room import Periodic
from resonanz.app.upkeep import erasing, loop, running
from resonanz.app.upkeep.loop import ScheduleLoop
from resonanz.app.upkeep.models import ScheduleEntry
from resonanz.storage import forget
from tests.contracts.sqlite_errors import sqlite_error

MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
done = threading.Event()
may_end = threading.Event()


def quick() -> None:
    done.set()


def hanging() -> None:
    assert may_end.wait(30)


def failing() -> None:
    raise ZeroDivisionError


def on_a_full_disk() -> None:
    raise sqlite_error(sqlite3.SQLITE_FULL)


def busy() -> bool:
    return False


def periodic(function: Callable[[], object], every: timedelta = MINUTE, at: time | None = None) -> Periodic:
    name = function.__name__
    return Periodic(name, every, f"{__name__}.{name}", label=name, at=at)


@pytest.fixture(autouse=True)
def not_yet() -> Iterator[None]:
    """Nothing was done; what hangs ends with the test."""
    done.clear()
    may_end.clear()
    yield
    may_end.set()


def test_every_piece_has_a_name_of_its_own_and_can_be_found() -> None:
    found = running.all_periodic()
    assert len({each.name for each in found}) == len(found) >= 6
    assert all(callable(import_string(each.run)) for each in found)
    assert all(str(each.label) for each in found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seconds", "due"), [(None, True), (-1, True), (0, True), (1, False), (60, False), (61, True), (86_400, True)]
)
def test_what_is_due_stands_in_the_table(seconds: int | None, due: bool) -> None:
    """Further ahead than its interval is a clock that went back."""
    work = periodic(quick)
    if seconds is not None:
        ScheduleEntry.objects.create(name=work.name, next_due=NOW + timedelta(seconds=seconds))
    assert (running.due_now([work], NOW) == [work]) == due


@pytest.mark.parametrize(
    ("started", "failure", "wanted"),
    [
        (datetime(2026, 3, 2, 1, 59, tzinfo=UTC), "", datetime(2026, 3, 2, 2, tzinfo=UTC)),
        (datetime(2026, 3, 2, 2, 0, tzinfo=UTC), "", datetime(2026, 3, 3, 2, tzinfo=UTC)),
        (datetime(2026, 3, 2, 12, 0, tzinfo=UTC), "", datetime(2026, 3, 3, 2, tzinfo=UTC)),
        (datetime(2026, 3, 29, 12, 0, tzinfo=UTC), "", datetime(2026, 3, 30, 1, tzinfo=UTC)),
        (datetime(2026, 3, 2, 2, 0, tzinfo=UTC), "full", datetime(2026, 3, 2, 3, tzinfo=UTC)),
        (datetime(2026, 3, 2, 2, 0, tzinfo=UTC), "busy", datetime(2026, 3, 2, 2, 1, tzinfo=UTC)),
        (datetime(2026, 3, 2, 1, 30, tzinfo=UTC), "other", datetime(2026, 3, 2, 2, tzinfo=UTC)),
    ],
)
def test_daily_work_waits_for_its_hour_where_the_organisation_is(
    started: datetime, failure: str, wanted: datetime
) -> None:
    work = periodic(quick, timedelta(days=1), time(3))
    assert running.next_due(work, started, failure) == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("started", [datetime(2026, 3, 28, 2, 0, 5, tzinfo=UTC), datetime(2026, 10, 24, 1, tzinfo=UTC)])
@pytest.mark.parametrize("failure", ["", "busy", "full"])
def test_nightly_work_is_due_once_a_day_when_the_clock_changes(started: datetime, failure: str) -> None:
    """The day then has 23 or 25 hours; each minute of three nights somebody asks."""
    work = periodic(quick, timedelta(days=1), time(3))
    running.note(work, started, failure)
    runs = []
    for minute in range(73 * 60 + 1):
        now = started + minute * MINUTE + timedelta(seconds=10)
        if running.due_now([work], now):
            runs.append(timezone.localtime(now))
            running.note(work, now, "")
    assert [run.day - runs[-1].day for run in runs[-3:]] == [-2, -1, 0]
    assert {(run.hour, run.minute) for run in runs[-3:]} <= {(3, 0), (3, 1)}
    assert len(runs) == 3 + bool(failure)


@pytest.mark.django_db
def test_a_clock_that_went_back_makes_nightly_work_due_once() -> None:
    work = periodic(quick, timedelta(days=1), time(3))
    running.note(work, NOW, "")
    earlier = NOW - timedelta(days=2)
    assert running.due_now([work], earlier) == [work]
    running.note(work, earlier, "")
    assert running.due_now([work], earlier + MINUTE) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("failure", "wait"), [("", 60), ("full", 60), ("busy", 1)])
def test_work_that_met_busy_storage_is_tried_again_soon(failure: str, wait: int) -> None:
    work = periodic(quick, timedelta(hours=1))
    running.note(work, NOW, failure)
    assert ScheduleEntry.objects.get().next_due == NOW + wait * MINUTE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("function", "failure"), [(quick, ""), (failing, "other"), (on_a_full_disk, "full"), (busy, "busy")]
)
def test_the_outcome_is_noted(function: Callable[[], object], failure: str) -> None:
    before = timezone.now()
    running.run(periodic(function))
    entry = ScheduleEntry.objects.get()
    assert (entry.failure, entry.succeeded_on is None) == (failure, bool(failure))
    assert before + MINUTE <= entry.next_due <= timezone.now() + MINUTE


@pytest.mark.django_db
def test_a_failure_is_over_with_the_next_success(monkeypatch: pytest.MonkeyPatch) -> None:
    work = periodic(failing)
    running.run(work)
    monkeypatch.setitem(globals(), "failing", quick)
    running.run(work)
    assert ScheduleEntry.objects.get().failure == ""
    assert ScheduleEntry.objects.get().succeeded_on == timezone.localdate()


@pytest.mark.django_db
def test_a_start_makes_all_due_but_what_has_its_hour() -> None:
    often, daily = periodic(quick), periodic(busy, timedelta(days=1), time(3))
    for name in (often.name, daily.name, "of a room that was taken out"):
        ScheduleEntry.objects.create(name=name, next_due=NOW + timedelta(seconds=30))
    running.begin([often, daily], NOW)
    assert running.due_now([often, daily], NOW) == [often]
    assert ScheduleEntry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_work_that_hangs_or_fails_delays_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "LOOK_SECONDS", 0.05)
    round_by_round = ScheduleLoop([periodic(hanging), periodic(failing), periodic(quick, timedelta(0))])
    round_by_round.start()
    for _ in range(3):
        assert done.wait(20)
        done.clear()
    assert not ScheduleEntry.objects.filter(name="hanging").exists()
    assert ScheduleEntry.objects.get(name="failing").failure == "other"
    may_end.set()
    round_by_round.stop(20)
    assert ScheduleEntry.objects.get(name="hanging").succeeded_on is not None
    done.clear()
    assert not done.wait(0.3)


@pytest.mark.django_db(transaction=True)
def test_the_database_is_written_anew_whether_anything_is_owed_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    forget.rewrite("default")
    rewritten: list[str] = []
    real = forget.rewrite

    def noting(using: str) -> bool:
        rewritten.append(using)
        return real(using)

    monkeypatch.setattr(forget, "rewrite", noting)
    assert erasing.rewrite()
    forget.owe("default")
    assert erasing.empty_log()
    assert forget.is_owed("default")
    assert erasing.rewrite()
    assert rewritten == ["default", "default"]
    assert not forget.is_owed("default")
