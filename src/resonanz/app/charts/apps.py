"""Charts drawn on the server, each with a text and a table beside it."""

from resonanz.app.shell.room import Room


class ChartsRoom(Room):
    """Charts drawn on the server, each with a text and a table beside it."""
