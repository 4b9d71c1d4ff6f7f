"""Persons, units, sites, leaders: who there is, from the roster file."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The room of the roster."""

    name = "resonanz.app.people"
    label = "people"

    def ready(self) -> None:
        """Put the pages into the navigation."""
        from resonanz.app.shell.navigation import Entry, Group, register

        register(Entry(_("Roster"), "people:list", "people.view", Group.WAVES, order=70))
