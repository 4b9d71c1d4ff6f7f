"""Deletion proved by bytes: the whole data folder is searched, log, free pages, outbox and all, before and after.

On a real SQLite file with real commits. Each test finds the words first, so that a search that finds nothing means
something.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections, transaction
from pytest_django import Settings

from resonanz.app.meetings import erasing, usecases
from resonanz.app.meetings.models import DraftLine, Meeting
from resonanz.app.meetings.states import MeetingState
from resonanz.cli.worker import work_off_queue
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.home import Home
from resonanz.storage import forget
from tests.app.meetings.data_bytes import ENCODINGS, words_in
from tests.app.meetings.sample_meeting import (
    MARKERS,
    WORDS,
    drafted,
    in_review,
    later,
    line,
    prepared,
    released,
    who,
)

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "cache"]),
    pytest.mark.usefixtures("roster"),
]
INA = {"quagmire", "juxtapose", "kaleidoscope", "wanderlust"}


@pytest.fixture(autouse=True)
def own_outbox(home: Home, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Mails become files in the home, temporary files of Python lie in a folder that is searched too."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = home.app / "outbox"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    for mail in (home.app / "outbox").glob("*"):
        mail.unlink()


@pytest.fixture
def found(home: Home, tmp_path: Path) -> Search:
    """Searches the home and the temporary files."""
    assert str(connections[erasing.TRANSCRIPTS].settings_dict["NAME"]).startswith(str(home.path))
    return Search([home.path, tmp_path])


class Search:
    """Looks for words in some folders."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders

    def __call__(self, *words: str) -> set[str]:
        """Those of the words that are somewhere; without words, the markers of the transcript."""
        return set().union(*(words_in(folder, words or MARKERS) for folder in self.folders))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_search_finds_words_in_every_encoding(found: Search, tmp_path: Path, encoding: str) -> None:
    assert found("needle") == set()
    (tmp_path / "haystack").write_bytes(b"\x00\x07" + "a needle b".encode(encoding))
    assert found("needle") == {"needle"}


def test_a_look_leaves_no_byte(found: Search) -> None:
    meeting = prepared()
    usecases.preview(meeting, WORDS.encode(), "talk.vtt")
    assert found() == set()
    assert found("Who does what") == {"Who does what"}


def test_turns_of_an_objector_are_never_written(found: Search) -> None:
    drafted("ina")
    assert found() == set(MARKERS) - INA


def test_an_objection_deletes_her_words_at_once(found: Search) -> None:
    meeting = in_review()
    assert found() >= INA - {"kaleidoscope"}
    usecases.object_to(meeting, who("ina"))
    assert found() & INA == set()
    assert found() >= {"zeppelin", "flamingo"}


def test_a_struck_line_is_gone_at_once(found: Search) -> None:
    meeting = in_review()
    usecases.edit(line(usecases.withdraw(meeting), "zeppelin"), "We take the hall, turpentine.")
    usecases.invite(meeting, 3)
    assert found("turpentine", "zeppelin", "bittersweet") == {"turpentine", "zeppelin", "bittersweet"}
    usecases.strike(line(meeting, "turpentine"), who("otto"))
    assert found("turpentine", "zeppelin", "bittersweet") == set()
    assert "flamingo" in found()


def test_the_release_leaves_the_lines_alone(found: Search) -> None:
    meeting = drafted()
    kept, dropped = line(meeting, "zeppelin"), line(meeting, "rhubarb")
    usecases.accept(kept)
    usecases.edit(line(meeting, "flamingo"), "Ina does it, chandelier.")
    usecases.drop(dropped)
    usecases.invite(meeting, 3)
    work_off_queue()
    assert found("Hall and paint", "chandelier") == {"Hall and paint", "chandelier"}
    assert found() == set(MARKERS)
    later(4)
    usecases.release(meeting)
    assert found() == {"zeppelin"}
    assert found("chandelier") == {"chandelier"}


def test_discarding_leaves_nothing_but_the_mails_words(found: Search, home: Home) -> None:
    meeting = in_review()
    work_off_queue()
    mails = list((home.app / "outbox").glob("*"))
    assert len(mails) == 2
    assert found() == set(MARKERS)
    usecases.discard(meeting)
    assert found("Who does what", "Gerda", *MARKERS) == set()
    assert all("Hall and paint" in mail.read_text() for mail in mails)


def test_what_is_forgotten_by_itself_is_gone_too(found: Search) -> None:
    meeting = drafted()
    usecases.accept(line(meeting, "zeppelin"))
    usecases.edit(line(meeting, "flamingo"), "Ina does it, chandelier.")
    later(13)
    usecases.forget()
    assert found() == set(MARKERS)
    later(1)
    usecases.forget()
    assert found() == {"zeppelin"}
    assert found("chandelier") == {"chandelier"}
    later(400)
    usecases.forget()
    assert found("chandelier", "Who does what", *MARKERS) == set()


def test_released_minutes_are_gone_after_their_months(found: Search) -> None:
    released(keep_months=3)
    later(80)
    usecases.forget()
    assert "zeppelin" in found()
    later(20)
    usecases.forget()
    assert found() == set()


