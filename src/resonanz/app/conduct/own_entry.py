"""A person's own entry in the roster of the season: everything she needs to check it without believing the app."""

from dataclasses import dataclass

from resonanz.app.conduct.confirming import stated
from resonanz.app.conduct.start_link import proved_header
from resonanz.app.people.models import Person
from resonanz.app.registrar.models import Seat
from resonanz.app.registrar.queries import new_in_cell, seat_of
from resonanz.app.registrar.seats import InclusionProof, leaf_of, roster_proof
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.queries import current_season, open_wave, season_before, season_structure
from resonanz.core.cells import Cell
from resonanz.core.wire.checksum import short_checksum


@dataclass(frozen=True, slots=True)
class NamedInWave:
    """That the open wave's header names the roster's root: it is leaf 1 of ``size`` under the wave's ``root``."""

    number: int
    header: str
    size: int
    hashes: tuple[str, ...]
    root: str
    checksum: str


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """What the roster commits to for one person, as her page shows it; bytes stand in hexadecimal digits.

    ``proof`` None: the roster does not hold what her seat says. ``newcomers`` None: there is no season before.
    ``council``: who stated that the works council has confirmed the season.
    """

    season: str
    person_id: str
    cell: Cell
    position: int
    salt: str
    proof: InclusionProof | None
    hashes: tuple[str, ...]
    root: str
    checksum: str
    wave: NamedInWave | None
    newcomers: int | None
    council: str


def own_entry(person: Person) -> OwnEntry | None:
    """Her entry in the current season; None for somebody who has none. Writes nothing."""
    season = current_season()
    seat = seat_of(season, person) if season else None
    return _entry(season, seat, person.person_id) if season and seat else None


def _entry(season: Season, seat: Seat, person_id: str) -> OwnEntry:
    root, before, wave = bytes(season.roster_root), season_before(season), open_wave()
    proof = roster_proof(season, leaf_of(seat, person_id))
    return OwnEntry(
        season=season.key,
        person_id=person_id,
        cell=season_structure(season).cells[seat.position],
        position=seat.position,
        salt=bytes(seat.salt).hex(),
        proof=proof,
        hashes=tuple(each.hex() for each in proof.hashes) if proof else (),
        root=root.hex(),
        checksum=short_checksum(root),
        wave=_named_in(wave) if wave and wave.season_id == season.pk else None,
        newcomers=new_in_cell(season, before, seat.position) if before else None,
        council=stated(season.confirmation),
    )


def _named_in(wave: Wave) -> NamedInWave:
    header, size, hashes = proved_header(wave)
    root = bytes(wave.root)
    return NamedInWave(
        wave.number, header.hex(), size, tuple(each.hex() for each in hashes), root.hex(), short_checksum(root)
    )
