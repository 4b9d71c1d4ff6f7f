"""Where Django looks for the tables; they are in ``storage``."""

from resonanz.ballotbox.storage.models import InboxRow, WaveRow

__all__ = ["InboxRow", "WaveRow"]
