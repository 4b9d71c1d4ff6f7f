"""Reading seats, tickets and counts."""

from collections import Counter
from datetime import date

from django.db.models import Q, QuerySet

from resonanz.app.people.models import Person
from resonanz.app.registrar.models import CellKey, Seat, Ticket
from resonanz.app.registrar.tickets import drawn_by_cell
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.states import WaveState


def seat_of(season: Season, person: Person) -> Seat | None:
    """The person's seat in a season, if she has one."""
    return Seat.objects.filter(season=season, person=person).first()


def ticket_of(wave: Wave, person: Person) -> Ticket | None:
    """The person's ticket for a wave, if she has one."""
    return Ticket.objects.filter(wave=wave, person=person).first()


def present_seats(season: Season, day: date) -> QuerySet[Seat]:
    """Seats of the people who are still there on ``day``."""
    still_there = Q(person__active_to=None) | Q(person__active_to__gte=day)
    return Seat.objects.filter(still_there, season=season)


def new_in_cell(season: Season, before: Season, position: int) -> int:
    """How many people of a cell had no seat in an earlier season."""
    known = Seat.objects.filter(season=before).values("person_id")
    return Seat.objects.filter(season=season, position=position).exclude(person_id__in=known).count()


def present_by_cell(season: Season, day: date) -> Counter[int]:
    """Cell position -> people who are still there."""
    return Counter(present_seats(season, day).values_list("position", flat=True))


def moduli(wave: Wave) -> list[bytes]:
    """The public keys in the order of the cells."""
    rows = CellKey.objects.filter(wave=wave).order_by("position").values_list("modulus", flat=True)
    return [bytes(modulus) for modulus in rows]


def drawn(wave: Wave) -> list[int]:
    """How many drew, per cell position. While a wave is open this is shown nowhere."""
    counted = drawn_by_cell(wave) if wave.state == WaveState.OPEN else {}
    rows = CellKey.objects.filter(wave=wave).order_by("position").values_list("position", "drawn")
    return [counted.get(position, settled or 0) for position, settled in rows]
