"""Minutes of meetings: for the people who were there."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The room that turns a transcript into minutes and forgets the transcript."""

    name = "resonanz.app.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make the permission rule known."""
        from resonanz.app.meetings import rules  # noqa: F401 (registers)
