"""Opening a wave: manifest and tickets fixed in one step, then the ballot box, then the state."""

from collections import Counter

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from resonanz.app.conduct.epoch import keep_in_step
from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.opening_conditions import shrunken_cells
from resonanz.app.conduct.port import BallotBoxPort, BoxState
from resonanz.app.conduct.troubles import trouble_of
from resonanz.app.conduct.usecases.turns import turn_of
from resonanz.app.registrar.queries import moduli, present_seats
from resonanz.app.registrar.tickets import delete_tickets, issue_tickets
from resonanz.app.shell.room import rooms
from resonanz.app.waves.confirmations import Confirmation
from resonanz.app.waves.models import Wave
from resonanz.app.waves.queries import highest_number, structure
from resonanz.app.waves.states import WaveState, check
from resonanz.app.waves.usecases import move
from resonanz.core import wire
from resonanz.core.cells.errors import CellsCode
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.errors import HeldCode, PortCode, WireCode
from resonanz.core.wire.waves import ChainHead

# The ballot box has had this very wave, with other terms or to its end: this database is an older copy.
KNOWN_THERE = frozenset({PortCode.WAVE_DIFFERS, WireCode.WAVE_NOT_OPEN})
# It has looked at the terms and does not open them: the next attempt makes new ones.
MALFORMED = {WireCode.MANIFEST_MALFORMED, WireCode.QUESTIONNAIRE_MALFORMED, WireCode.CELL_TOO_SMALL}
TERMS_REFUSED = frozenset({*PortCode, *CellsCode, *MALFORMED}) - KNOWN_THERE


def open_wave(wave: Wave, port: BallotBoxPort, *, confirmation: Confirmation | None = None) -> None:
    """Open a keyed wave, or finish an opening that broke off.

    Raises ``opening-needs-confirmation`` while cells have shrunk and nobody states that it was confirmed, what any room
    has against it, and what the port raises; then nothing is lost and it may be tried again. ``half-restored`` ends the
    wave.
    """
    with turn_of(wave):
        if wave.state == WaveState.OPEN:
            return
        check(WaveState(wave.state), WaveState.OPEN)
        _check_conditions(wave)
        keep_in_step(port)
        if not wave.root:
            shrunken = shrunken_cells(wave)
            if shrunken and confirmation is None:
                raise ResonanzError(ConductCode.OPENING_NEEDS_CONFIRMATION, cells=len(shrunken))
            _fix_manifest(wave, port.receipt_key(), port.head(), confirmation if shrunken else None)
        try:
            port.open(bytes(wave.manifest), bytes(wave.questionnaire.content))
        except ResonanzError as error:
            if error.params.get("word") in TERMS_REFUSED:
                _drop_manifest(wave)
            elif error.params.get("word") in KNOWN_THERE:
                _end_known_wave(wave, port)
            raise
        move(wave, WaveState.OPEN)


def _check_conditions(wave: Wave) -> None:
    for condition in (name for room in rooms() for name in room.opening_conditions):
        problem: ResonanzError | None = import_string(condition)(wave)
        if problem is not None:
            raise problem


@transaction.atomic
def _fix_manifest(wave: Wave, receipt_key: bytes, head: ChainHead, confirmation: Confirmation | None) -> None:
    # Write manifest, root and tickets together: who is there is counted once, so the three always agree.
    stored = Wave.objects.select_for_update().get(pk=wave.pk)
    if not stored.root:
        if stored.number <= head.number:  # the ballot box has had waves that this database does not know
            stored.number = wave.number = max(head.number, highest_number()) + 1
        seats = list(present_seats(wave.season, today()))
        issue_tickets(wave, seats)
        manifest = build_manifest(wave, receipt_key, head.root, [seat.position for seat in seats])
        stored.manifest, stored.root = wire.encode_manifest(manifest), wire.manifest_root(manifest)
        stored.confirmation = confirmation
        stored.save(update_fields=["number", "manifest", "root", "stated_by", "stated_as"])
    wave.manifest, wave.root, wave.confirmation = stored.manifest, stored.root, stored.confirmation


def _end_known_wave(wave: Wave, port: BallotBoxPort) -> None:
    # Its keys have signed before, so they must not sign for other terms.
    if port.state(wave.identity) is BoxState.OPEN:
        port.cancel(wave.identity)
    restored = ResonanzError(HeldCode.HALF_RESTORED)
    move(wave, WaveState.CANCELLED, trouble_of(restored))
    raise restored


@transaction.atomic
def _drop_manifest(wave: Wave) -> None:
    # What the ballot box will never open: the next attempt makes a new manifest, for the same keys.
    wave.manifest, wave.root, wave.confirmation = b"", b"", None
    wave.save(update_fields=["manifest", "root", "stated_by", "stated_as"])
    delete_tickets(wave)


def build_manifest(wave: Wave, receipt_key: bytes, previous: bytes, positions: list[int]) -> wire.Manifest:
    """The wave's terms; ``positions``: the cell of everybody who is there."""
    partition, present = structure(wave), Counter(positions)
    header = wire.Header(
        wave=wave.identity,
        number=wave.number,
        previous=previous,
        closes_at=wave.closes_at,
        k_eligible=wave.season.k_eligible,
        k_answers=wave.k_answers,
        asker=settings.ORGANISATION,
        receipt_key=receipt_key,
        roster_root=bytes(wave.season.roster_root),
    )
    leaves = tuple(
        wire.CellLeaf(at, cell.node, cell.side, cell.label, cell.eligible, present[at], modulus)
        for at, (cell, modulus) in enumerate(zip(partition.cells, moduli(wave), strict=True))
    )
    digest = bytes(wave.questionnaire.digest)
    return wire.Manifest(header, digest, partition.nodes, partition.sensitive, leaves)
