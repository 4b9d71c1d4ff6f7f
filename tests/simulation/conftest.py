"""A registrar and a ballot box on loopback, and a wave that both know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from resonanz.core.wire import (
    ProvedLeaf,
    cell_proof,
    encode_header,
    encode_leaf,
    header_proof,
    manifest_tree,
    questionnaire_proof,
)
from resonanz.simulation import BallotClient, StartData
from resonanz.simulation.http import Patience
from tests.contracts.sample_wave import SampleWave, sample_wave
from tests.e2e.own_registrar import OwnRegistrar
from tests.simulation.fake_ballotbox import FakeBallotBox

Starts = Callable[[int], StartData]


@pytest.fixture
def registrar() -> Iterator[OwnRegistrar]:
    """An honest registrar."""
    started = OwnRegistrar()
    yield started
    started.stop()


@pytest.fixture
def ballotbox() -> Iterator[FakeBallotBox]:
    """An honest ballot box."""
    started = FakeBallotBox()
    yield started
    started.stop()


@pytest.fixture
def wave(ballotbox: FakeBallotBox, registrar: OwnRegistrar) -> SampleWave:
    """A wave that is open for an hour."""
    made = sample_wave(ballotbox.receipt_key, datetime.now(UTC) + timedelta(hours=1))
    ballotbox.wave, registrar.keys = made, made.keys
    return made


@pytest.fixture
def start(wave: SampleWave, registrar: OwnRegistrar) -> Starts:
    """Makes start data with a fresh ticket for a person in a cell."""

    def make(cell: int) -> StartData:
        manifest = wave.manifest
        return StartData(
            wave.root,
            manifest_tree(manifest).size,
            encode_header(manifest.header),
            header_proof(manifest),
            questionnaire_proof(manifest),
            (ProvedLeaf(encode_leaf(manifest.cells[cell]), cell_proof(manifest, cell)),),
            registrar.ticket(cell),
            registrar.draw_url,
            registrar.url,
            "en",
        )

    return make


@pytest.fixture
def client(ballotbox: FakeBallotBox) -> Iterator[BallotClient]:
    """A client in a hurry."""
    made = BallotClient(ballotbox.url, Patience(attempts=3, pause=0.01, timeout=10))
    yield made
    made.close()
