"""What a person's start page says: Whether she drew, never what she answered."""

from dataclasses import dataclass
from enum import StrEnum

from resonanz.app.conduct.start_link import start_data, start_link
from resonanz.app.people.models import Person
from resonanz.app.registrar.models import Seat, Ticket
from resonanz.app.registrar.queries import seat_of, ticket_of
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
from resonanz.core.wire.checksum import checksum, short_checksum


class Participation(StrEnum):
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
class StartPage:
    """Everything the start page needs. ``link`` leads to the ballot box, with her ticket behind the #.

    ``cell``: where she is counted in the current season.
    ``checksum`` is the wave's, to compare with what stands on the ballot and on the invitation.
    """

    participation: Participation
    wave: Wave | None = None
    cell: Cell | None = None
    link: str = ""
    checksum: str = ""
    whole_checksum: str = ""
    upcoming: Wave | None = None
    latest: Wave | None = None
    held: tuple[Wave, ...] = ()

    @property
    def of_leaders(self) -> bool:
        return self.cell is not None and self.cell.side is Side.LEADERS


def start_page(person: Person | None, *, present: bool, language: str) -> StartPage:
    """The page of a signed-in person; ``person`` None for somebody who is on no roster. Writes nothing."""
    latest, held_waves, upcoming = latest_released(), tuple(held()), next_wave(clock.now())
    if person is None or not present:
        participation = Participation.NOBODY if person is None else Participation.LEFT
        return StartPage(participation, latest=latest, held=held_waves)
    season, wave = current_season(), open_wave()
    seat = seat_of(season, person) if season else None
    ticket = ticket_of(wave, person) if wave else None
    link = start_link(start_data(ticket, wave, language), wave) if wave and ticket else ""
    return StartPage(
        participation=_participation(season, seat, wave, ticket),
        wave=wave,
        cell=season_structure(season).cells[seat.position] if season and seat else None,
        link=link,
        checksum=short_checksum(bytes(wave.root)) if wave else "",
        whole_checksum=checksum(bytes(wave.root)) if wave else "",
        upcoming=upcoming,
        latest=latest,
        held=held_waves,
    )


def _participation(season: Season | None, seat: Seat | None, wave: Wave | None, ticket: Ticket | None) -> Participation:
    if season is None:
        return Participation.NO_SEASON
    if ticket is not None:
        return Participation.DRAWN if ticket.drawn else Participation.INVITED
    if seat is None:
        return Participation.JOINER
    return Participation.BETWEEN if wave is None else Participation.ABSENT
