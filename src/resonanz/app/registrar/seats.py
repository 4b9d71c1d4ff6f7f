"""Seats of a season: who sits in which cell, and the salted tree that commits to it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import SystemRandom

from resonanz.app.people.models import Person
from resonanz.app.registrar.models import Seat
from resonanz.app.waves.models import Season
from resonanz.core import wire
from resonanz.core.wire.merkle import MerkleTree
from resonanz.storage import bulk

SALT_BYTES = 16


def new_seats(assignment: Mapping[str, int]) -> list[Seat]:
    """Unsaved seats with fresh salts for person id -> cell position, in random order."""
    shuffled = list(assignment.items())
    SystemRandom().shuffle(shuffled)
    return [
        Seat(person_id=int(person), position=position, salt=secrets.token_bytes(SALT_BYTES))
        for person, position in shuffled
    ]


def commitment(seats: list[Seat]) -> bytes:
    """The root of the roster's tree: what the manifest says about who may answer, without saying who."""
    named = dict(Person.objects.values_list("pk", "person_id"))
    return wire.roster_tree(leaf_of(seat, named[seat.person_id]) for seat in seats).root


def leaf_of(seat: Seat, person_id: str) -> bytes:
    """A person's own leaf: she can check it against the root with the roster file's id, her cell and her salt."""
    return wire.roster_leaf(bytes(seat.salt), person_id, seat.position)


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """Leaf number ``index``, from 0, of ``size``, and the hashes beside its way to the root."""

    index: int
    size: int
    hashes: wire.Proof


def roster_proof(season: Season, leaf: bytes) -> InclusionProof | None:
    """That a leaf is in the season's roster; None if it is not."""
    tree = _roster_tree(season.pk, bytes(season.roster_root))
    try:
        index = tree.index(leaf)
    except ValueError:
        return None
    return InclusionProof(index, tree.size, tree.proof(index))


@lru_cache(maxsize=2)
def _roster_tree(season: int, _root: bytes) -> MerkleTree:
    # It never changes once there is a root, so the seats are read once a process.
    rows = Seat.objects.filter(season=season).values_list("salt", "person__person_id", "position")
    return wire.roster_tree(wire.roster_leaf(bytes(salt), person, position) for salt, person, position in rows)


def store_seats(season: Season, seats: list[Seat]) -> None:
    """Save all seats of a new season."""
    rows = ((season.pk, seat.person_id, seat.position, seat.salt) for seat in seats)
    bulk.insert(Seat, ["season", "person", "position", "salt"], rows)
