"""A half that comes from an older copy is noticed, whichever it is, and what ran is cancelled."""

from __future__ import annotations

import pytest
from django.conf import settings

from resonanz.ballotbox.close import epoch, steps
from resonanz.ballotbox.close.epoch import exchange
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.models import EpochRow, InboxRow
from resonanz.core.kernel.home import Home, HomeKind
from resonanz.core.wire.waves import NO_EPOCH
from tests.ballotbox.close.ballots_in import fill
from tests.ballotbox.own_home import HOME
from tests.contracts.sample_wave import SampleWave


def stored() -> dict[str, bytes]:
    """The ballot box's half, as a backup would hold it."""
    return {key: bytes(value) for key, value in EpochRow.objects.values_list("key", "value")}


def put_back(rows: dict[str, bytes]) -> None:
    """The ballot box's half, restored."""
    EpochRow.objects.all().delete()
    EpochRow.objects.bulk_create(EpochRow(key=key, value=value) for key, value in rows.items())


def minutes(held: bytes, count: int = 3) -> bytes:
    """So many exchanges that fit; what the app holds then."""
    for _ in range(count):
        reply = exchange(held)
        assert reply.fits
        held = reply.fresh
    return held


def standing(wave: SampleWave) -> tuple[str, str, int]:
    """State, reason, sealed ballots."""
    name = wave.wave.hex()
    return queries.state(name).value, queries.reason(name), InboxRow.objects.count()


CANCELLED = ("cancelled", "half-restored", 0)


def test_halves_that_go_on_together_fit(open_wave: SampleWave) -> None:
    fill(open_wave, times=1)
    minutes(NO_EPOCH, 20)
    assert standing(open_wave) == ("open", "", 5)


def test_a_restored_ballot_box_is_noticed(open_wave: SampleWave) -> None:
    fill(open_wave, times=1)
    held = minutes(NO_EPOCH)
    backup = stored()
    held = minutes(held)
    put_back(backup)
    assert not exchange(held).fits
    assert standing(open_wave) == CANCELLED


def test_a_restored_app_is_noticed(open_wave: SampleWave) -> None:
    fill(open_wave, times=1)
    backup = minutes(NO_EPOCH)
    minutes(backup)
    reply = exchange(backup)
    assert not reply.fits
    assert standing(open_wave) == CANCELLED
    minutes(reply.fresh)


@pytest.mark.parametrize("lost", ["app", "ballot box"])
def test_a_half_made_anew_is_noticed(open_wave: SampleWave, lost: str) -> None:
    held = minutes(NO_EPOCH)
    if lost == "ballot box":
        put_back({})
    assert not exchange(NO_EPOCH if lost == "app" else held).fits
    assert standing(open_wave) == CANCELLED


@pytest.mark.parametrize("kind", list(HomeKind))
def test_a_file_put_back_is_noticed_in_production_only(
    open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch, kind: HomeKind
) -> None:
    monkeypatch.setattr(settings, "HOME", Home(HOME.path, kind))
    held = minutes(NO_EPOCH)
    monkeypatch.setattr(epoch, "identity", lambda _path: bytes(8))
    assert exchange(held).fits is (kind is not HomeKind.PRODUCTION)
    assert standing(open_wave)[0] == ("cancelled" if kind is HomeKind.PRODUCTION else "open")


def test_a_cancellation_cut_off_by_a_kill_is_made_up_for(
    open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = minutes(NO_EPOCH)
    minutes(backup)

    def killed(_given: bytes) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(steps, "cancel", killed)
        patched.setattr(epoch, "_offer", killed)
        with pytest.raises((KeyboardInterrupt, TypeError)):
            exchange(backup)
    assert standing(open_wave)[0] == "open"
    assert not exchange(backup).fits
    assert standing(open_wave)[0] == "cancelled"
