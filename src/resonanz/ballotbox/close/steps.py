"""The close as a row of steps, each safe to repeat. The wave's state says how far it got.

open ──begin──▶ closing ──count, write, read back──▶ destroying ──destroy──▶ closed
                   └──────────does not agree───────▶ held ──again──▶ ...
open, held ──cancel──▶ cancelling ──destroy──▶ cancelled
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings

from resonanz.ballotbox.close import by_hand, by_query, holding, publish
from resonanz.ballotbox.release.tally import Tally, require_agreement
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.erase import compact, delete_rows
from resonanz.ballotbox.storage.keys import destroy_inbox_key, inbox_key
from resonanz.ballotbox.storage.models import BoxWaveState, WaveRow
from resonanz.ballotbox.storage.router import BALLOTS
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire.errors import PortCode, WireCode
from resonanz.storage import forget
from resonanz.storage.files import writing_whole

log = logging.getLogger(__name__)


@contextmanager
def ones_turn() -> Iterator[None]:
    """One close at a time, over all threads and processes: waits for the lock file, which the system gives back when
    a process dies."""
    with (settings.HOME.ballotbox / "close.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def close(wave_id: WaveId) -> BoxWaveState:
    """End a wave, or go on ending it, and say where it stands now: ``closed``, ``held`` or ``cancelled``.

    ``wave-still-open`` before the closing time that the manifest published: an earlier end is a cancellation.
    """
    name = wave_id.hex()
    with ones_turn():
        if queries.state(name) == BoxWaveState.OPEN:
            begin(name)
        if queries.state(name) in {BoxWaveState.CLOSING, BoxWaveState.HELD}:
            count_and_publish(name)
        finish_destroying(name)
        return queries.state(name)


def cancel(wave_id: WaveId) -> BoxWaveState:
    """Destroy inbox and key and release nothing. ``wave-not-open`` once a close has begun."""
    name = wave_id.hex()
    with ones_turn():
        if queries.state(name) in {BoxWaveState.OPEN, BoxWaveState.HELD}:
            move(name, BoxWaveState.CANCELLING)
        finish_destroying(name)
        if queries.state(name) != BoxWaveState.CANCELLED:
            raise ResonanzError(WireCode.WAVE_NOT_OPEN)
        return BoxWaveState.CANCELLED


def begin(name: str) -> None:
    """End intake: a ballot whose commit comes after this one is refused."""
    if clock.now(settings.HOME) < queries.terms(name).manifest.header.closes_at:
        raise ResonanzError(PortCode.WAVE_STILL_OPEN)
    move(name, BoxWaveState.CLOSING)


def count_and_publish(name: str) -> None:
    """Count twice, write, read back; only when all agree may the ballots be destroyed. Else the wave is held."""
    terms = queries.terms(name)
    try:
        tallies = count_twice(terms)
        publish.write_proofs(terms, tallies[0])
        publish.write_release(terms, tallies[0])
        publish.read_back(terms, *tallies)
        WaveRow.objects.filter(wave=name).update(accepted=sum(tallies[0].accepted))
    except ResonanzError as error:
        hold(name, error.code)
    else:
        move(name, BoxWaveState.DESTROYING)


def count_twice(terms: queries.Terms) -> tuple[Tally, Tally]:
    """Both counting paths; ``counts-disagree``, or the first thing that is wrong with a ballot."""
    key = inbox_key(settings.HOME, terms.wave_id.hex())
    options = [item.options for item in terms.questionnaire.items]
    with writing_whole(publish.rows_file(terms.wave_id.hex())) as rows:
        one = by_query.count(terms, key, rows)
    other = by_hand.count(terms.wave_id, terms.root, options, len(terms.manifest.cells), key)
    require_agreement(one, other)
    return one, other


def hold(name: str, reason: ErrorCode) -> None:
    """Show nothing, keep the ballots sealed, say why."""
    log.error("a wave is held: %s", reason)
    publish.withdraw(name)
    holding.note(name, reason)
    move(name, BoxWaveState.HELD)


def finish_destroying(name: str) -> None:
    """Destroy what a wave that was counted or cancelled still has: the key first, then nothing can be opened."""
    after = {BoxWaveState.DESTROYING: BoxWaveState.CLOSED, BoxWaveState.CANCELLING: BoxWaveState.CANCELLED}.get(
        queries.state(name)
    )
    if after is None:
        return
    if after is BoxWaveState.CANCELLED:
        publish.withdraw(name)
    destroy_inbox_key(settings.HOME, name)
    publish.forget_rows(name)
    delete_rows(name)
    compact()
    holding.forget(name)
    move(name, after)
    forget.empty_log(BALLOTS)  # of the last step alone; a reader may keep it


def move(name: str, to: BoxWaveState) -> None:
    """Note a step as done; durable when this returns."""
    WaveRow.objects.filter(wave=name).update(state=to)


def sweep() -> None:
    """Close what is due, go on with what was cut off, destroy what was held too long; a failure stops no other wave."""
    now = clock.now(settings.HOME)
    for name in queries.waves_in(
        BoxWaveState.OPEN, BoxWaveState.CLOSING, BoxWaveState.DESTROYING, BoxWaveState.CANCELLING, BoxWaveState.HELD
    ):
        try:
            sweep_one(name, now)
        except Exception:
            log.exception("a wave could not be swept")


def sweep_one(name: str, now: datetime) -> None:
    """What is due for one wave. An open wave past its time is closed even if the app never asks."""
    state, until = queries.state(name), holding.held_until(name)
    too_long = state == BoxWaveState.HELD and (until is None or now >= until)
    overdue = state == BoxWaveState.OPEN and now >= queries.terms(name).manifest.header.closes_at
    if too_long or state == BoxWaveState.CANCELLING:
        cancel(WaveId(bytes.fromhex(name)))
    elif overdue or state in {BoxWaveState.CLOSING, BoxWaveState.DESTROYING}:
        close(WaveId(bytes.fromhex(name)))
