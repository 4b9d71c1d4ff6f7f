"""The close as a row of steps, each safe to repeat. The wave's state says how far it got.

open ──begin──▶ closing ──count, write, read back──▶ destroying ──destroy──▶ closed
                   └──────────does not agree───────▶ held ──again──▶ ...
open, held ──cancel──▶ cancelling ──destroy──▶ cancelled
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError

from resonanz.ballotbox.close import by_hand, by_query, holding, publish
from resonanz.ballotbox.release.tally import Tally, require_agreement, require_drawn
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.erase import compact, delete_rows
from resonanz.ballotbox.storage.keys import destroy_inbox_key, inbox_key
from resonanz.ballotbox.storage.models import BoxWaveState, WaveRow
from resonanz.ballotbox.storage.router import BALLOTS
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire.errors import HeldCode, PortCode, WireCode
from resonanz.storage import forget
from resonanz.storage.files import holding_lock, writing_whole
from resonanz.storage.trouble import Trouble, trouble

APP_MAY_BE_SILENT = timedelta(days=1)
log = logging.getLogger(__name__)


@contextmanager
def ones_turn() -> Iterator[None]:
    """One close at a time, over all threads and processes: waits for the lock file, which the system gives back when
    a process dies."""
    with holding_lock(settings.HOME.ballotbox / "close.lock"):
        yield


def close(wave_id: WaveId, drawn: Sequence[int]) -> BoxWaveState:
    """End a wave, or go on ending it, and say where it stands now: ``closed``, ``held`` or ``cancelled``.

    ``drawn``: how many people of each cell drew a token; a wave with more ballots is held. ``drawn-malformed`` for
    another number of cells, ``wave-still-open`` before the closing time that the manifest published: an earlier end is
    a cancellation.
    """
    name = wave_id.hex()
    if len(drawn) != len(queries.terms(name).manifest.cells):
        raise ResonanzError(PortCode.DRAWN_MALFORMED)
    with ones_turn():
        if queries.state(name) == BoxWaveState.OPEN:
            begin(name)
        if queries.state(name) in {BoxWaveState.CLOSING, BoxWaveState.HELD}:
            count_and_publish(name, drawn)
        finish_destroying(name)
        return queries.state(name)


def cancel(wave_id: WaveId, reason: str = "") -> BoxWaveState:
    """Destroy inbox and key and release nothing. ``wave-not-open`` once the ballots were counted.

    ``reason``: the code word for all to see, when it is the ballot box's own doing.
    """
    name = wave_id.hex()
    with ones_turn():
        if queries.state(name) in {BoxWaveState.OPEN, BoxWaveState.CLOSING, BoxWaveState.HELD}:
            move(name, BoxWaveState.CANCELLING, reason or queries.reason(name))
        finish_destroying(name)
        if queries.state(name) != BoxWaveState.CANCELLED:
            raise ResonanzError(WireCode.WAVE_NOT_OPEN)
        return BoxWaveState.CANCELLED


def begin(name: str) -> None:
    """End intake: a ballot whose commit comes after this one is refused."""
    if clock.now(settings.HOME) < queries.terms(name).manifest.header.closes_at:
        raise ResonanzError(PortCode.WAVE_STILL_OPEN)
    move(name, BoxWaveState.CLOSING)


def count_and_publish(name: str, drawn: Sequence[int]) -> None:
    """Count twice, write, read back; only when all agree may the ballots be destroyed. Else the wave is held.

    ``storage-full`` and ``storage-busy`` change nothing: whoever asks tries again.
    """
    terms = queries.terms(name)
    try:
        tallies = count_twice(terms)
        require_drawn(tallies[0], drawn)
        publish.write_release(terms, tallies[0])
        publish.write_proofs(terms, tallies[0])
        publish.read_back(terms, *tallies)
        WaveRow.objects.filter(wave=name).update(accepted=sum(tallies[0].accepted))
    except ResonanzError as error:
        hold(name, error.code)
    except (DatabaseError, OSError) as error:
        if trouble(error) is not Trouble.DAMAGED:
            raise
        hold(name, HeldCode.STORAGE_DAMAGED)
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
    holding.note(name)
    move(name, BoxWaveState.HELD, reason)


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
    destroy_rows(name)
    holding.forget(name)
    move(name, after, queries.reason(name) if after is BoxWaveState.CANCELLED else "")
    forget.empty_log(BALLOTS)  # of the last step alone; a reader may keep it


def destroy_rows(name: str) -> None:
    """Make the sealed ballots gone. Of a damaged file that may be impossible: their key is gone, so the wave ends."""
    try:
        delete_rows(name)
        compact()
    except DatabaseError as error:
        if trouble(error) is not Trouble.DAMAGED:
            raise
        log.error("%s: sealed ballots whose key is destroyed stay in it", HeldCode.STORAGE_DAMAGED)


def move(name: str, to: BoxWaveState, reason: str = "") -> None:
    """Note a step as done, and why; durable when this returns."""
    WaveRow.objects.filter(wave=name).update(state=to, reason=reason)


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
    """What is due for one wave. Without the app's word on how many drew nothing is counted: it is waited for."""
    state, until = queries.state(name), holding.held_until(name)
    closes_at = queries.terms(name).manifest.header.closes_at
    if state == BoxWaveState.HELD and (until is None or now >= until):
        cancel(WaveId(bytes.fromhex(name)))
    elif state in {BoxWaveState.OPEN, BoxWaveState.CLOSING} and now >= closes_at:
        with ones_turn():
            wait_for_app(name, now - closes_at)
    elif state in {BoxWaveState.DESTROYING, BoxWaveState.CANCELLING}:
        with ones_turn():
            finish_destroying(name)


def wait_for_app(name: str, overdue: timedelta) -> None:
    """End intake; after a day, hold the wave for all to see, so that it ends even if the app never comes back."""
    if queries.state(name) == BoxWaveState.OPEN:
        begin(name)
    if queries.state(name) == BoxWaveState.CLOSING and overdue >= APP_MAY_BE_SILENT:
        hold(name, HeldCode.APP_SILENT)
