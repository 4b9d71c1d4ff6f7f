"""The room that conducts waves."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.navigation import Entry, Group, register


class ConductConfig(AppConfig):
    """The life of a wave, the start page and the people lead's pages; the only caller of the ballot box."""

    name = "resonanz.app.conduct"
    label = "conduct"

    def ready(self) -> None:
        """Make the permission rules known and put the pages into the navigation."""
        from resonanz.app.conduct import rules  # noqa: F401 (registers)

        register(Entry(_("Take part"), "start", "ballot.start", Group.YOURS, order=10))
        register(Entry(_("Waves"), "waves:list", "waves.view", Group.WAVES, order=10))
        register(Entry(_("Questions"), "questions:list", "questions.view", Group.WAVES, order=20))
