"""Every text a person reads exists in both German variants and is compiled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_messages_are_complete_and_compiled() -> None:
    if shutil.which("xgettext") is None:
        if os.environ.get("CI"):
            pytest.fail("xgettext is missing (Debian: apt-get install gettext)")
        pytest.skip("xgettext is missing")
    command = [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
