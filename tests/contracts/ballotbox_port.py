"""What every ballot box must keep, the real one and each stand-in: plain functions over the port and a clock to set.

A test of an implementation makes the port and calls each function of ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import pytest

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId, new_wave_id
from resonanz.core.wire import decode_release, questionnaire_hash
from resonanz.core.wire.waves import EpochReply
from tests.contracts.sample_wave import SampleWave, later, sample_wave


class Port(Protocol):
    """The nine calls. ``state`` and ``close`` answer a word (a ``str``, may be a ``StrEnum``)."""

    def receipt_key(self) -> bytes:
        """65 bytes."""

    def head(self) -> tuple[int, bytes]:
        """Number and root of the wave opened last; 0 and zeros before the first."""

    def open(self, manifest: bytes, questionnaire: bytes) -> None:
        """Take ballots from now on."""

    def state(self, wave: WaveId) -> str:
        """absent, open, closing, closed, held or cancelled."""

    def close(self, wave: WaveId, drawn: Sequence[int]) -> str:
        """End the wave of whose cells so many people drew; where it stands then."""

    def reason(self, wave: WaveId) -> str:
        """Why it is held or was cancelled, or empty."""

    def epoch(self, held: bytes) -> EpochReply:
        """What to hold next, and whether what is held fits."""

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


def next_wave(port: Port, closes_at: datetime) -> SampleWave:
    """A fresh wave in its place in the chain."""
    return sample_wave(port.receipt_key(), closes_at, after=port.head())


def opened(port: Port, clock: Clock) -> SampleWave:
    """A fresh wave, open for an hour."""
    wave = next_wave(port, clock.now() + HOUR)
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
    for call in (port.reason, port.cancel, port.release):
        refused("wave-unknown", lambda call=call: call(wave))  # type: ignore[misc]
    refused("wave-unknown", lambda: port.close(wave, ()))


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
    wave = next_wave(port, clock.now() - HOUR)
    refused("closing-time-past", lambda: port.open(wave.manifest_bytes, wave.questionnaire_bytes))
    assert port.state(wave.wave) == "absent"


def a_foreign_receipt_key_is_refused(port: Port, clock: Clock) -> None:
    """The manifest must name this ballot box."""
    key = port.receipt_key()
    wave = sample_wave(key[:-1] + bytes([key[-1] ^ 1]), clock.now() + HOUR)
    refused("receipt-key-foreign", lambda: port.open(wave.manifest_bytes, wave.questionnaire_bytes))


def another_questionnaire_is_refused(port: Port, clock: Clock) -> None:
    """The questions must be those whose hash the manifest holds."""
    wave = next_wave(port, clock.now() + HOUR)
    other = wave.questionnaire_bytes.replace(b"Item Q1", b"Item Q9")
    assert questionnaire_hash(other) != wave.manifest.questionnaire_hash
    refused("questionnaire-mismatch", lambda: port.open(wave.manifest_bytes, other))


def closing_early_is_refused(port: Port, clock: Clock) -> None:
    """Before the published time there is no close."""
    wave = opened(port, clock)
    clock.advance(HOUR - timedelta(minutes=1))
    refused("wave-still-open", lambda: port.close(wave.wave, wave.drawn))
    assert port.state(wave.wave) == "open"
    refused("wave-not-closed", lambda: port.release(wave.wave))


def closing_gives_a_release_that_stays(port: Port, clock: Clock) -> None:
    """After the time: closed, again and again, with the same bytes."""
    wave = opened(port, clock)
    clock.advance(HOUR)
    assert [port.close(wave.wave, wave.drawn) for _ in range(2)] == ["closed"] * 2
    assert port.state(wave.wave) == "closed"
    release = decode_release(port.release(wave.wave))
    assert (release.wave, release.root, release.k_answers) == (wave.wave, wave.root, 5)
    assert release.accepted == (0,) * len(wave.manifest.cells)
    assert [(item.code, item.blocks) for item in release.items] == [("Q1", ()), ("Q2", ()), ("Q3", ())]
    assert port.release(wave.wave) == port.release(wave.wave)


def a_closed_wave_is_neither_cancelled_nor_opened_again(port: Port, clock: Clock) -> None:
    """What is published stays published."""
    wave = opened(port, clock)
    clock.advance(HOUR)
    port.close(wave.wave, wave.drawn)
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
    assert port.close(wave.wave, wave.drawn) == "cancelled"
    refused("wave-not-closed", lambda: port.release(wave.wave))


def a_close_says_how_many_drew_in_each_cell(port: Port, clock: Clock) -> None:
    """Another number of cells is refused, and nothing is lost."""
    wave = opened(port, clock)
    clock.advance(HOUR)
    refused("drawn-malformed", lambda: port.close(wave.wave, wave.drawn[1:]))
    assert port.reason(wave.wave) == ""
    assert port.close(wave.wave, [0] * len(wave.drawn)) == "closed"  # nobody drew, nobody sent


def halves_fit_while_each_gives_what_it_was_offered(port: Port, clock: Clock) -> None:
    """A lost reply does no harm; whoever comes with an older number was restored, and what runs is cancelled."""
    wave = opened(port, clock)
    first = port.epoch(bytes(32))
    assert (first.fits, port.epoch(bytes(32))) == (True, first)
    second = port.epoch(first.fresh)
    assert (second.fits, port.epoch(first.fresh), port.epoch(second.fresh).fits) == (True, second, True)
    assert (port.state(wave.wave), port.reason(wave.wave)) == ("open", "")
    again = port.epoch(first.fresh)
    assert (again.fits, port.state(wave.wave), port.reason(wave.wave)) == (False, "cancelled", "half-restored")
    following = opened(port, clock)
    assert (port.epoch(again.fresh).fits, port.state(following.wave)) == (True, "open")
    refused("epoch-malformed", lambda: port.epoch(b"short"))


def refused_beside(word: str, port: Port, clock: Clock, after: tuple[int, bytes]) -> None:
    """A wave in this place must not be opened."""
    wave = sample_wave(port.receipt_key(), clock.now() + HOUR, after=after)
    refused(word, lambda: port.open(wave.manifest_bytes, wave.questionnaire_bytes))
    assert port.state(wave.wave) == "absent"


def a_second_wave_beside_an_open_one_is_refused(port: Port, clock: Clock) -> None:
    """Whoever voted alone in it could be read; after the first one's end it is opened."""
    first = opened(port, clock)
    refused_beside("second-wave", port, clock, port.head())
    port.cancel(first.wave)
    assert port.state(opened(port, clock).wave) == "open"


