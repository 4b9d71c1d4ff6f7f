"""A ballot box that opens every wave anywhere: for the controls of attacks only."""

from __future__ import annotations

from django.apps import AppConfig


class Weakened(AppConfig):
    """Takes the rule of one wave at a time away."""

    name = "tests.attacks"
    label = "attacks"

    def ready(self) -> None:
        from resonanz.ballotbox.port import opening

        opening.check_place = lambda header, now: None
