"""The label of tables that the router leads to a file outside backups."""

from resonanz.app.shell.room import Room


class SessionsRoom(Room):
    """Tables of ``app/cache.sqlite3``: sessions, limits, sign-ins under way."""
