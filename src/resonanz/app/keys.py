"""The app's keys, files in its half of the home. No Django here: the settings need one of them."""

from pathlib import Path
from typing import Final

from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError
from resonanz.core.kernel.home import Home, HomeKind

SECRET_KEY_FILE: Final = "secret_key"  # noqa: S105 (a file name)
PORT_KEY_FILE: Final = "port_key"


def port_key_file(home: Home) -> Path:
    """Where the key lies with which the app speaks to the ballot box; its seal stands beside it."""
    return home.app / PORT_KEY_FILE


def read_secret_key(home: Home) -> str:
    """The key ``resonanz migrate`` made; ``home-not-migrated`` without it. A test home may do without."""
    path = home.app / SECRET_KEY_FILE
    if path.is_file():
        return path.read_text(encoding="ascii").strip()
    if home.kind is HomeKind.TEST:
        return "a test home keeps nothing that is worth a secret"
    raise ResonanzError(EnvironmentCode.HOME_NOT_MIGRATED, path=str(home.path))