def test_many_changes_leave_no_copy_between_the_rows(found: Search) -> None:
    """Emptying the log alone leaves copies of rows that SQLite moved: about one of four runs of edits has one."""
    meeting = prepared()
    for seed in range(60):
        overwritten = edited(meeting, random.Random(seed))
        forget.empty_log(erasing.TRANSCRIPTS)
        if found(*overwritten):
            break
    else:
        pytest.fail("no run left a copy: this test shows nothing any more")
    forget.owe(erasing.TRANSCRIPTS)
    erasing.erase()
    assert found(*overwritten) == set()
    assert found(*(one.text.split()[0] for one in meeting.draft_lines.all())) != set()


@pytest.mark.parametrize("change", ["edit", "drop"])
def test_no_copy_of_a_changed_line_stays_between_the_rows(found: Search, change: str) -> None:
    """The control: copies of rows that SQLite moved, of a line that an earlier step deleted without saying so."""
    meeting = prepared()
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.DRAFT)
    for seed in range(60):
        overwritten = edited(meeting, random.Random(seed))
        forget.empty_log(erasing.TRANSCRIPTS)
        if found(*overwritten):
            break
    else:
        pytest.fail("no run left a copy: this test shows nothing any more")
    assert not forget.is_owed(erasing.TRANSCRIPTS)
    first = meeting.draft_lines.all()[0]
    gone = first.text.split()[0]
    assert found(gone) == {gone}
    if change == "edit":
        usecases.edit(first, "chandelier")
    else:
        usecases.drop(first)
    assert found(gone, *overwritten) == set()


def edited(meeting: Meeting, chance: random.Random) -> set[str]:
    """Sixty lines, reworded twice as often; the marker words that are in no line any more."""
    numbers = itertools.count()

    def text() -> str:
        return f"mark{next(numbers):04d}of{chance.getrandbits(32):08x} {'la ' * chance.randrange(400)}"

    with transaction.atomic(using=erasing.TRANSCRIPTS):
        meeting.draft_lines.all().delete()
        rows = [DraftLine(meeting_id=meeting.pk, kind="task", position=place, text=text()) for place in range(60)]
        made = {row.text.split()[0] for row in DraftLine.objects.bulk_create(rows)}
        for _ in range(120):
            words = text()
            made.add(words.split()[0])
            DraftLine.objects.filter(pk=chance.choice(rows).pk).update(text=words)
    return made - {one.text.split()[0] for one in meeting.draft_lines.all()}


def noting(rewritten: list[str]) -> Callable[[str], bool]:
    """Instead of a file written anew: a note that it would be."""

    def note(using: str) -> bool:
        rewritten.append(using)
        return True

    return note


def test_a_large_file_is_written_anew_by_the_worker(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten: list[str] = []
    monkeypatch.setattr(forget, "rewrite", noting(rewritten))
    usecases.discard(drafted())
    assert rewritten == [erasing.TRANSCRIPTS]
    monkeypatch.setattr(erasing.erase, "__defaults__", (1,))
    usecases.discard(drafted())
    assert rewritten == [erasing.TRANSCRIPTS]
    usecases.forget()
    assert rewritten == [erasing.TRANSCRIPTS] * 2


def test_no_request_writes_the_whole_database_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten: list[str] = []
    monkeypatch.setattr(forget, "rewrite", noting(rewritten))
    released(keep_months=3)
    usecases.object_to(in_review(), who("ina"))
    usecases.discard(drafted())
    later(100)
    usecases.forget()
    assert set(rewritten) == {erasing.TRANSCRIPTS}
    assert forget.is_owed("default")


def test_words_before_the_release_lie_in_their_own_file_alone(home: Home) -> None:
    meeting = in_review()
    usecases.edit(line(usecases.withdraw(meeting), "zeppelin"), "We take the hall, turpentine.")
    for file, words in (("default", set()), (erasing.TRANSCRIPTS, {*MARKERS, "turpentine"} - {"kaleidoscope"})):
        name = Path(connections[file].settings_dict["NAME"])
        bytes_of = b"".join(each.read_bytes() for each in name.parent.glob(f"{name.name}*"))
        assert {word for word in (*MARKERS, "turpentine") if word.encode() in bytes_of} - {"kaleidoscope"} == words


def test_storage_that_is_busy_is_tried_again(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    meeting = drafted()
    transcripts = connections[erasing.TRANSCRIPTS]
    with transcripts.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=0")
    reader = sqlite3.connect(str(transcripts.settings_dict["NAME"]), timeout=0)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM transcripts_draftline").fetchone()
    usecases.discard(meeting)
    assert "the storage is busy" in caplog.text
    assert words_in(home.path, MARKERS) == set(MARKERS)
    reader.close()
    transcripts.close()
    usecases.forget()
    assert words_in(home.path, MARKERS) == set()
    assert not Meeting.objects.filter(held_on__gte=today() - timedelta(days=1)).exists()
