"""What was built, in numbers, for ``resonanz demo --once``."""

from typing import TypedDict

from resonanz.app.people.models import Person, Unit
from resonanz.app.registrar.models import Ticket
from resonanz.app.registrar.queries import drawn
from resonanz.app.waves import queries as waves
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import WaveState


class WaveSummary(TypedDict):
    """One wave. ``blocks``: least number over the items; ``smallest_block``: least number of substantive answers."""

    name: str
    state: str
    eligible: int
    cells: int
    drawn: int
    accepted: int | None
    blocks: int | None
    smallest_block: int | None


class Summary(TypedDict):
    """The whole organisation."""

    people: int
    units: int
    waves: list[WaveSummary]


def summary() -> Summary:
    """Numbers of people, units and, for each wave, of ballots and blocks."""
    return Summary(
        people=Person.objects.count(),
        units=Unit.objects.count(),
        waves=[_wave(wave) for wave in reversed(waves.all_waves())],
    )


def _wave(wave: Wave) -> WaveSummary:
    released = waves.release(wave) if wave.state == WaveState.RELEASED else None
    answers = (sum(counts[1:]) for item in released.items for counts in item.counts) if released else ()
    return WaveSummary(
        name=f"Wave {wave.number}",
        state=wave.state,
        eligible=Ticket.objects.filter(wave=wave).count() or sum(c.eligible for c in waves.structure(wave).cells),
        cells=len(waves.structure(wave).cells),
        drawn=sum(drawn(wave)),
        accepted=sum(released.accepted) if released else None,
        blocks=min(len(item.blocks) for item in released.items) if released else None,
        smallest_block=min(answers, default=None),
    )
