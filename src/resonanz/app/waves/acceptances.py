"""What rooms above may hear of waves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from resonanz.app.shell.room import Acceptance

if TYPE_CHECKING:
    from resonanz.app.waves.models import Wave

# Called after the transaction that stored a wave's figures; who listens only computes ahead of time.
RELEASE_STORED: Acceptance[Callable[[Wave], object]] = Acceptance("waves.release-stored")
