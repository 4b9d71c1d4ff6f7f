"""Fixtures for every test: the reference data at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


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
