"""Who may draw in which cell, and the keys that sign. No row holds a time.

Rows of one kind are written at once and in random order, so neither their numbers nor their places say anything about
a person; drawing fills a field of fixed size in place, so the order of draws leaves no trace in the table.
"""

from typing import ClassVar

from django.db import models

from resonanz.app.people.models import Person
from resonanz.app.waves.models import Season, Wave

# The hash field of a ticket before the draw: as long as a hash, so that a draw changes no row's size.
NOT_DRAWN = bytes(32)


class Seat(models.Model):
    """A person's cell for a season. ``salt`` blinds her leaf in the roster's hash tree."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    position = models.PositiveIntegerField()
    salt = models.BinaryField(max_length=16)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["season", "person"], name="one_seat_per_person_and_season")
        ]


class Ticket(models.Model):
    """The right to draw once. ``blinded_hash``: SHA-256 of the blinded bytes that were signed, or NOT_DRAWN."""

    ticket = models.BinaryField(max_length=32, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tickets")
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="tickets")
    position = models.PositiveIntegerField()
    blinded_hash = models.BinaryField(max_length=32, default=NOT_DRAWN)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wave", "person"], name="one_ticket_per_person_and_wave")
        ]

    @property
    def positions(self) -> tuple[int, ...]:
        """The leaves of the manifest for which it draws, ascending."""
        return (self.position,)

    @property
    def drawn(self) -> bool:
        return bytes(self.blinded_hash) != NOT_DRAWN


class CellKey(models.Model):
    """The key of one cell in one wave. ``private_key`` is emptied and ``drawn`` filled when the wave closes."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="cell_keys")
    position = models.PositiveIntegerField()
    modulus = models.BinaryField(max_length=256)
    private_key = models.BinaryField(max_length=260)
    drawn = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wave", "position"], name="one_key_per_wave_and_cell")
        ]
