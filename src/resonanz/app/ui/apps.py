"""The room that every page stands in: shell, look, tags, charts."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base templates, number formats, navigation and charts; knows no other room."""

    name = "resonanz.app.ui"
    label = "ui"
