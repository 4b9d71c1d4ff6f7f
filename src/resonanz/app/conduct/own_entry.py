"""A person's own entry in the roster of the season: everything she needs to check it without believing the app."""

from dataclasses import dataclass

from resonanz.app.conduct.confirming import stated
from resonanz.app.conduct.start_link import proved_cell, proved_header
from resonanz.app.people.models import Person
from resonanz.app.registrar.models import Seat
from resonanz.app.registrar.queries import new_in_cell, seat_of
from resonanz.app.registrar.seats import InclusionProof, leaf_of, roster_proof
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.queries import current_season, open_wave, season_before, season_structure
from resonanz.core import wire
from resonanz.core.cells import Cell
from resonanz.core.wire.checksum import short_checksum


@dataclass(frozen=True, slots=True)
class NamedInWave:
    """What the open wave says of the roster and of her cell, under the ``root`` of its ``size`` leaves.

    ``header``, leaf 1, ends with the roster's root. ``cell``, leaf 3 and her cell's position, has her cell's label.
    ``opening``: who stated that the opening with cells grown too small is confirmed.
    """

    number: int
    header: str
    size: int
    hashes: tuple[str, ...]
    cell: str
    cell_hashes: tuple[str, ...]
    root: str
    checksum: str
    opening: str


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """What the roster commits to for one person, as her page shows it; bytes stand in hexadecimal digits.

    ``proof`` None: the roster does not hold what her seat says. ``newcomers``: how many of her cell were not in the
    season ``before``; None if no wave was asked in an earlier one.
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
    before: Season | None
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
        hashes=_digits(proof.hashes) if proof else (),
        root=root.hex(),
        checksum=short_checksum(root),
        wave=_named_in(wave, seat.position) if wave and wave.season_id == season.pk else None,
        before=before,
        newcomers=new_in_cell(season, before, seat.position) if before else None,
        council=stated(season.confirmation),
    )


def _named_in(wave: Wave, position: int) -> NamedInWave:
    header, size, hashes = proved_header(wave)
    cell, root = proved_cell(wave, position), bytes(wave.root)
    return NamedInWave(
        number=wave.number,
        header=header.hex(),
        size=size,
        hashes=_digits(hashes),
        cell=cell.leaf.hex(),
        cell_hashes=_digits(cell.proof),
        root=root.hex(),
        checksum=short_checksum(root),
        opening=stated(wave.confirmation),
    )


def _digits(proof: wire.Proof) -> tuple[str, ...]:
    return tuple(each.hex() for each in proof)
