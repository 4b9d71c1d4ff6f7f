"""Seats, tickets and keys: who may draw."""

from resonanz.app.shell.room import PrivacyPlace, Room


class RegistrarRoom(Room):
    """Seats, tickets and keys: who may draw. It never sees an answer."""

    address = ""
    privacy = (PrivacyPlace.APP,)
