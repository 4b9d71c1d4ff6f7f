"""Closing a wave, fetching its release, cancelling, forgetting: each step may be repeated after a crash."""

from datetime import datetime, timedelta

from django.db import transaction

from resonanz.app.accounts.sessions.models import end_all_sessions
from resonanz.app.conduct.epoch import keep_in_step
from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.port import BallotBoxPort, BoxState
from resonanz.app.conduct.release_check import check_release
from resonanz.app.conduct.troubles import has_unfit_figures, trouble_there
from resonanz.app.conduct.usecases.turns import turn_of
from resonanz.app.registrar.keys import destroy_keys, has_private_keys
from resonanz.app.registrar.queries import drawn
from resonanz.app.registrar.tickets import delete_tickets, has_tickets, settle
from resonanz.app.shell.numbers import day_and_time
from resonanz.app.waves.errors import WavesCode
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import WaveState, check
from resonanz.app.waves.usecases import move, note_trouble, store_release
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import IdentifierCode, ResonanzError

TICKETS_KEPT = timedelta(days=14)
SHUT = frozenset({WaveState.CLOSED, WaveState.HELD})
# Where the ballot box has something to say about why.
WRONG = frozenset({BoxState.HELD, BoxState.CANCELLED, BoxState.ABSENT})


def close_wave(wave: Wave, port: BallotBoxPort) -> BoxState:
    """End the draws, destroy the private keys, let the ballot box count; what the ballot box then says.

    ``wave-closes-later`` before the closing time: an earlier end is a cancellation.
    """
    with turn_of(wave):
        if wave.state == WaveState.RELEASED:
            return BoxState.CLOSED
        if wave.state not in SHUT:
            check(WaveState(wave.state), WaveState.CLOSED)
            _end_draws(wave, clock.now())
        destroy_keys(wave)
        keep_in_step(port)
        reported = _close_there(wave, port)
        _follow(wave, reported, port)
        return reported


def _close_there(wave: Wave, port: BallotBoxPort) -> BoxState:
    try:
        return port.close(wave.identity, drawn(wave))
    except ResonanzError as error:
        if error.params.get("word") != IdentifierCode.WAVE_UNKNOWN:
            raise
        return BoxState.ABSENT


@transaction.atomic
def _end_draws(wave: Wave, now: datetime) -> None:
    if now < wave.closes_at:
        raise ResonanzError(ConductCode.WAVE_CLOSES_LATER, closes=day_and_time(wave.closes_at))
    move(wave, WaveState.CLOSED)
    settle(wave)


def follow(wave: Wave, port: BallotBoxPort) -> None:
    """Go with an open or a held wave where the ballot box stands.

    It may have lost a key, have cancelled the wave itself, or have counted it after all.
    """
    with turn_of(wave):
        keep_in_step(port)
        reported = port.state(wave.identity)
        _follow(wave, reported, port)
        if reported is BoxState.CLOSED and wave.state in SHUT:
            fetch_release(wave, port)


def _follow(wave: Wave, reported: BoxState, port: BallotBoxPort) -> None:
    trouble = trouble_there(wave, reported, port) if reported in WRONG or wave.state == WaveState.OPEN else {}
    if reported in (BoxState.CANCELLED, BoxState.ABSENT):
        move(wave, WaveState.CANCELLED, trouble)
    elif reported is BoxState.HELD and wave.state == WaveState.CLOSED:
        move(wave, WaveState.HELD, trouble)
    else:
        note_trouble(wave, trouble)


def fetch_release(wave: Wave, port: BallotBoxPort) -> None:
    """Store the figures and release the wave; ``release-not-ready`` while the ballot box is not done.

    What comes is checked before it is stored: see ``release_check``.
    """
    with turn_of(wave):
        if wave.state == WaveState.RELEASED:
            return
        check(WaveState(wave.state), WaveState.RELEASED)
        reported = port.state(wave.identity)
        if reported is not BoxState.CLOSED:
            _follow(wave, reported, port)
            raise ResonanzError(ConductCode.RELEASE_NOT_READY, state=reported.value)
        content = port.release(wave.identity)
        check_release(wave, content)
        with transaction.atomic():
            store_release(wave, content)
            move(wave, WaveState.RELEASED)


def finish(wave: Wave, port: BallotBoxPort) -> None:
    """Close and, when the ballot box has counted, fetch the release."""
    with turn_of(wave):
        if close_wave(wave, port) is BoxState.CLOSED:
            fetch_release(wave, port)


def cancel(wave: Wave, port: BallotBoxPort) -> None:
    """End a wave: ballots destroyed unread, keys and tickets deleted, nothing released.

    ``wave-move-illegal`` once it is being counted, unless something is wrong with that; figures that are there are
    given up only if they do not fit. The ballot box goes first: if it cannot be reached, nothing has changed and it may
    be tried again.
    """
    with turn_of(wave):
        if wave.state != WaveState.CANCELLED:
            check(WaveState(wave.state), WaveState.CANCELLED)
            _require(wave, bool(wave.trouble) or wave.state != WaveState.CLOSED)
            if wave.root:
                _cancel_there(wave, port)
            move(wave, WaveState.CANCELLED, wave.trouble)
        destroy_keys(wave)
        delete_tickets(wave)


def _cancel_there(wave: Wave, port: BallotBoxPort) -> None:
    standing = port.state(wave.identity)
    _require(wave, standing is not BoxState.CLOSED or has_unfit_figures(wave))
    if standing not in (BoxState.ABSENT, BoxState.CLOSED):
        port.cancel(wave.identity)


def _require(wave: Wave, holds: bool) -> None:
    if not holds:
        raise ResonanzError(WavesCode.WAVE_MOVE_ILLEGAL, before=wave.state, after=WaveState.CANCELLED.value)


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
