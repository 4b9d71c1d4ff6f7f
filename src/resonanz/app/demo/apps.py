"""The demonstration organisation."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration organisation."""

    name = "resonanz.app.demo"
    label = "demo"
