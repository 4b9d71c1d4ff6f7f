"""A crash before or after any step of the close: going on ends in the same release, byte for byte."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from types import ModuleType

import pytest

from resonanz.ballotbox.close import by_hand, by_query, publish, steps
from resonanz.ballotbox.release.release import release_of
from resonanz.ballotbox.storage import erase, queries
from resonanz.ballotbox.storage.keys import inbox_key, inbox_key_file
from resonanz.ballotbox.storage.models import BoxWaveState, InboxRow
from resonanz.core.wire import decode_receipt_list, encode_release
from tests.ballotbox.close.ballots_in import fill, left_on_disk, published, sealed_bytes
from tests.ballotbox.own_home import HOME, HomeClock
from tests.ballotbox.port.test_port_contract import SignedPort
from tests.contracts.ballotbox_port import HOUR
from tests.contracts.sample_wave import SampleWave

PLACES: tuple[tuple[ModuleType, str, int], ...] = (
    (steps, "begin", 1),
    (steps, "move", 1),
    (by_query, "count", 1),
    (by_hand, "count", 1),
    (publish, "write_proofs", 1),
    (publish, "write_release", 1),
    (publish, "read_back", 1),
    (steps, "move", 2),
    (steps, "destroy_inbox_key", 1),
    (steps, "delete_rows", 1),
    (steps, "compact", 1),
    (steps, "move", 3),
)
"""Every step in order; the number says which call of it."""


class Crash(BaseException):
    """Nothing in the product catches it: as good as the power going."""


def crashing(real: Callable[..., object], call: int, when: str) -> Callable[..., object]:
    """``real``, that crashes before or after its n-th call."""
    calls = 0

    def step(*given: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call and when == "before":
            raise Crash
        result = real(*given, **named)
        if calls == call:
            raise Crash
        return result

    return step


def expected_release(wave: SampleWave) -> bytes:
    """What an undisturbed close publishes."""
    terms = queries.terms(wave.wave.hex())
    return encode_release(release_of(terms, by_query.count(terms, inbox_key(HOME, wave.wave.hex()), BytesIO())))


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[1]}-{place[2]}")
def test_a_close_that_was_cut_off_goes_on_to_the_same_release(
    open_wave: SampleWave,
    clock: HomeClock,
    monkeypatch: pytest.MonkeyPatch,
    place: tuple[ModuleType, str, int],
    when: str,
) -> None:
    module, name, call = place
    fill(open_wave, times=2)
    sealed, expected = sealed_bytes(), expected_release(open_wave)
    clock.advance(HOUR)
    with monkeypatch.context() as patched:
        patched.setattr(module, name, crashing(getattr(module, name), call, when))
        with pytest.raises(Crash):
            steps.close(open_wave.wave, open_wave.drawn)
    proofs = [publish.board_file(open_wave.wave.hex()), publish.receipts_file(open_wave.wave.hex())]
    kept = [path.read_bytes() if path.exists() else None for path in proofs]
    steps.sweep()
    assert steps.close(open_wave.wave, open_wave.drawn) == BoxWaveState.CLOSED
    assert published(open_wave)[1] == expected
    assert all(before in (None, path.read_bytes()) for before, path in zip(kept, proofs, strict=True))
    assert [path for path in proofs[0].parent.iterdir() if not path.name.isalnum()] == []
    assert len(decode_receipt_list(published(open_wave)[0]).receipts) == 10
    assert InboxRow.objects.count() == 0
    assert not inbox_key_file(HOME, open_wave.wave.hex()).exists()
    assert left_on_disk(sealed) == 0


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("name", "call"), [("move", 1), ("destroy_inbox_key", 1), ("delete_rows", 1), ("move", 2)])
def test_a_cancellation_that_was_cut_off_goes_on(
    open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch, name: str, call: int, when: str
) -> None:
    fill(open_wave, times=1)
    sealed = sealed_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(steps, name, crashing(getattr(steps, name), call, when))
        with pytest.raises(Crash):
            steps.cancel(open_wave.wave)
    steps.sweep()
    assert steps.cancel(open_wave.wave) == BoxWaveState.CANCELLED
    assert left_on_disk(sealed) == 0


def test_the_release_is_published_only_when_the_wave_is_closed(
    open_wave: SampleWave, clock: HomeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(open_wave, times=1)
    clock.advance(HOUR)
    port = SignedPort()
    with monkeypatch.context() as patched:
        patched.setattr(steps, "compact", crashing(erase.compact, 1, "before"))
        with pytest.raises(Crash):
            steps.close(open_wave.wave, open_wave.drawn)
    response = port.send("GET", f"/port/waves/{open_wave.wave.hex()}/release", b"", str(int(time.time())), b"")
    assert (response.status_code, response.content) == (409, b"wave-not-closed")
    assert port.state(open_wave.wave) == "closing"
    assert port.close(open_wave.wave, open_wave.drawn) == "closed"
