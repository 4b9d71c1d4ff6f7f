"""The ballot box's settings without fsync: for the control of a test only."""

from __future__ import annotations

from typing import Any

from resonanz.ballotbox.settings import *  # noqa: F403
from resonanz.ballotbox.settings import DATABASES as SAFE

_ballots: dict[str, Any] = dict(SAFE["ballots"])
_ballots["OPTIONS"] = {**_ballots["OPTIONS"], "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"}
DATABASES = {**SAFE, "ballots": _ballots}
