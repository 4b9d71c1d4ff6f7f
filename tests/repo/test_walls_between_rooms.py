"""The contracts between packages and rooms: every import they forbid, planted in a copy, is named by import-linter."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from scripts.room_pairs import pairs_of

ROOT = Path(__file__).resolve().parents[2]
LINTER = ROOT / ".venv/bin/lint-imports"
PAIRS = "room-pairs"
STRAY_IMPORTS = {
    "app.shell": "ballotbox.urls",
    "core.kernel": "app.urls",
    "core.cells": "core.wire",
    "simulation": "app.environment",
    "storage": "cli.main",
    "storage.engine": "django",
    "app.people": "cli.main",
    "app.insight": "app.registrar.queries",
    "app.meetings": "app.insight.queries",
    "app.paper": "app.waves.queries",
    "ballotbox.storage": "ballotbox.close.steps",
}
"""One for each contract but the list of pairs; most break two or three."""


def contracts() -> list[dict[str, Any]]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed: list[dict[str, Any]] = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return listed


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages and their contracts, without what no import needs."""
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=lambda folder, names: [n for n in names if not (n.endswith(".py") or Path(folder, n).is_dir())],
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/room_pairs.py", tmp_path / "scripts")
    return tmp_path


def plant(copy: Path, importer: str, imported: str) -> None:
    """An import inside a function, where it is easily overlooked; a module keeps what it has."""
    place = copy / "src/resonanz" / importer.replace(".", "/")
    place = place / f"planted_{imported.replace('.', '_')}.py" if place.is_dir() else place.with_suffix(".py")
    name = imported if imported == "django" else f"resonanz.{imported}"
    with place.open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef planted() -> None:\n    import {name}\n")


def lint(copy: Path, *options: str) -> str:
    """What the linter says; the copy comes before the installed package."""
    command = [str(LINTER), "--no-cache", *options]
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert ("BROKEN" in done.stdout) == (done.returncode == 1), done.stderr
    return done.stdout


def test_every_pair_that_is_not_listed_is_refused(copy: Path) -> None:
    allowed = {pair for line in contracts_of_pairs()["pairs"] for pair in pairs_of(line)}
    rooms = {path.parent.name for path in (copy / "src/resonanz/app").glob("*/apps.py")}
    for importer, imported in permutations(sorted(rooms), 2):
        plant(copy, f"app.{importer}", f"app.{imported}.apps")
    text = lint(copy, "--contract", PAIRS)
    refused = set(re.findall(r"^(\w+) may not import (\w+):", text, re.MULTILINE))
    assert refused == set(permutations(rooms, 2)) - allowed
    assert len(refused) > len(rooms) * 5


def contracts_of_pairs() -> dict[str, Any]:
    return next(contract for contract in contracts() if contract.get("id") == PAIRS)


def test_every_other_contract_notices_a_stray_import(copy: Path) -> None:
    for importer, imported in STRAY_IMPORTS.items():
        plant(copy, importer, imported)
    text = lint(copy)
    names = [contract["name"] for contract in contracts()]
    kept = [name for name in names if f"{name} BROKEN" not in text]
    assert kept == []


def test_a_pair_that_nobody_uses_any_more_is_named(copy: Path) -> None:
    """The control of both: nothing is planted, and no contract but this one says anything."""
    text = (copy / "pyproject.toml").read_text(encoding="utf-8")
    changed = text.replace('"paper -> shell"', '"paper -> shell, people"')
    (copy / "pyproject.toml").write_text(changed, encoding="utf-8")
    said = lint(copy)
    assert "paper -> people is listed and not used" in said
    assert said.count("BROKEN") == 1
