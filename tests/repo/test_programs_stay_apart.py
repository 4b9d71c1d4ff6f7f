"""What import contracts cannot say: who counts with DuckDB, speaks HTTP or prints; no program needs the other."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.homes import migrated

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "resonanz"
ALLOWED = {
    "duckdb": ("ballotbox/close/", "core/analysis/"),
    "http.client": (),
    "urllib3": ("core/http.py",),
    "pydantic": ("core/environment.py", "core/analysis/"),
    "urllib.request": (),
    "socket": ("cli/",),
    "weasyprint": ("app/paper/pdf.py",),
    "openpyxl": ("core/tables/workbook.py",),
    "icalendar": ("app/meetings/writing/calendar.py",),
}
STANDARD_LIBRARY_ONLY = ("core/cells", "core/kernel")
SETTINGS = {"app": "resonanz.app.settings", "ballotbox": "resonanz.ballotbox.settings"}
START = """
import sys
sys.modules["resonanz.{other}"] = None  # importing it fails
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check")
print(sorted(str(each.get("NAME")) for each in settings.DATABASES.values()))
"""


@cache
def imported(path: Path) -> set[str]:
    """Full names of the modules a file imports, at its top or inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("module", ALLOWED)
def test_only_the_named_rooms_import_it(module: str) -> None:
    users = [str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if module in imported(path)]
    assert bool(users) == bool(ALLOWED[module])
    assert [user for user in users if not user.startswith(ALLOWED[module])] == []


@pytest.mark.parametrize("room", STANDARD_LIBRARY_ONLY)
def test_the_innermost_rooms_need_the_standard_library_alone(room: str) -> None:
    names = {name.split(".")[0] for path in (PACKAGE / room).glob("*.py") for name in imported(path)}
    assert names - sys.stdlib_module_names == {"resonanz"}


@pytest.mark.parametrize(("program", "other"), [("app", "ballotbox"), ("ballotbox", "app")])
def test_each_program_starts_without_the_other(tmp_path: Path, program: str, other: str) -> None:
    """With the other's code blocked and its half of the home gone; only its own databases are named."""
    half_a_home = migrated(tmp_path / "home")
    shutil.rmtree(half_a_home / other)
    environment = {**os.environ, "RESONANZ_HOME": str(half_a_home), "DJANGO_SETTINGS_MODULE": SETTINGS[program]}
    command = [sys.executable, "-c", START.format(other=other)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(half_a_home / program) in done.stdout
    assert str(half_a_home / other) not in done.stdout
