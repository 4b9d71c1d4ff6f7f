"""The app's keys: the app makes none by itself, and no production home does without."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from resonanz.app.keys import read_secret_key
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import HomeKind, create_home
from resonanz.storage.files import write_once


def test_a_production_home_needs_its_secret_key(tmp_path: Path) -> None:
    home = create_home(tmp_path / "home", HomeKind.PRODUCTION)
    with pytest.raises(ResonanzError, match="home-not-migrated"):
        read_secret_key(home)
    write_once(home.app / "secret_key", b"first")
    write_once(home.app / "secret_key", b"second")
    assert read_secret_key(home) == "first"
    assert stat.S_IMODE((home.app / "secret_key").stat().st_mode) == 0o600
    assert os.listdir(home.app) == ["secret_key"]  # noqa: PTH208 - hidden files too
