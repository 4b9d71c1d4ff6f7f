"""Opening a wave: manifest and tickets fixed in one step, then the ballot box, then the state."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.module_loading import import_string

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.port import BallotBoxPort
from resonanz.app.registrar.queries import moduli, present_by_cell, present_seats
from resonanz.app.registrar.tickets import issue_tickets
from resonanz.app.shell.room import rooms
from resonanz.app.waves.models import Wave
from resonanz.app.waves.queries import open_wave as wave_open_now
from resonanz.app.waves.queries import structure
from resonanz.app.waves.states import WaveState, check
from resonanz.app.waves.usecases import move
from resonanz.core import wire
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that has become too small to open without a word from works council and administrator."""

    label: str
    eligible: int
    present: int


def doubts(wave: Wave) -> list[Doubt]:
    """Cells with fewer than k_eligible people still there. Nobody enters a cell in a season, so none has new ones."""
    present = present_by_cell(wave.season, today())
    cells = enumerate(structure(wave).cells)
    return [Doubt(cell.label, cell.eligible, present[at]) for at, cell in cells if present[at] < wave.season.k_eligible]


def open_wave(wave: Wave, port: BallotBoxPort, *, confirmed: bool = False) -> None:
    """Open a keyed wave, or finish an opening that broke off.

    Raises ``opening-needs-confirmation`` while there are doubts nobody confirmed, ``closing-time-passed``,
    ``another-wave-open``, what other rooms have against it, and what the port raises; then nothing is lost and it may
    be tried again.
    """
    if wave.state == WaveState.OPEN:
        return
    check(WaveState(wave.state), WaveState.OPEN)
    check_conditions(wave)
    if not wave.root:
        check_confirmed(wave, confirmed)
        fix_manifest(wave, port.receipt_key())
    port.open(bytes(wave.manifest), bytes(wave.questionnaire.content))
    move(wave, WaveState.OPEN)


def check_conditions(wave: Wave) -> None:
    """What any room has against opening it now."""
    for condition in (name for room in rooms() for name in room.opening_conditions):
        problem: ResonanzError | None = import_string(condition)(wave)
        if problem is not None:
            raise problem


def closing_time_passed(wave: Wave) -> ResonanzError | None:
    """Nobody could answer any more."""
    return ResonanzError(ConductCode.CLOSING_TIME_PASSED) if clock.now() >= wave.closes_at else None


def another_wave_open(wave: Wave) -> ResonanzError | None:
    """There is one wave at a time."""
    other = wave_open_now()
    if other is None or other.pk == wave.pk:
        return None
    return ResonanzError(ConductCode.ANOTHER_WAVE_OPEN, number=other.number)


def check_confirmed(wave: Wave, confirmed: bool) -> None:
    """Doubts need the word of both."""
    found = doubts(wave)
    if found and not confirmed:
        raise ResonanzError(ConductCode.OPENING_NEEDS_CONFIRMATION, cells=len(found))


@transaction.atomic
def fix_manifest(wave: Wave, receipt_key: bytes) -> None:
    """Write manifest, root and tickets together: who is there is counted once, so the three always agree."""
    stored = Wave.objects.select_for_update().get(pk=wave.pk)
    if not stored.root:
        seats = list(present_seats(wave.season, today()))
        issue_tickets(wave, seats)
        manifest = build_manifest(wave, receipt_key, [seat.position for seat in seats])
        stored.manifest, stored.root = wire.encode_manifest(manifest), wire.manifest_root(manifest)
        stored.save(update_fields=["manifest", "root"])
    wave.manifest, wave.root = stored.manifest, stored.root


def build_manifest(wave: Wave, receipt_key: bytes, present: list[int]) -> wire.Manifest:
    """The wave's terms; ``present`` lists the cell position of everybody who is there."""
    partition = structure(wave)
    header = wire.Header(
        wave=WaveId(bytes(wave.wave_id)),
        number=wave.number,
        closes_at=wave.closes_at,
        k_eligible=wave.season.k_eligible,
        k_answers=wave.k_answers,
        receipt_key=receipt_key,
        roster_root=bytes(wave.season.roster_root),
    )
    counts = [0] * len(partition.cells)
    for position in present:
        counts[position] += 1
    cells = zip(partition.cells, counts, moduli(wave), strict=True)
    leaves = tuple(
        wire.CellLeaf(at, cell.node, cell.side, cell.label, cell.eligible, there, modulus)
        for at, (cell, there, modulus) in enumerate(cells)
    )
    digest = bytes(wave.questionnaire.digest)
    return wire.Manifest(header, digest, partition.nodes, partition.sensitive, leaves)
