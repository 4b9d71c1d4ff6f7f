"""The one installed app of the ballot box."""

from django.apps import AppConfig


class BallotBoxConfig(AppConfig):
    """Knows what was answered, never by whom."""

    name = "resonanz.ballotbox"
    label = "ballotbox"
