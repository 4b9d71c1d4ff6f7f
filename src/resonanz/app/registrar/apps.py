"""The registrar's room."""

from __future__ import annotations

from django.apps import AppConfig


class RegistrarConfig(AppConfig):
    """Seats, tickets and keys: who may draw. It never sees an answer."""

    name = "resonanz.app.registrar"
    label = "registrar"
    default_auto_field = "django.db.models.BigAutoField"
