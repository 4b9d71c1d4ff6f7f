"""Minutes stay cheap: time grows with the length of the talk, and memory keeps its limit. Seconds are for
``./do bench minutes``: here they are only compared with one another."""

from __future__ import annotations

import pytest

from bench import minutes as bench
from bench.talk import transcript
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.reading import read

GENEROUS = 1.5


def test_four_hours_cost_four_times_an_hour_and_little_memory() -> None:
    one, four = (bench.run(hours) for hours in bench.HOURS)
    assert four["seconds"] < GENEROUS * 4 * one["seconds"]
    for found in (one, four):
        assert 0 < found["loading"] < found["seconds"]
        assert 10 < found["megabytes"] < bench.LIMIT_MEGABYTES
        assert found["bytes"] > 1000


def test_the_figures_are_ratios_to_the_limits() -> None:
    seconds, memory = bench.measure_seconds(), bench.measure_memory()
    worst = max(bench.run(hours)["seconds"] / hours for hours in bench.HOURS)
    assert seconds["ratio"] == pytest.approx(worst / bench.LIMIT_SECONDS, abs=0.001)
    assert memory["ratio"] == pytest.approx(bench.run(4)["megabytes"] / bench.LIMIT_MEGABYTES, abs=0.05)


def test_an_hour_of_the_bench_is_like_an_hour_of_talk() -> None:
    found = read(transcript(1), "bench.vtt")
    words = [word for said in found.utterances for word in said.text.split()]
    assert 800 <= len(found.utterances) <= 1000
    assert 8_000 <= len(words) <= 10_000
    assert 3_400 <= (found.seconds or 0) <= 3_900
    assert len(set(words)) > 700
    assert found.notices == ()
    assert transcript(1) == transcript(1)


def test_a_program_that_fails_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "ENGINE", "raise SystemExit('nothing')")
    with pytest.raises(ResonanzError, match="program-failed"):
        bench.run.__wrapped__(1)