def a_number_that_was_seen_is_refused(port: Port, clock: Clock) -> None:
    """Neither the same nor a lower one; a gap is fine."""
    port.cancel(opened(port, clock).wave)
    number, root = port.head()
    refused_beside("wave-number-seen", port, clock, (number - 1, root))
    wave = sample_wave(port.receipt_key(), clock.now() + HOUR, after=(number + 5, root))
    port.open(wave.manifest_bytes, wave.questionnaire_bytes)
    assert port.head() == (number + 6, wave.root)


def a_fork_of_the_chain_is_refused(port: Port, clock: Clock) -> None:
    """Each wave names the one before; a cancelled one is a link like any other."""
    number, root = port.head()
    port.cancel(opened(port, clock).wave)
    after, cancelled = port.head()
    assert (after, cancelled != root) == (number + 1, True)
    refused_beside("chain-forked", port, clock, (after, root))
    refused_beside("chain-forked", port, clock, (after, bytes(32)))
    assert opened(port, clock).manifest.header.previous == cancelled


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
    a_close_says_how_many_drew_in_each_cell,
    halves_fit_while_each_gives_what_it_was_offered,
    a_second_wave_beside_an_open_one_is_refused,
    a_number_that_was_seen_is_refused,
    a_fork_of_the_chain_is_refused,
)
