"""The app's own code in one process with the app's settings, which a test that has none asks: JSON lines both ways.

One process for a whole test: to start Django anew for every question costs more than the answers.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class AppProcess:
    """Ask it, and close it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.app_process"], cwd=ROOT, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, module: str, function: str, *arguments: str) -> Any:  # noqa: ANN401 (whatever JSON it answers)
        """What a function of a module beside this one, or of one named in full, returns; a traceback fails the test."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([module, function, *arguments]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"{module}.{function} failed with {self._process.wait()}"
        return json.loads(answer)

    def close(self) -> None:
        """End it."""
        with self._process:
            assert self._process.stdin
            self._process.stdin.close()


def main() -> None:
    """Settings first; each answer leaves no connection behind, as the end of a process would."""
    import django
    from django.db import connections

    django.setup()
    for line in sys.stdin:
        module, function, *arguments = json.loads(line)
        place = module if "." in module else f"tests.e2e.{module}"
        answer = getattr(importlib.import_module(place), function)(*arguments)
        connections.close_all()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
