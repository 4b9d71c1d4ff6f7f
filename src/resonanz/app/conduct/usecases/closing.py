"""Closing a wave, fetching its release, cancelling, forgetting: each step may be repeated after a crash."""

from datetime import datetime, timedelta

from django.db import transaction

from resonanz.app.accounts.sessions.models import end_all_sessions
from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.port import BallotBoxPort, BoxState
from resonanz.app.conduct.release_check import check_release
from resonanz.app.registrar.keys import destroy_keys, has_private_keys
from resonanz.app.registrar.tickets import delete_tickets, has_tickets, settle
from resonanz.app.shell.numbers import day_and_time
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import WaveState, check
from resonanz.app.waves.usecases import move, store_release
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError

TICKETS_KEPT = timedelta(days=14)
SHUT = frozenset({WaveState.CLOSED, WaveState.HELD})


def close_wave(wave: Wave, port: BallotBoxPort) -> BoxState:
    """End the draws, destroy the private keys, let the ballot box count; what the ballot box then says.

    ``wave-closes-later`` before the closing time: an earlier end is a cancellation.
    """
    if wave.state == WaveState.RELEASED:
        return BoxState.CLOSED
    if wave.state not in SHUT:
        check(WaveState(wave.state), WaveState.CLOSED)
        _end_draws(wave, clock.now())
    destroy_keys(wave)
    reported = port.close(wave.identity)
    _follow(wave, reported)
    return reported


@transaction.atomic
def _end_draws(wave: Wave, now: datetime) -> None:
    if now < wave.closes_at:
        raise ResonanzError(ConductCode.WAVE_CLOSES_LATER, closes=day_and_time(wave.closes_at))
    move(wave, WaveState.CLOSED)
    settle(wave)


def _follow(wave: Wave, reported: BoxState) -> None:
    if reported in (BoxState.HELD, BoxState.CANCELLED) and wave.state == WaveState.CLOSED:
        move(wave, WaveState.HELD)
    if reported is BoxState.CANCELLED and wave.state == WaveState.HELD:
        move(wave, WaveState.CANCELLED)


def fetch_release(wave: Wave, port: BallotBoxPort) -> None:
    """Store the figures and release the wave; ``release-not-ready`` while the ballot box is not done.

    What comes is checked before it is stored: see ``release_check``.
    """
    if wave.state == WaveState.RELEASED:
        return
    check(WaveState(wave.state), WaveState.RELEASED)
    reported = port.state(wave.identity)
    if reported is not BoxState.CLOSED:
        _follow(wave, reported)
        raise ResonanzError(ConductCode.RELEASE_NOT_READY, state=reported.value)
    content = port.release(wave.identity)
    check_release(wave, content)
    with transaction.atomic():
        store_release(wave, content)
        move(wave, WaveState.RELEASED)


def finish(wave: Wave, port: BallotBoxPort) -> None:
    """Close and, when the ballot box has counted, fetch the release."""
    if close_wave(wave, port) is BoxState.CLOSED:
        fetch_release(wave, port)


def cancel(wave: Wave, port: BallotBoxPort) -> None:
    """End a wave before or while it is open: ballots destroyed unread, keys and tickets deleted, nothing released.

    The ballot box goes first: if it cannot be reached, nothing has changed and it may be tried again.
    """
    if wave.state != WaveState.CANCELLED:
        check(WaveState(wave.state), WaveState.CANCELLED)
        if wave.root and port.state(wave.identity) is not BoxState.ABSENT:
            port.cancel(wave.identity)
        move(wave, WaveState.CANCELLED)
    destroy_keys(wave)
    delete_tickets(wave)


def forget_draws(wave: Wave, now: datetime) -> None:
    """Delete the tickets two weeks after the closing time; who drew is then known to nobody. Sessions end before: of
    whoever is signed in it was known that she came.

    A cancelled wave keeps nothing at all: what a cancellation that broke off has left goes here.
    """
    if wave.state == WaveState.CANCELLED:
        if has_private_keys(wave):
            destroy_keys(wave)
        delete_tickets(wave)
    elif wave.state in SHUT | {WaveState.RELEASED} and now >= wave.closes_at + TICKETS_KEPT and has_tickets(wave):
        end_all_sessions()
        delete_tickets(wave)
