"""The ballot box's settings with the rule of one wave at a time taken away: for the controls of attacks only."""

from __future__ import annotations

from resonanz.ballotbox.settings import *  # noqa: F403
from resonanz.ballotbox.settings import INSTALLED_APPS as HONEST

INSTALLED_APPS = [*HONEST, "tests.attacks.weakened_ballotbox.Weakened"]
