"""The life of a wave: plan, keys, open, close, fetch the release."""

from __future__ import annotations

from django.apps import AppConfig


class ConductConfig(AppConfig):
    """The life of a wave: plan, keys, open, close, fetch the release."""

    name = "resonanz.app.conduct"
    label = "conduct"
