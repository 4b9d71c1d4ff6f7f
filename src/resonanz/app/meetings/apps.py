"""Minutes of meetings: for the people who were there."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The room that turns a transcript into minutes and forgets the transcript."""

    name = "resonanz.app.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make the permission rule known, stand in the navigation and on the start page."""
        from django.utils.translation import gettext_lazy as _

        from resonanz.app.meetings import rules  # noqa: F401 (registers)
        from resonanz.app.meetings.pages.waiting_panel import waiting
        from resonanz.app.shell import panels
        from resonanz.app.shell.navigation import Entry, Group, register

        register(Entry(_("Minutes"), "meetings:list", "meetings.use", Group.YOURS, order=20))
        panels.register("waiting", panels.Panel("minutes", waiting))
