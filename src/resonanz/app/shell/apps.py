"""The room that every page stands in: navigation, access, look, tags."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    """Base templates, number formats and navigation; knows no other room."""

    name = "resonanz.app.shell"
    label = "shell"

    def ready(self) -> None:
        """The page about anonymity stands in everybody's navigation."""
        from resonanz.app.shell.navigation import Entry, Group, register

        register(Entry(_("Your anonymity"), "anonymity", "", Group.YOURS, order=90))
