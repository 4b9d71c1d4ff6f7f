"""Persons, units, sites, leaders: who there is, from the roster file."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room of the roster."""

    name = "resonanz.app.people"
    label = "people"
