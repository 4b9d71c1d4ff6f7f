"""The room of waves."""

from __future__ import annotations

from django.apps import AppConfig


class WavesConfig(AppConfig):
    """Seasons, waves and their stored releases."""

    name = "resonanz.app.waves"
    label = "waves"
    default_auto_field = "django.db.models.BigAutoField"
