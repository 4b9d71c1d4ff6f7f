"""The committer: nothing is acknowledged before its commit, and what the disk refuses is said so."""

from __future__ import annotations

import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connections

from resonanz.ballotbox.intake import committer
from resonanz.ballotbox.intake.committer import Committer, Outcome, Submission, commit, refusal
from resonanz.ballotbox.storage.models import BoxWaveState, InboxRow, WaveRow
from resonanz.core.kernel.errors import ResonanzError
from tests.contracts.sample_wave import SampleWave
from tests.contracts.sqlite_errors import sqlite_error


def submission(wave: SampleWave, number: int = 1) -> Submission:
    return Submission(wave.wave.hex(), number.to_bytes(32, "big"), b"sealed")


def test_a_batch_is_one_transaction_with_an_outcome_each(open_wave: SampleWave) -> None:
    stranger = Submission("0" * 32, bytes(32), b"sealed")
    batch = [submission(open_wave, 1), submission(open_wave, 1), stranger, submission(open_wave, 2)]
    assert commit(batch) == [Outcome.NEW, Outcome.KNOWN, Outcome.NOT_OPEN, Outcome.NEW]
    assert InboxRow.objects.count() == 2


@pytest.mark.parametrize("state", [each for each in BoxWaveState if each != BoxWaveState.OPEN])
def test_nothing_enters_once_the_close_has_begun(open_wave: SampleWave, state: BoxWaveState) -> None:
    WaveRow.objects.update(state=state)
    assert commit([submission(open_wave)]) == [Outcome.NOT_OPEN]
    assert InboxRow.objects.count() == 0


def test_the_same_token_from_64_sides_counts_once(open_wave: SampleWave) -> None:
    def one(_number: int) -> Outcome:
        return committer.submit(submission(open_wave))

    with ThreadPoolExecutor(64) as pool:
        outcomes = list(pool.map(one, range(64)))
    assert sorted(each.name for each in outcomes) == ["KNOWN"] * 63 + ["NEW"]


def test_a_request_waits_for_the_commit_and_hears_of_its_failure(
    open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go = threading.Event()

    def slow_and_failing(_batch: list[Submission]) -> list[Outcome]:
        assert may_go.wait(10)
        raise sqlite_error(sqlite3.SQLITE_FULL)

    monkeypatch.setattr(committer, "commit", slow_and_failing)
    writer = Committer()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(writer.submit, submission(open_wave))
        assert not waiting.done()
        may_go.set()
        with pytest.raises(ResonanzError, match="storage-full"):
            waiting.result(10)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (sqlite3.SQLITE_FULL, "storage-full"),
        (sqlite3.SQLITE_IOERR_FSYNC, "storage-full"),
        (sqlite3.SQLITE_BUSY, "storage-busy"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "storage-busy"),
        (sqlite3.SQLITE_LOCKED, "storage-busy"),
    ],
)
def test_what_the_database_says_is_translated(code: int, word: str) -> None:
    said = refusal(sqlite_error(code))
    assert said is not None
    assert said.code == word


def test_other_failures_are_not_renamed() -> None:
    assert refusal(sqlite_error(sqlite3.SQLITE_ERROR)) is None


def test_a_full_disk_acknowledges_nothing_and_later_takes_the_same_ballot(open_wave: SampleWave) -> None:
    with connections["ballots"].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    large = Submission(open_wave.wave.hex(), bytes(32), os.urandom(100_000))
    try:
        with pytest.raises(OperationalError) as caught:
            commit([large])
        said = refusal(caught.value)
        assert said is not None
        assert said.code == "storage-full"
        assert InboxRow.objects.count() == 0
    finally:
        with connections["ballots"].cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert commit([large]) == [Outcome.NEW]


def test_a_locked_database_is_busy_not_lost(open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(connections["ballots"].settings_dict["NAME"], isolation_level=None)
    with connections["ballots"].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(OperationalError) as caught:
            commit([submission(open_wave)])
    finally:
        other.execute("ROLLBACK")
        other.close()
    said = refusal(caught.value)
    assert said is not None
    assert said.code == "storage-busy"
    assert commit([submission(open_wave)]) == [Outcome.NEW]


def test_a_forked_child_gets_a_committer_of_its_own(open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch) -> None:
    committer.submit(submission(open_wave, 1))
    parent = next(iter(committer._committers.values()))
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert committer.submit(submission(open_wave, 2)) is Outcome.NEW
    assert committer._committers[-1] is not parent
    committer._committers.clear()
