"""The close: two counts, files read back, then destruction; held when anything does not agree."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client

from resonanz.ballotbox.close import by_hand, holding, publish, steps
from resonanz.ballotbox.intake.receive import receive
from resonanz.ballotbox.release.tally import Tally
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.keys import inbox_key_file, receipt_public_key
from resonanz.ballotbox.storage.models import BoxWaveState, InboxRow
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import decode_receipt, decode_receipt_list, decode_release, receipt_list_ok
from resonanz.core.wire.errors import WireCode
from tests.ballotbox.close.ballots_in import fill, free_pages, left_on_disk, log_size, published, sealed_bytes
from tests.ballotbox.own_home import HOME, HomeClock
from tests.contracts.ballotbox_port import HOUR
from tests.contracts.sample_wave import SampleWave, ballot

ONE_PAGE_LOGGED = 32 + 24 + 4096
"""The log after the emptying: the note that the wave is closed."""


def test_a_wave_is_counted_published_and_destroyed(open_wave: SampleWave, clock: HomeClock) -> None:
    receipts = [decode_receipt(receive(open_wave.wave, ballot(open_wave, 1, (4, 0, 5)))[0]).hash for _ in range(3)]
    fill(open_wave)
    sealed = sealed_bytes()
    clock.advance(HOUR)
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.CLOSED
    board, release = decode_receipt_list(published(open_wave)[0]), decode_release(published(open_wave)[1])
    assert receipt_list_ok(board, receipt_public_key(HOME))
    assert set(receipts) < set(board.receipts)
    assert len(board.receipts) == 28
    assert release.accepted == (0, 18, 10)
    assert InboxRow.objects.count() == 0
    assert not inbox_key_file(HOME, open_wave.wave.hex()).exists()
    assert free_pages() <= 1  # at the end the row of the wave itself becomes a few letters shorter
    assert log_size() <= ONE_PAGE_LOGGED
    assert left_on_disk(sealed) == 0


def test_control_rows_that_are_only_deleted_stay_on_disk(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(open_wave)
    sealed = sealed_bytes()
    monkeypatch.setattr(steps, "delete_rows", lambda _name: None)
    clock.advance(HOUR)
    steps.close(open_wave.wave, open_wave.drawn)
    assert left_on_disk(sealed) == len(sealed)


def test_figures_are_those_of_the_ballots(open_wave: SampleWave, clock: HomeClock) -> None:
    fill(open_wave, times=8)
    clock.advance(HOUR)
    steps.close(open_wave.wave, open_wave.drawn)
    release = decode_release(published(open_wave)[1])
    first, second, sensitive = release.items
    assert (first.blocks, second.blocks) == (((1,), (2,)), ((1,), (2,)))
    assert first.counts == ((0, 8, 0, 0, 8, 8), (0, 0, 8, 0, 8, 0))
    assert second.counts == ((8, 0, 8, 8, 0, 0), (0, 0, 0, 0, 8, 8))
    assert sensitive.blocks == ((0, 1, 2),)
    assert sensitive.counts == ((8, 0, 8, 0, 8 + 8, 8),)


def test_before_the_published_time_nothing_happens(open_wave: SampleWave, clock: HomeClock) -> None:
    fill(open_wave, times=1)
    clock.advance(HOUR - timedelta(seconds=5))
    with pytest.raises(ResonanzError, match="wave-still-open"):
        steps.close(open_wave.wave, open_wave.drawn)
    assert (queries.state(open_wave.wave.hex()), InboxRow.objects.count()) == (BoxWaveState.OPEN, 5)


def test_after_the_close_has_begun_ballots_are_refused(open_wave: SampleWave, clock: HomeClock) -> None:
    body = ballot(open_wave, 0, (1, 1, 1))
    clock.advance(HOUR)
    steps.begin(open_wave.wave.hex())
    clock.advance(-HOUR)
    with pytest.raises(ResonanzError, match="wave-not-open"):
        receive(open_wave.wave, body)


def test_more_ballots_than_people_holds_the_wave(open_wave: SampleWave, clock: HomeClock) -> None:
    for _ in range(13):
        receive(open_wave.wave, ballot(open_wave, 0, (1, 1, 1)))
    clock.advance(HOUR)
    assert steps.close(open_wave.wave, [13] * len(open_wave.drawn)) == BoxWaveState.HELD
    assert queries.reason(open_wave.wave.hex()) == "audit-failed"


def wrong_count(change: Callable[[Tally], Tally]) -> Callable[..., Tally]:
    real = by_hand.count
    return lambda *given: change(real(*given))


def one_answer_more(tally: Tally) -> Tally:
    counts = tally.counts.copy()
    counts[0, 0, 1] += 1
    return replace(tally, counts=counts)


CHANGES = (
    one_answer_more,
    lambda tally: replace(tally, receipts=tally.receipts[1:]),
    lambda tally: replace(tally, accepted=(tally.accepted[0] + 1, *tally.accepted[1:])),
)


@pytest.mark.parametrize("change", CHANGES, ids=["answers", "receipts", "accepted"])
def test_a_wave_is_held_when_the_counts_disagree_and_closes_when_they_agree(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch, change: Callable[[Tally], Tally]
) -> None:
    fill(open_wave, times=2)
    clock.advance(HOUR)
    with monkeypatch.context() as patched:
        patched.setattr(by_hand, "count", wrong_count(change))
        assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.HELD
    name = open_wave.wave.hex()
    assert queries.reason(name) == "counts-disagree"
    assert InboxRow.objects.count() == 10
    assert not publish.receipts_file(name).exists()
    assert not publish.board_file(name).exists()
    assert not publish.release_file(name).exists()
    assert Client(headers={"host": settings.ALLOWED_HOSTS[0]}).get(f"/w/{name}/board").status_code == 409
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.CLOSED
    assert holding.held_until(name) is None


@pytest.mark.parametrize(("what", "writer"), [("board", "proofs"), ("receipts", "proofs"), ("release", "release")])
def test_a_file_that_reads_back_otherwise_holds_the_wave(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch, what: str, writer: str
) -> None:
    fill(open_wave)
    clock.advance(HOUR)
    real = getattr(publish, f"write_{writer}")

    def and_damage(*given: object) -> None:
        real(*given)
        path = getattr(publish, f"{what}_file")(open_wave.wave.hex())
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with monkeypatch.context() as patched:
        patched.setattr(publish, f"write_{writer}", and_damage)
        assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.HELD
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.CLOSED


def test_a_row_that_was_altered_holds_the_wave(open_wave: SampleWave, clock: HomeClock) -> None:
    fill(open_wave, times=1)
    row = InboxRow.objects.first()
    assert row is not None
    sealed = bytes(row.sealed)
    InboxRow.objects.filter(row_key=row.row_key).update(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]))
    clock.advance(HOUR)
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.HELD
    assert queries.reason(open_wave.wave.hex()) == "seal-broken"


def test_a_lost_key_holds_the_wave_and_says_so(open_wave: SampleWave, clock: HomeClock) -> None:
    fill(open_wave, times=1)
    inbox_key_file(HOME, open_wave.wave.hex()).unlink()
    clock.advance(HOUR)
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.HELD
    assert queries.reason(open_wave.wave.hex()) == "inbox-key-lost"


def test_a_held_wave_is_destroyed_after_14_days_and_not_before(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(open_wave, times=1)
    sealed = sealed_bytes()
    clock.advance(HOUR)
    monkeypatch.setattr(by_hand, "count", wrong_count(one_answer_more))
    steps.close(open_wave.wave, open_wave.drawn)
    name = open_wave.wave.hex()
    clock.advance(timedelta(days=13, hours=23))
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.HELD
    steps.sweep()
    assert (queries.state(name), InboxRow.objects.count()) == (BoxWaveState.HELD, 5)
    clock.advance(timedelta(hours=1))
    steps.sweep()
    assert queries.state(name) == BoxWaveState.CANCELLED
    assert left_on_disk(sealed) == 0
    assert not inbox_key_file(HOME, name).exists()


def test_a_wave_of_an_app_that_never_asks_ends_intake_then_is_held_then_destroyed(
    open_wave: SampleWave, clock: HomeClock
) -> None:
    fill(open_wave, times=1)
    name = open_wave.wave.hex()
    ends = []
    for pause in (timedelta(0), HOUR, timedelta(days=1), timedelta(days=13), timedelta(days=1)):
        clock.advance(pause)
        steps.sweep()
        ends.append((queries.state(name).value, queries.reason(name), InboxRow.objects.count()))
    assert ends == [
        ("open", "", 5), ("closing", "", 5), ("held", "app-silent", 5), ("held", "app-silent", 5),
        ("cancelled", "app-silent", 0),
    ]  # fmt: skip


def test_an_app_that_comes_late_is_still_answered(open_wave: SampleWave, clock: HomeClock) -> None:
    fill(open_wave, times=1)
    clock.advance(timedelta(days=10))
    steps.sweep()
    assert queries.reason(open_wave.wave.hex()) == "app-silent"
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.CLOSED
    assert queries.reason(open_wave.wave.hex()) == ""


def test_more_ballots_than_people_drew_are_held_before_anything_is_destroyed(
    open_wave: SampleWave, clock: HomeClock
) -> None:
    fill(open_wave, times=1)
    clock.advance(HOUR)
    accepted = [0] * len(open_wave.drawn)
    for tally in steps.count_twice(queries.terms(open_wave.wave.hex())):
        accepted = list(tally.accepted)
    fewer = [max(0, count - 1) for count in accepted]
    assert steps.close(open_wave.wave, fewer) == BoxWaveState.HELD
    assert queries.reason(open_wave.wave.hex()) == "more-than-drawn"
    assert (InboxRow.objects.count(), inbox_key_file(HOME, open_wave.wave.hex()).exists()) == (5, True)
    assert not publish.release_file(open_wave.wave.hex()).exists()
    assert steps.close(open_wave.wave, accepted) == BoxWaveState.CLOSED


@pytest.mark.parametrize("broken", ["count_twice", "delete_rows"])
def test_a_damaged_page_holds_the_wave_and_does_not_keep_it_from_ending(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    fill(open_wave, times=1)
    clock.advance(HOUR)

    def damaged(*_: object) -> None:
        raise DatabaseError from OSError(errno.EIO, "a page that cannot be read")

    monkeypatch.setattr(steps, broken, damaged)
    counted = broken == "delete_rows"
    assert steps.close(open_wave.wave, open_wave.drawn) == ("closed" if counted else "held")
    if not counted:
        assert queries.reason(open_wave.wave.hex()) == "storage-damaged"
        clock.advance(holding.LONGEST)
        steps.sweep()
        assert queries.state(open_wave.wave.hex()) == BoxWaveState.CANCELLED
    assert not inbox_key_file(HOME, open_wave.wave.hex()).exists()


def test_a_full_disk_is_said_and_changes_nothing(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(open_wave, times=1)
    clock.advance(HOUR)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patched:
        patched.setattr(publish, "write_release", full)
        with pytest.raises(OSError, match="no space left"):
            steps.close(open_wave.wave, open_wave.drawn)
    assert (queries.state(open_wave.wave.hex()), InboxRow.objects.count()) == (BoxWaveState.CLOSING, 5)
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.CLOSED


def test_a_wave_that_cannot_be_swept_stops_no_other(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[str] = []

    def sweep_one(name: str, _now: datetime) -> None:
        swept.append(name)
        raise OSError("disk gone")

    monkeypatch.setattr(queries, "waves_in", lambda *_states: ["aa" * 16, open_wave.wave.hex()])
    monkeypatch.setattr(steps, "sweep_one", sweep_one)
    clock.advance(HOUR)
    steps.sweep()
    assert swept == ["aa" * 16, open_wave.wave.hex()]


def test_cancelling_destroys_and_releases_nothing(open_wave: SampleWave) -> None:
    fill(open_wave, times=1)
    sealed = sealed_bytes()
    assert steps.cancel(open_wave.wave) == BoxWaveState.CANCELLED
    assert left_on_disk(sealed) == 0
    name = open_wave.wave.hex()
    leftovers = (
        inbox_key_file(HOME, name),
        publish.board_file(name),
        publish.rows_file(name),
        publish.receipts_file(name),
        publish.release_file(name),
    )
    assert [path for path in leftovers if path.exists()] == []
    with pytest.raises(ResonanzError, match="wave-not-open"):
        receive(open_wave.wave, ballot(open_wave, 0, (1, 1, 1)))


def test_closing_one_wave_leaves_another_alone(open_wave: SampleWave, clock: HomeClock) -> None:
    from resonanz.ballotbox.port import opening
    from tests.contracts.sample_wave import sample_wave

    fill(open_wave, times=1)
    clock.advance(HOUR)
    steps.begin(open_wave.wave.hex())
    other = sample_wave(receipt_public_key(HOME), clock.now() + HOUR, after=(1, open_wave.root))
    opening.open_wave(other.wave, other.manifest_bytes, other.questionnaire_bytes)
    fill(other, times=2)
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.CLOSED
    assert InboxRow.objects.filter(wave=other.wave.hex()).count() == 10
    clock.advance(HOUR)
    assert steps.close(other.wave, other.drawn) == BoxWaveState.CLOSED
    assert sum(decode_release(published(other)[1]).accepted) == 10


def test_a_reader_in_the_way_makes_it_busy_not_wrong(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(open_wave, times=1)
    clock.advance(HOUR)

    def busy() -> None:
        raise ResonanzError(WireCode.STORAGE_BUSY)

    with monkeypatch.context() as patched:
        patched.setattr(steps, "compact", busy)
        with pytest.raises(ResonanzError, match="storage-busy"):
            steps.close(open_wave.wave, open_wave.drawn)
    assert queries.state(open_wave.wave.hex()) == BoxWaveState.DESTROYING
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.CLOSED
