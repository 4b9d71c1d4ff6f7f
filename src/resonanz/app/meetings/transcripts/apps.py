"""The label under which the tables of the transcripts' file stand."""

from resonanz.app.shell.room import Room


class TranscriptsRoom(Room):
    """Tables of ``app/transcripts.sqlite3``; they are defined in the room above."""
