"""The command line in this process: what a shell would see of it, in a tenth of the time."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from resonanz.cli.main import run

ENGLISH = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_GB.UTF-8"}
GERMAN = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "de_DE.UTF-8"}


@dataclass(frozen=True, slots=True)
class Done:
    """Exit status and what was printed."""

    exit_code: int
    stdout: str
    stderr: str


@contextlib.contextmanager
def only_this_environment(env: Mapping[str, str]) -> Iterator[None]:
    """No setting of the machine the test runs on."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RESONANZ_", "DJANGO_"))}
    with mock.patch.dict(os.environ, {**kept, **env}, clear=True):
        yield


def resonanz(*words: str | Path, env: Mapping[str, str] = ENGLISH) -> Done:
    """Run one command line as ``main`` does."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with only_this_environment(env), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(word) for word in words])
    for stream in (out, err):
        stream.flush()
    return Done(code, *(stream.detach().getvalue().decode() for stream in (out, err)))
