"""The tables of the file; they are defined beside the others of the room."""

from resonanz.app.meetings.models import DraftLine, StoredUtterance

__all__ = ["DraftLine", "StoredUtterance"]
