"""Results: what released figures say."""

from __future__ import annotations

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Results: what released figures say."""

    name = "resonanz.app.insight"
    label = "insight"

    def ready(self) -> None:
        """Say who may read what, and stand in the navigation."""
        from django.utils.translation import gettext_lazy as _

        from resonanz.app.insight import panel, queries, rules
        from resonanz.app.shell.navigation import Entry, Group, register
        from resonanz.app.shell.panels import Panel
        from resonanz.app.shell.panels import register as register_panel
        from resonanz.app.waves.signals import release_stored

        register(Entry(_("Organisation"), "results:organisation", rules.ORGANISATION, Group.LISTENING, order=20))
        register(Entry(_("Your area"), "results:own", rules.OWN, Group.LISTENING, order=10))
        register_panel("start", Panel("last-wave", panel.last_wave))
        release_stored.connect(queries.on_release, dispatch_uid="insight-gaps")
