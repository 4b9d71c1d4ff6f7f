"""Keys, the published vectors, and the two machines that run the browser's module."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from resonanz.core.blindsig import PrivateKey, generate_key

HERE = Path(__file__).parent
NODE_SCRIPTS = HERE.parents[1] / "node"
Vector = dict[str, str]
RunNode = Callable[[str, Sequence[object]], list[Any]]


@pytest.fixture(scope="session")
def key() -> PrivateKey:
    """One RSA-2048 key for all tests of a run."""
    return generate_key()


@pytest.fixture(scope="session")
def other_key() -> PrivateKey:
    """A second one: another cell's."""
    return generate_key()


@pytest.fixture(scope="session")
def vectors() -> list[Vector]:
    """The four vectors of RFC 9474, appendix A, and the one of the draft that blinds otherwise."""
    files = [json.loads((HERE / "vectors" / name).read_text()) for name in ("rfc9474.json", "draft.json")]
    return [vector for file in files for vector in file["vectors"]]


@pytest.fixture(scope="session")
def altered(vectors: list[Vector]) -> list[tuple[str, Vector]]:
    """Each field of each vector with one digit changed, and that field's name."""
    changed = []
    for vector in vectors:
        for field, digits in vector.items():
            if field != "name" and digits:
                changed.append((field, {**vector, field: change_digit(digits, len(digits) // 2)}))
    return changed


def change_digit(digits: str, place: int) -> str:
    """``digits`` with the hexadecimal digit at ``place`` replaced by the next one."""
    return digits[:place] + f"{(int(digits[place], 16) + 1) % 16:x}" + digits[place + 1 :]


@pytest.fixture(scope="session")
def run_node(node: str) -> RunNode:
    """Run a script of tests/node with a JSON list on standard input; its JSON list."""

    def run(script: str, requests: Sequence[object]) -> list[Any]:
        done = subprocess.run(
            [node, str(NODE_SCRIPTS / script)],
            input=json.dumps(requests),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        results: list[Any] = json.loads(done.stdout)
        assert len(results) == len(requests)
        return results

    return run
