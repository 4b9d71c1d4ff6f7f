"""docs/dev/rooms.md, followed to the letter in a copy: the trial room is guarded, shown, and within its walls."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"`([\w./]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
FOLDER = "src/resonanz/app/notices/"
LISTS = {"src/resonanz/app/settings.py": "ROOMS = [\n", "pyproject.toml": "pairs = [\n"}
TESTS = ("tests/app/test_pages_by_role.py", "tests/app/shell/test_room.py")
OUR_OWN = ("RESONANZ_HOME", "DJANGO_SETTINGS_MODULE")
CHOSEN = "notices or entries or known_to_be_public or navigation or no_query or installed"


def steps() -> dict[str, str]:
    """What the page says to write, by file."""
    return dict(BLOCK.findall((ROOT / "docs/dev/rooms.md").read_text(encoding="utf-8")))


def follow(folder: Path) -> None:
    """New files whole; into the two lists a line each."""
    for name, text in steps().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if begin := LISTS.get(name):
            before = path.read_text(encoding="utf-8")
            assert before.count(begin) == 1
            path.write_text(before.replace(begin, begin + text), encoding="utf-8")
        else:
            path.write_text(text, encoding="utf-8")
    (folder / FOLDER / "__init__.py").touch()


def run(folder: Path, *command: str) -> str:
    others = {name: value for name, value in os.environ.items() if name not in OUR_OWN}
    environment = {**others, "PYTHONPATH": str(folder / "src")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product, the tests that ask every room, and the new room."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "locale"))
    for name in ("pyproject.toml", "scripts/room_pairs.py", "tests/app/conftest.py", "tests/app/rosters.py", *TESTS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    follow(folder)
    return folder


def test_it_touches_its_folder_and_two_lists() -> None:
    others = [name for name in steps() if not name.startswith(FOLDER)]
    assert sorted(others) == sorted(LISTS)
    assert [steps()[name].count("\n") for name in LISTS] == [1, 1]
    assert len(re.findall(r"^## \d\. ", (ROOT / "docs/dev/rooms.md").read_text(encoding="utf-8"), re.MULTILINE)) == 8


def test_it_is_reached_shown_and_guarded_without_another_word(copy: Path) -> None:
    """The tests that ask every room: matrix of pages and roles, navigation, privacy page, public views."""
    said = run(copy, sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", *TESTS, "-k", CHOSEN)
    assert re.search(r"what_the_permission_says\[notices\] PASSED", said)
    assert re.search(r"shown_the_entries_she_may_follow PASSED", said)


def test_its_line_is_needed_and_enough(copy: Path) -> None:
    linter = str(ROOT / ".venv/bin/lint-imports")
    run(copy, linter, "--no-cache")
    text = (copy / "pyproject.toml").read_text(encoding="utf-8")
    (copy / "pyproject.toml").write_text(text.replace(steps()["pyproject.toml"], ""), encoding="utf-8")
    with pytest.raises(AssertionError, match="notices may not import accounts"):
        run(copy, linter, "--no-cache")
