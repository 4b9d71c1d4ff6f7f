"""What speaks against opening a wave now."""

from dataclasses import dataclass

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.start_link import manifest_of
from resonanz.app.registrar.queries import present_by_cell
from resonanz.app.waves.models import Wave
from resonanz.app.waves.queries import open_wave, structure
from resonanz.app.waves.states import WaveState
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError


@dataclass(frozen=True, slots=True)
class ShrunkenCell:
    """A cell that has become too small to open without a word from works council and administrator."""

    label: str
    eligible: int
    present: int


def shrunken_cells(wave: Wave) -> list[ShrunkenCell]:
    """Cells with fewer than k_eligible people still there; empty unless the opening is still to be decided.

    Nobody enters a cell in a season, so none has new ones.
    """
    if wave.state != WaveState.KEYED or wave.root:
        return []
    present = present_by_cell(wave.season, today())
    return [
        ShrunkenCell(cell.label, cell.eligible, present[at])
        for at, cell in enumerate(structure(wave).cells)
        if present[at] < wave.season.k_eligible
    ]


def cells_opened_shrunken(wave: Wave) -> list[ShrunkenCell]:
    """The cells that an opening was confirmed with; empty if nothing had to be confirmed."""
    cells = manifest_of(wave).cells if wave.root and wave.confirmation else ()
    least = wave.season.k_eligible
    return [ShrunkenCell(cell.label, cell.eligible, cell.present) for cell in cells if cell.present < least]


def closing_time_passed(wave: Wave) -> ResonanzError | None:
    """Nobody could answer any more."""
    return ResonanzError(ConductCode.CLOSING_TIME_PASSED) if clock.now() >= wave.closes_at else None


def another_wave_open(wave: Wave) -> ResonanzError | None:
    """There is one wave at a time."""
    other = open_wave()
    return ResonanzError(ConductCode.ANOTHER_WAVE_OPEN, number=other.number) if other and other != wave else None
