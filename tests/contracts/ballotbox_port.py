"""What every ballot box must keep, the real one and each stand-in: plain functions over the port and a clock to set.

A test of an implementation makes the port and calls each function of ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import pytest

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId, new_wave_id
from resonanz.core.wire import decode_release, questionnaire_hash
from tests.contracts.sample_wave import SampleWave, later, sample_wave


class Port(Protocol):
    """The six calls. ``state`` and ``close`` answer a word (a ``str``, may be a ``StrEnum``)."""

    def receipt_key(self) -> bytes:
        """65 bytes."""

    def open(self, manifest: bytes, questionnaire: bytes) -> None:
        """Take ballots from now on."""

    def state(self, wave: WaveId) -> str:
        """absent, open, closing, closed, held or cancelled."""

    def close(self, wave: WaveId) -> str:
        """End the wave; where it stands then."""

    def cancel(self, wave: WaveId) -> object:
        """Destroy what came in."""

    def release(self, wave: WaveId) -> bytes:
        """The figures of a closed wave."""


class Clock(Protocol):
    """The time that the implementation sees."""

    def now(self) -> datetime:
        """The time."""

    def advance(self, by: timedelta) -> None:
        """Let time pass."""


Check = Callable[[Port, Clock], None]
HOUR = timedelta(hours=1)


def refused(word: str, call: Callable[[], object]) -> None:
    """The call must raise ``ResonanzError`` with this word, as its code or (over HTTP) as what the other side said."""
    with pytest.raises(ResonanzError) as caught:
        call()
    assert caught.value.params.get("word", caught.value.code) == word


def opened(port: Port, clock: Clock) -> SampleWave:
    """A fresh wave, open for an hour."""
    wave = sample_wave(port.receipt_key(), clock.now() + HOUR)
    port.open(wave.manifest_bytes, wave.questionnaire_bytes)
    return wave


def the_receipt_key_is_a_point_and_stays(port: Port, _clock: Clock) -> None:
    """65 bytes, uncompressed, always the same."""
    key = port.receipt_key()
    assert (len(key), key[:1]) == (65, b"\x04")
    assert port.receipt_key() == key


def an_unknown_wave_is_absent(port: Port, _clock: Clock) -> None:
    """Asking is allowed, everything else is refused."""
    wave = new_wave_id()
    assert port.state(wave) == "absent"
    for call in (port.close, port.cancel, port.release):
        refused("wave-unknown", lambda call=call: call(wave))  # type: ignore[misc]


def opening_twice_changes_nothing(port: Port, clock: Clock) -> None:
    """The same terms again are fine."""
    wave = opened(port, clock)
    port.open(wave.manifest_bytes, wave.questionnaire_bytes)
    assert port.state(wave.wave) == "open"


def other_terms_under_a_known_name_are_refused(port: Port, clock: Clock) -> None:
    """What was opened stays what it was."""
    wave = opened(port, clock)
    other = later(wave, HOUR)
    refused("wave-differs", lambda: port.open(other.manifest_bytes, other.questionnaire_bytes))
    assert port.state(wave.wave) == "open"


def a_closing_time_in_the_past_is_refused(port: Port, clock: Clock) -> None:
    """A wave nobody could answer is a mistake."""
    wave = sample_wave(port.receipt_key(), clock.now() - HOUR)
    refused("closing-time-past", lambda: port.open(wave.manifest_bytes, wave.questionnaire_bytes))
    assert port.state(wave.wave) == "absent"


def a_foreign_receipt_key_is_refused(port: Port, clock: Clock) -> None:
    """The manifest must name this ballot box."""
    key = port.receipt_key()
    wave = sample_wave(key[:-1] + bytes([key[-1] ^ 1]), clock.now() + HOUR)
    refused("receipt-key-foreign", lambda: port.open(wave.manifest_bytes, wave.questionnaire_bytes))


def another_questionnaire_is_refused(port: Port, clock: Clock) -> None:
    """The questions must be those whose hash the manifest holds."""
    wave = sample_wave(port.receipt_key(), clock.now() + HOUR)
    other = wave.questionnaire_bytes.replace(b"Item Q1", b"Item Q9")
    assert questionnaire_hash(other) != wave.manifest.questionnaire_hash
    refused("questionnaire-mismatch", lambda: port.open(wave.manifest_bytes, other))


def closing_early_is_refused(port: Port, clock: Clock) -> None:
    """Before the published time there is no close."""
    wave = opened(port, clock)
    clock.advance(HOUR - timedelta(minutes=1))
    refused("wave-still-open", lambda: port.close(wave.wave))
    assert port.state(wave.wave) == "open"
    refused("wave-not-closed", lambda: port.release(wave.wave))


def closing_gives_a_release_that_stays(port: Port, clock: Clock) -> None:
    """After the time: closed, again and again, with the same bytes."""
    wave = opened(port, clock)
    clock.advance(HOUR)
    assert [port.close(wave.wave), port.close(wave.wave), port.state(wave.wave)] == ["closed"] * 3
    release = decode_release(port.release(wave.wave))
    assert (release.wave, release.root, release.k_answers) == (wave.wave, wave.root, 5)
    assert release.accepted == (0,) * len(wave.manifest.cells)
    assert [(item.code, item.blocks) for item in release.items] == [("Q1", ()), ("Q2", ()), ("Q3", ())]
    assert port.release(wave.wave) == port.release(wave.wave)


def a_closed_wave_is_neither_cancelled_nor_opened_again(port: Port, clock: Clock) -> None:
    """What is published stays published."""
    wave = opened(port, clock)
    clock.advance(HOUR)
    port.close(wave.wave)
    refused("wave-not-open", lambda: port.cancel(wave.wave))
    refused("wave-not-open", lambda: port.open(wave.manifest_bytes, wave.questionnaire_bytes))
    assert port.state(wave.wave) == "closed"


def cancelling_releases_nothing(port: Port, clock: Clock) -> None:
    """Cancelled once and for all; closing it later changes nothing."""
    wave = opened(port, clock)
    port.cancel(wave.wave)
    port.cancel(wave.wave)
    assert port.state(wave.wave) == "cancelled"
    clock.advance(HOUR)
    assert port.close(wave.wave) == "cancelled"
    refused("wave-not-closed", lambda: port.release(wave.wave))


CHECKS: tuple[Check, ...] = (
    the_receipt_key_is_a_point_and_stays,
    an_unknown_wave_is_absent,
    opening_twice_changes_nothing,
    other_terms_under_a_known_name_are_refused,
    a_closing_time_in_the_past_is_refused,
    a_foreign_receipt_key_is_refused,
    another_questionnaire_is_refused,
    closing_early_is_refused,
    closing_gives_a_release_that_stays,
    a_closed_wave_is_neither_cancelled_nor_opened_again,
    cancelling_releases_nothing,
)
