"""A wave takes its place behind the one that the ballot box opened last, and finds another when that is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from resonanz.app.conduct import usecases
from resonanz.app.registrar.models import Ticket
from resonanz.app.waves.models import Season
from resonanz.app.waves.states import WaveState
from resonanz.core import wire
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.waves import ChainHead
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import keyed, people
from tests.contracts.sample_wave import sample_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def season() -> Season:
    people([(-1, 14, 4), (-1, 13, 4)])
    return usecases.plan_season("2026")


def test_a_refusal_of_place_throws_the_manifest_away_and_the_next_attempt_opens(
    season: Season, port: FakeBallotBox
) -> None:
    wave = keyed(season)
    taken = port.head
    port.head = lambda: ChainHead(0, bytes(range(32)))  # type: ignore[method-assign]
    with pytest.raises(ResonanzError) as refused:
        usecases.open_wave(wave, port)
    assert refused.value.params["word"] == "chain-forked"
    wave.refresh_from_db()
    assert (wave.state, bytes(wave.root), Ticket.objects.count()) == (WaveState.KEYED, b"", 0)
    port.head = taken  # type: ignore[method-assign]
    usecases.open_wave(wave, port)
    assert wave.state == WaveState.OPEN


def test_a_number_that_the_ballot_box_has_had_is_left_out(season: Season, port: FakeBallotBox) -> None:
    wave = keyed(season)
    other = sample_wave(port.receipt_key(), clock.now() + timedelta(days=9), after=(6, bytes(32)))
    port.open(other.manifest_bytes, other.questionnaire_bytes)
    port.cancel(other.wave)
    usecases.open_wave(wave, port)
    wave.refresh_from_db()
    header = wire.decode_manifest(bytes(wave.manifest)).header
    assert (wave.number, header.number, header.previous) == (8, 8, other.root)
