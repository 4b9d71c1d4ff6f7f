"""The demonstration organisation."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration organisation."""

    name = "resonanz.app.demo"
    label = "demo"

    def ready(self) -> None:
        """Put the way to the role switcher into the strip on every page."""
        from resonanz.app.demo import panel
        from resonanz.app.shell.panels import Panel, register

        register("demo-strip", Panel("roles", panel.strip))
        register("start", Panel("demonstration", panel.progress, order=1))
