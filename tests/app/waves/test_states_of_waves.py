"""The table of moves, walked at random: what it does not hold raises and changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import sampled_from

from resonanz.app.questions.usecases import pulse_questionnaire
from resonanz.app.waves.models import Season, StoredRelease, Wave
from resonanz.app.waves.queries import is_first_after_replan
from resonanz.app.waves.states import ASKED, MOVES, WaveState, check
from resonanz.app.waves.usecases import create_wave, move, store_release
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError

LIFE = ["draft", "frozen", "keyed", "open", "closed", "released"]


def new_season(key: str = "2026") -> Season:
    plan = {"nodes": [["", -1, "Alle"]], "cells": [[0, 0, "Alle", 12]], "sensitive": [], "leaders_apart": False}
    made: Season = Season.objects.create(key=key, frozen_on=clock.today(), plan=plan, roster_root=bytes(32))
    return made


def new_wave(season: Season | None = None) -> Wave:
    today = clock.today()
    return create_wave(season or new_season(), pulse_questionnaire(1), today, clock.now() + timedelta(days=7))


def walk(wave: Wave, *states: str) -> None:
    for state in states:
        move(wave, WaveState(state))


class WalkedAtRandom(RuleBasedStateMachine):
    """Any word may be tried in any state."""

    def __init__(self) -> None:
        super().__init__()
        self.wave = new_wave(new_season(f"season {Season.objects.count()}"))
        self.path = [WaveState.DRAFT]

    @rule(after=sampled_from(list(WaveState)))
    def try_to_move(self, after: WaveState) -> None:
        before = WaveState(self.wave.state)
        if after in MOVES[before]:
            move(self.wave, after)
            self.path.append(after)
            return
        with pytest.raises(ResonanzError, match="wave-move-illegal"):
            move(self.wave, after)

    @rule(after=sampled_from(list(WaveState)))
    def try_with_an_old_copy(self, after: WaveState) -> None:
        old = Wave.objects.get(pk=self.wave.pk)
        old.state = WaveState.DRAFT
        if after not in MOVES[WaveState(self.wave.state)]:
            with pytest.raises(ResonanzError, match="wave-move-illegal"):
                move(old, after)

    @invariant()
    def the_row_says_the_same(self) -> None:
        assert Wave.objects.get(pk=self.wave.pk).state == self.path[-1]

    @invariant()
    def it_went_the_only_way(self) -> None:
        told = [state for state in self.path if state not in (WaveState.CANCELLED, WaveState.HELD)]
        assert told == [WaveState(word) for word in LIFE[: len(told)]]


@pytest.mark.django_db
def test_walked_at_random() -> None:
    run_state_machine_as_test(WalkedAtRandom, settings=settings(max_examples=25, stateful_step_count=15, deadline=None))


def test_every_state_has_its_moves_and_ends_are_ends() -> None:
    assert set(MOVES) == set(WaveState)
    assert {state for state, moves in MOVES.items() if not moves} == {WaveState.RELEASED, WaveState.CANCELLED}
    assert {WaveState.CLOSED, WaveState.HELD, WaveState.RELEASED} == ASKED


@pytest.mark.parametrize(("before", "after"), [(b, a) for b in WaveState for a in WaveState if a not in MOVES[b]])
def test_illegal_moves_raise(before: WaveState, after: WaveState) -> None:
    with pytest.raises(ResonanzError, match="wave-move-illegal"):
        check(before, after)


@pytest.mark.django_db
def test_a_release_is_stored_once_and_stays() -> None:
    wave = new_wave()
    stored = store_release(wave, b"figures")
    assert store_release(wave, b"figures").pk == stored.pk
    with pytest.raises(ResonanzError, match="release-immutable"):
        store_release(wave, b"other figures")
    stored.content = b"changed"
    with pytest.raises(ResonanzError, match="release-immutable"):
        stored.save()
    with pytest.raises(ResonanzError, match="release-immutable"):
        stored.delete()
    for change in (lambda: StoredRelease.objects.update(content=b"changed"), StoredRelease.objects.all().delete):
        with pytest.raises(ResonanzError, match="release-immutable"):
            change()
    assert bytes(StoredRelease.objects.get().content) == b"figures"


@pytest.mark.django_db
def test_the_first_wave_on_a_new_partition_is_known() -> None:
    first = new_wave()
    assert not is_first_after_replan(first)
    walk(first, *LIFE[1:])
    after = new_wave(new_season("2027"))
    assert is_first_after_replan(after)
    walk(after, *LIFE[1:])
    assert not is_first_after_replan(new_wave(after.season))


@pytest.mark.django_db
def test_a_cancelled_first_wave_leaves_the_next_one_first() -> None:
    first = new_wave()
    walk(first, *LIFE[1:])
    season = new_season("2027")
    walk(new_wave(season), "cancelled")
    assert is_first_after_replan(new_wave(season))
