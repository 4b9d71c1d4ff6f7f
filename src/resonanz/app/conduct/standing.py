"""Where one person stands with the waves: what her start page says. Whether she drew, never what she answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from resonanz.app.conduct.starting import data_for, start_link
from resonanz.app.people.models import Person
from resonanz.app.registrar.models import Seat, Ticket
from resonanz.app.registrar.queries import seat_of, ticket_of
from resonanz.app.registrar.seats import leaf_of
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.queries import (
    current_season,
    held,
    latest_released,
    next_wave,
    open_wave,
    season_structure,
)
from resonanz.core.cells import Cell, Side
from resonanz.core.kernel import clock
from resonanz.core.wire.merkle import leaf_hash


class Standing(StrEnum):
    """What the page says first."""

    NOBODY = "nobody"
    LEFT = "left"
    NO_SEASON = "no-season"
    JOINER = "joiner"
    ABSENT = "absent"
    BETWEEN = "between"
    INVITED = "invited"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class Place:
    """Her cell for the season, and the leaf that commits to it."""

    cell: Cell
    leaf: str
    roster_root: str

    @property
    def of_leaders(self) -> bool:
        """True in a cell of leaders."""
        return self.cell.side is Side.LEADERS


@dataclass(frozen=True, slots=True)
class Start:
    """Everything the start page needs. ``link`` leads to the ballot box, with her ticket behind the #."""

    standing: Standing
    wave: Wave | None = None
    place: Place | None = None
    link: str = ""
    upcoming: Wave | None = None
    latest: Wave | None = None
    held: tuple[Wave, ...] = ()


def start_of(person: Person | None, *, present: bool, language: str) -> Start:
    """The page of a signed-in person; ``person`` None for somebody who is on no roster. Writes nothing."""
    latest, waiting, upcoming = latest_released(), tuple(held()), next_wave(clock.now())
    if person is None or not present:
        standing = Standing.NOBODY if person is None else Standing.LEFT
        return Start(standing, latest=latest, held=waiting)
    season, wave = current_season(), open_wave()
    seat = seat_of(season, person) if season is not None else None
    ticket = ticket_of(wave, person) if wave is not None else None
    return Start(
        standing=standing_of(season, seat, wave, ticket),
        wave=wave,
        place=place_of(season, seat, person.person_id) if season is not None and seat is not None else None,
        link=start_link(data_for(ticket, wave, language), wave) if wave is not None and ticket is not None else "",
        upcoming=upcoming,
        latest=latest,
        held=waiting,
    )


def standing_of(season: Season | None, seat: Seat | None, wave: Wave | None, ticket: Ticket | None) -> Standing:
    """From what there is of hers to what the page says."""
    if season is None:
        return Standing.NO_SEASON
    if ticket is not None:
        return Standing.DRAWN if ticket.drawn else Standing.INVITED
    if seat is None:
        return Standing.JOINER
    return Standing.BETWEEN if wave is None else Standing.ABSENT


def place_of(season: Season, seat: Seat, person_id: str) -> Place:
    """Her cell with its size, and the hash of her leaf in the roster's tree."""
    partition = season_structure(season)
    cell = partition.cells[seat.position]
    leaf = leaf_hash(leaf_of(seat, person_id)).hex()
    return Place(cell, leaf, bytes(season.roster_root).hex())
