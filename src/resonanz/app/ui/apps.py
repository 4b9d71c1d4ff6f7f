"""The room that every page stands in: shell, look, tags, charts."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Base templates, number formats, navigation and charts; knows no other room."""

    name = "resonanz.app.ui"
    label = "ui"

    def ready(self) -> None:
        """The page about anonymity stands in everybody's navigation."""
        from resonanz.app.ui.navigation import Entry, Group, register

        register(Entry(_("Your anonymity"), "anonymity", "", Group.YOURS, order=90))
