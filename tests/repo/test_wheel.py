"""An installed wheel has all that the programs read, German included, though no compiled text is in the repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"de": "de", "de-formal": "de_Formal"}
READ = """
import json, sys, django
django.setup()
from django.utils.translation import gettext, override
asked, language = json.load(sys.stdin)
with override(language):
    print(json.dumps([sys.modules["resonanz"].__file__, [gettext(each) for each in asked]]))
"""


def listed(*options: str) -> list[str]:
    command = ["git", "ls-files", *options, "--", "src", "scripts", "pyproject.toml", "README.md", "LICENSE"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from what a clone has."""
    clone, out = tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("wheel")
    for name in listed("--cached", "--others", "--exclude-standard"):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    assert not list(clone.rglob("*.mo"))
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(command, cwd=clone, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpacked as an installer does it; what it needs comes from this environment."""
    target = tmp_path_factory.mktemp("installed")
    uv = str(Path(sys.prefix) / "bin" / "uv")
    command = [uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return target


def test_all_data_of_the_package_is_in(wheel: Path) -> None:
    wanted = {name.removeprefix("src/") for name in listed() if name.startswith("src/") and (ROOT / name).is_file()}
    assert {Path(name).suffix for name in wanted} >= {".html", ".css", ".js", ".toml", ".json", ".woff2", ".po"}
    wanted |= {str(Path(name).with_suffix(".mo")) for name in wanted if name.endswith(".po")}
    assert wanted - set(ZipFile(wheel).namelist()) == set()


def texts_of(program: str, locale: str) -> dict[str, str]:
    """One text of each room of a program that has this locale; `demo` is a room of demonstrations only."""
    paths = sorted((ROOT / "src" / "resonanz" / program).rglob(f"locale/{locale}/LC_MESSAGES/django.po"))
    entries = (
        next(each for each in polib.pofile(str(path)) if not each.msgid_plural)
        for path in paths
        if "demo" not in path.parts
    )
    return {entry.msgid: entry.msgstr for entry in entries if not entry.msgctxt}


@pytest.mark.parametrize("program", ["app", "ballotbox"])
@pytest.mark.parametrize("language", LOCALES)
def test_every_room_reads_german(installed: Path, tmp_path: Path, program: str, language: str) -> None:
    texts = texts_of(program, LOCALES[language])
    assert texts
    (tmp_path / "kind").write_text("test\n")
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "RESONANZ_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": f"resonanz.{program}.settings",
    }
    question = json.dumps([list(texts), language])
    done = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=tmp_path,
        env=environment,
        input=question,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    where, said = json.loads(done.stdout)
    assert where.startswith(str(installed))
    assert dict(zip(texts, said, strict=True)) == texts
