"""The small organisation, an engine of a few lines, and a clock that goes back after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resonanz.app.meetings import engine
from resonanz.core.kernel import clock
from resonanz.core.kernel.home import home_from_environment
from tests.app.meetings import fake_engine


@pytest.fixture(autouse=True)
def real_time() -> Iterator[None]:
    """Whatever a test does to the clock ends with it."""
    yield
    clock.unshift(home_from_environment())


@pytest.fixture(autouse=True)
def quick_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader and an engine of which a test knows what they find."""
    monkeypatch.setattr(engine, "read_transcript", fake_engine.read)
    monkeypatch.setattr(engine, "language_of", fake_engine.language_of)
    monkeypatch.setattr(engine, "make_minutes", fake_engine.make)
