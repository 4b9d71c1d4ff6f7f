"""Minutes stay cheap: bounds three times the goal for time, so that only a real regression fails, and the goal itself
for memory. What is measured exactly: ``./do bench minutes``."""

from __future__ import annotations

import pytest

from bench import minutes as bench
from bench.talk import transcript
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.reading import read

GENEROUS = 3.0


@pytest.mark.parametrize("hours", bench.HOURS)
def test_seconds_and_megabytes_of_a_fresh_process(hours: int) -> None:
    found = bench.run(hours)
    assert 0 < found["loading"] < found["seconds"] < GENEROUS * bench.LIMIT_SECONDS * hours
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
