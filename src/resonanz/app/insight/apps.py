"""Results: what released figures say."""

from __future__ import annotations

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Results: what released figures say."""

    name = "resonanz.app.insight"
    label = "insight"
