"""The ballot box in memory, keys that are made once, and a clock that goes back after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from resonanz.app.conduct import ballotbox_http, steps, usecases
from resonanz.app.conduct.usecases import advancing
from resonanz.app.people.models import Person
from resonanz.app.registrar import keys
from resonanz.app.waves.models import Season
from resonanz.core.kernel import clock
from resonanz.core.kernel.home import home_from_environment
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import made_key, people
from tests.app.conduct.visitors import signed_in


@pytest.fixture(autouse=True)
def real_time() -> Iterator[None]:
    """Whatever a test does to the clock ends with it."""
    yield
    clock.unshift(home_from_environment())


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key for each cell, made once a run."""
    monkeypatch.setattr(keys, "one_key", made_key)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> FakeBallotBox:
    """A ballot box in memory, in place of the one over HTTP."""
    fake = FakeBallotBox()
    for module in (ballotbox_http, steps, advancing):
        monkeypatch.setattr(module, "ballot_box", lambda: fake)
    return fake


@pytest.fixture
def staff() -> list[Person]:
    """Three units with their leaders."""
    return people([(-1, 14, 4), (-1, 13, 4), (1, 12, 3)])


@pytest.fixture
def season(staff: list[Person]) -> Season:
    """Their season."""
    return usecases.plan_season("2026")


@pytest.fixture
def lead() -> Client:
    """The browser of a people lead who is on no roster."""
    return signed_in(lead=True)
