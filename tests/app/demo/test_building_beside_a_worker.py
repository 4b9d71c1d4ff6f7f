"""Building the demonstration while a worker takes the same steps at the same moment."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from resonanz.app.conduct import usecases as conduct
from resonanz.app.demo.building import advance_from, slot_of
from resonanz.app.demo.timeline import WAVES, slots
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import WaveState
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.errors import WireCode
from tests.app.conduct.organisation import STATED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roster")]


@pytest.fixture
def wave(roster: None) -> Wave:
    """A draft."""
    season = conduct.plan_season("2026", k_eligible=7, confirmation=STATED)
    ends = timezone.localtime(clock.now()) + timedelta(days=3)
    return conduct.start_wave(season, opens_on=ends.date() - timedelta(days=3), closes_at=ends)


def test_a_step_that_somebody_else_took_counts_as_taken(wave: Wave) -> None:
    elsewhere = Wave.objects.get(pk=wave.pk)
    conduct.freeze(elsewhere)
    with pytest.raises(ResonanzError, match="wave-move-illegal"):
        conduct.freeze(wave)
    advance_from(wave, WaveState.DRAFT, lambda: conduct.freeze(wave))
    assert wave.state == WaveState.FROZEN


def test_a_step_that_nobody_took_says_why(wave: Wave) -> None:
    def refused() -> None:
        raise ResonanzError(WireCode.BALLOTBOX_UNREACHABLE)

    with pytest.raises(ResonanzError, match="ballotbox-unreachable"):
        advance_from(wave, WaveState.DRAFT, refused)
    assert wave.state == WaveState.DRAFT


def test_a_step_from_elsewhere_is_left_out(wave: Wave) -> None:
    advance_from(wave, WaveState.KEYED, lambda: pytest.fail("not there yet"))
    assert wave.state == WaveState.DRAFT


def test_a_wave_begun_on_another_day_keeps_its_times(wave: Wave) -> None:
    planned = slots(timezone.localtime() + timedelta(days=40))[0]
    own = slot_of(wave, planned)
    assert (own.opens.date(), own.closes) == (wave.opens_on, wave.closes_at)
    assert (own.number, own.stays_open) == (1, False)


def test_waves_do_not_overlap_and_the_last_one_is_open_now() -> None:
    now = timezone.localtime()
    planned = slots(now)
    assert [slot.number for slot in planned] == list(range(1, WAVES + 1))
    assert all(before.closes < after.opens for before, after in pairwise(planned))
    assert planned[-1].opens < now < planned[-1].closes
    assert [slot.stays_open for slot in planned] == [False] * (WAVES - 1) + [True]
