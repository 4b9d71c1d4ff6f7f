"""What must never be committed: registry hosts, paths of a machine, secrets, reference data."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".png", ".woff2", ".mo", ".ico", ".npz", ".pdf", ".zip"}
ADDRESS = "://"
FORBIDDEN = {
    # The patterns are put together here, so that this file names no address itself.
    "a registry's address": re.compile(
        "|".join(rf"{start}\w+{ADDRESS}" for start in ("index-url[ =]+", '"resolved": *"', "registry *= *", "^deb ")),
        re.MULTILINE,
    ),
    "a path of a machine": re.compile(r"(?<![\w.])/(work|home|Users|root)/(?!\*)[a-z]"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}"),
}
SQUATTED = re.compile(r"(de-core-news|==999\.)")


def texts() -> dict[str, str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    files = [ROOT / name for name in names if (ROOT / name).suffix not in BINARY and (ROOT / name).is_file()]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_forbidden_is_committed(what: str) -> None:
    here = Path(__file__).name
    found = [name for name, text in texts().items() if FORBIDDEN[what].search(text) and not name.endswith(here)]
    assert found == []


def test_no_squatted_package_is_locked() -> None:
    locks = [text for name, text in texts().items() if name.endswith((".lock", "pyproject.toml", "package-lock.json"))]
    assert len(locks) >= 3
    assert not any(SQUATTED.search(text) for text in locks)


def test_every_locked_package_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-uv.lock"):
        blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"))
        pinned = [block for block in blocks if "==" in block.split("\n")[0]]
        assert pinned
        assert [block.split()[0] for block in pinned if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(
    ("what", "sample"),
    [
        ("a registry's address", '"resolved": "https' + ADDRESS + 'x"'),
        ("a path of a machine", "open('/home/" + "someone/x')"),
        ("a private key", "-----BEGIN PRIVATE " + "KEY-----\n" + "A" * 40),
    ],
)
def test_the_checks_can_fail(what: str, sample: str) -> None:
    assert FORBIDDEN[what].search(sample)
