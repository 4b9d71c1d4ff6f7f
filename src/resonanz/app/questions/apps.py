"""The room of questions."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class QuestionsConfig(AppConfig):
    """Brings the default pulse into the item bank whenever the tables are there."""

    name = "resonanz.app.questions"
    label = "questions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the loading of the pulse; enter the page into the navigation."""
        post_migrate.connect(_load_pulse, sender=self)


def _load_pulse(using: str, **_: Any) -> None:  # noqa: ANN401 (Django's own signature)
    from resonanz.app.questions.bank import ensure_pulse

    if using == "default":
        ensure_pulse()
