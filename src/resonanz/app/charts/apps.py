"""Charts drawn on the server, each with a text and a table beside it."""

from __future__ import annotations

from django.apps import AppConfig


class ChartsConfig(AppConfig):
    """Charts drawn on the server, each with a text and a table beside it."""

    name = "resonanz.app.charts"
    label = "charts"
