"""A home for this test process alone, made before anything of Django is asked for."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resonanz.core.kernel import clock
from resonanz.core.kernel.home import HomeKind, create_home

_FOLDER = Path(tempfile.mkdtemp(prefix="resonanz-ballotbox-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
HOME = create_home(_FOLDER / "home", HomeKind.TEST)
DATABASE = HOME.ballotbox / "ballots.sqlite3"
PORT_KEY = Ed25519PrivateKey.generate()
(HOME.ballotbox / "port_key.pub").write_bytes(
    PORT_KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
)
os.environ["RESONANZ_HOME"] = str(HOME.path)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.ballotbox.settings")


class HomeClock:
    """The clock of this home."""

    def now(self) -> datetime:
        """The time that the ballot box sees."""
        return clock.now(HOME)

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        clock.shift_to(HOME, self.now() + by)
