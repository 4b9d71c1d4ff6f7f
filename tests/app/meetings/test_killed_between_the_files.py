"""A kill between the commits of the two files: no words are lost that were to stay, none stay that were to go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connections

from resonanz.app.meetings import sweeping, usecases
from resonanz.app.meetings.models import DraftLine, Line, Meeting, StoredUtterance
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.usecases import releasing
from resonanz.core.kernel.home import Home
from tests.app.meetings.data_bytes import words_in
from tests.app.meetings.sample_meeting import (
    MARKERS,
    WORDS,
    drafted,
    everybody,
    in_review,
    later,
    line,
    prepared,
    released,
    who,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("roster")]


class Killed(BaseException):
    """Nothing of ours catches it."""


@contextmanager
def killed_at_the_commit_of(alias: str) -> Iterator[None]:
    """The process dies where this file would commit: its transaction is rolled back."""
    connection = connections[alias]

    def die() -> None:
        connection.rollback()
        raise Killed

    connection.commit, commit = die, connection.commit  # type: ignore[method-assign]
    try:
        with pytest.raises(Killed):
            yield
    finally:
        connection.commit = commit  # type: ignore[method-assign]
        for each in ("default", "transcripts"):
            connections[each].close()


@contextmanager
def killed_before_the_sweep(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process dies when the end is committed and the words are still there."""

    def die() -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(releasing, "clear_away", die)
        with pytest.raises(Killed):
            yield


def bring_in(meeting: Meeting) -> Meeting:
    """The import, from a meeting as it is stored."""
    stored = Meeting.objects.get(pk=meeting.pk)
    return usecases.import_transcript(stored, who("emil"), WORDS.encode(), "talk.vtt", everybody(stored))


def words() -> tuple[int, int]:
    """How many utterances and draft lines there are."""
    return StoredUtterance.objects.count(), DraftLine.objects.count()


def test_an_import_that_was_cut_short_is_swept_away_or_made_again(home: Home) -> None:
    meeting = prepared()
    with killed_at_the_commit_of("default"):
        bring_in(meeting)
    assert Meeting.objects.get().state == MeetingState.PREPARED
    assert words()[0] == len(MARKERS)
    usecases.forget()
    assert words() == (0, 0)
    assert words_in(home.path, MARKERS) == set()
    with killed_at_the_commit_of("default"):
        bring_in(meeting)
    assert bring_in(meeting).state == MeetingState.DRAFT
    assert words()[0] == len(MARKERS)


def test_an_import_that_wrote_nothing_leaves_nothing() -> None:
    meeting = prepared()
    with killed_at_the_commit_of("transcripts"):
        bring_in(meeting)
    assert Meeting.objects.get().state == MeetingState.PREPARED
    assert words() == (0, 0)


def test_what_was_struck_is_gone_and_can_be_struck_again() -> None:
    meeting = in_review()
    struck = line(meeting, "zeppelin")
    with killed_at_the_commit_of("default"):
        usecases.strike(struck, who("otto"))
    assert not DraftLine.objects.filter(text__contains="zeppelin").exists()
    assert not StoredUtterance.objects.filter(text__contains="zeppelin").exists()
    usecases.strike(struck, who("otto"))


def test_words_of_an_objector_are_gone_and_she_can_object_again(home: Home) -> None:
    meeting = in_review()
    with killed_at_the_commit_of("default"):
        usecases.object_to(meeting, who("ina"))
    assert not StoredUtterance.objects.filter(text__contains="quagmire").exists()
    assert not meeting.participants.get(person=who("ina")).objected
    usecases.object_to(meeting, who("ina"))
    assert meeting.participants.get(person=who("ina")).objected
    assert "quagmire" not in words_in(home.path, MARKERS)


def test_a_release_that_was_not_committed_loses_no_line() -> None:
    meeting = in_review()
    later(4)
    before = words()
    with killed_at_the_commit_of("default"):
        usecases.release(meeting)
    assert words() == before
    assert Meeting.objects.get().state == MeetingState.REVIEW
    assert not Line.objects.exists()


@pytest.mark.parametrize("end", [usecases.release, usecases.discard])
def test_after_an_end_the_sweep_does_the_rest(
    end: Callable[[Meeting], object], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = in_review()
    later(4)
    with killed_before_the_sweep(monkeypatch):
        end(meeting)
    kept = Line.objects.count()
    assert words() > (0, 0)
    usecases.forget()
    assert words() == (0, 0)
    assert Line.objects.count() == kept
    assert words_in(home.path, ["mulligan", "bittersweet"]) == set()
    assert ("zeppelin" in words_in(home.path, MARKERS)) == (end is usecases.release)


def test_the_sweep_leaves_what_belongs_to_a_draft_or_a_review() -> None:
    in_review()
    drafted()
    released_lines = released().lines.count()
    later(-4)
    before = words()
    sweeping.sweep()
    assert words() == before
    assert Line.objects.count() == released_lines


def test_a_release_stands_though_the_storage_would_not_sweep(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise DatabaseError

    meeting = in_review()
    later(4)
    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "sweep", fail)
        assert usecases.release(meeting).state == MeetingState.RELEASED
    assert "the storage is other" in caplog.text
    assert words() > (0, 0)
    usecases.forget()
    assert words() == (0, 0)


def test_words_that_lay_in_the_database_move_to_the_file_and_leave_no_byte() -> None:
    """An installation of before, with a meeting in review and a released one."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from resonanz.storage import forget

    call_command("migrate", "meetings", "0001", database="default", verbosity=0)
    try:
        old = MigrationExecutor(connection).loader.project_state([("meetings", "0001_initial")]).apps
        day = date(2026, 3, 2)
        terms = {"owner_id": who("emil").pk, "held_on": day, "prepared_on": day, "delete_transcript_on": day}
        for state in ("review", "released"):
            meeting = old.get_model("meetings", "Meeting").objects.create(title=state, state=state, **terms)
            speaker = meeting.participants.create(person_id=who("emil").pk)
            values = {"kind": "task", "position": 1, "evidence": [1], "state": "accepted", "owner": speaker}
            meeting.lines.create(text=f"xylophone {state}", **values)
            if state == "review":
                meeting.utterances.create(number=1, participant=speaker, text="quagmire")
        forget.empty_log("default")
    finally:
        call_command("migrate", database="default", verbosity=0)
    review, done = Meeting.objects.get(title="review"), Meeting.objects.get(title="released")
    assert [(one.text, one.participant_id) for one in review.utterances] == [("quagmire", review.participants.get().pk)]
    assert [(one.text, one.evidence, one.state) for one in review.draft_lines] == [
        ("xylophone review", [1], "accepted")
    ]
    assert [one.text for one in done.lines.all()] == ["xylophone released"]
    assert not review.lines.exists()
    assert forget.is_owed("default")
    assert forget.rewrite("default")
    database = Path(connection.settings_dict["NAME"])
    assert b"quagmire" not in database.read_bytes()
    assert b"xylophone released" in database.read_bytes()
    assert prepared().state == MeetingState.PREPARED
