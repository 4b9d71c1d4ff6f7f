"""The summary: same input same choice, never over the budget, in order of time, nothing that breaks it."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from resonanz.core.minutes.coverage import choose
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.scoring import score
from tests.core.minutes.counting import calls

TALK = (
    "Okay so welcome to the planning meeting for the new garden of the school.",
    "Yeah.",
    "The parents want a greenhouse and the town would pay half of the greenhouse.",
    "Um I think it was raining yesterday.",
    "We decided that the greenhouse goes behind the gym because of the sun.",
    "Right.",
    "Anna will ask the town about the money for the greenhouse until Friday.",
    "I had a sandwich, it was, you know, fine.",
    "What remains open is who waters the plants during the holidays.",
)


def utterances(texts: tuple[str, ...] = TALK, people: int = 3) -> list[TranscriptUtterance]:
    return [TranscriptUtterance(str(n), f"P{n % people}", n * 4.0, n * 4.0 + 3, text) for n, text in enumerate(texts)]


def chosen(said: list[TranscriptUtterance], budget: int, language: str = "en") -> list[int]:
    return choose(said, [one.text for one in said], score(said, language), budget, language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_same_meeting_gives_the_same_summary(language: str) -> None:
    first = chosen(utterances(), 40, language)
    assert first == chosen(utterances(), 40, language)
    assert 0 < len(first) < len(TALK)


@pytest.mark.parametrize("budget", [0, 5, 14, 15, 40, 1000])
def test_the_budget_holds_and_time_runs_forward(budget: int) -> None:
    found = chosen(utterances(), budget)
    assert sum(len(TALK[place].split()) for place in found) <= budget
    assert found == sorted(set(found))
    assert bool(found) == (budget >= 14)  # no line of this talk worth printing is shorter


def test_content_goes_before_noise() -> None:
    found = chosen(utterances(), 45)
    assert {2, 6} <= set(found)
    assert not {1, 3, 5, 7} & set(found)


def test_two_lines_that_say_the_same_do_not_both_enter() -> None:
    doubled = (*TALK[:7], TALK[6], *TALK[7:])
    assert len({6, 7} & set(chosen(utterances(doubled), 45))) == 1


@pytest.mark.parametrize(
    "texts",
    [(), ("",), ("", "  ", ""), ("Yes.",), ("We meet again on Monday at nine.",), ("?", "...", "—"), ("la la",) * 5],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_smallest_meetings(texts: tuple[str, ...], language: str) -> None:
    said = [TranscriptUtterance(str(n), None, None, None, text) for n, text in enumerate(texts)]
    scores = score(said, language)
    assert np.isfinite(scores).all()
    assert scores.shape == (len(texts),)
    found = chosen(said, 300, language)
    assert all(texts[place].strip() for place in found)


def test_one_long_utterance_is_a_summary_of_itself() -> None:
    said = [TranscriptUtterance("1", "A", 0.0, 3.0, TALK[2])]
    assert choose(said, [TALK[2]], np.array([1.0]), 300, "en") == [0]


def test_the_work_grows_with_the_length_of_the_talk() -> None:
    half_an_hour, one_hour = (utterances(TALK * times) for times in (50, 100))
    chosen(one_hour, 300)
    short, long = (calls(partial(chosen, said, 300)) for said in (half_an_hour, one_hour))
    assert long < 550 * len(one_hour)  # 361 an utterance when this was written
    assert long < 2.2 * short
