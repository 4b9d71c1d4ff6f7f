"""A ballot box that opens every wave anywhere, with any labels: for the controls of attacks only."""

from __future__ import annotations

from django.apps import AppConfig


class Weakened(AppConfig):
    """Takes away the rules of one wave at a time and of what labels are made of."""

    name = "tests.attacks"
    label = "attacks"

    def ready(self) -> None:
        from resonanz.ballotbox.port import opening
        from resonanz.core.cells import audit

        opening.check_place = lambda header, now: None
        audit.are_told_apart = lambda labels: True  # type: ignore[attr-defined]
