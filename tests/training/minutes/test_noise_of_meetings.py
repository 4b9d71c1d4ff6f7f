"""However badly a meeting was heard: the minutes keep every promise, and the table has its figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from resonanz.core.minutes.model import Transcript
from tests.core.minutes.minutes_promises import kept
from training.minutes import ami, corpus, noise
from training.minutes.mishearing import noisy_meeting, noisy_utterances
from training.minutes.noise import HEADS, RATES, days_right, row, spoken
from training.minutes.rouge import content


@pytest.mark.parametrize("rate", [*RATES, 0.9, 1.0])
def test_nothing_breaks_in_german(rate: float) -> None:
    for meeting in corpus.meetings("development")[:3]:
        kept(Transcript(spoken(noisy_meeting(meeting, rate))))


@pytest.mark.parametrize("rate", [0.3, 1.0])
def test_nothing_breaks_in_english(reference_data: Path, rate: float) -> None:
    meeting = ami.Corpus(reference_data / "ami").meetings("dev")[0]
    kept(Transcript(noisy_utterances(meeting.utterances, rate, meeting.id)))


def test_a_row_of_the_table(reference_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With our own measure of content words alone: the package for the others is only there for the training."""
    monkeypatch.setattr(noise, "rouge", lambda text, reference: (0.0, 0.0, 0.0, content(text, reference, "en")))
    english = ami.Corpus(reference_data / "ami").meetings("dev")[:1]
    german = corpus.meetings("development")[:1]
    clear, bad = row(english, german, 0.0), row(english, german, 0.3)
    assert clear.evidence == bad.evidence == 100.0
    assert clear.content > bad.content > 5
    assert clear.days > bad.days
    assert clear.markdown(0.05).startswith("| 5% | ")
    assert clear.markdown(0.05).count("|") == len(HEADS) + 1


def test_days_are_judged_by_the_gold_minutes() -> None:
    meeting = corpus.meetings("development")[0]
    right = days_right(meeting)
    assert len(right) == sum(task.due is not None for task in meeting.gold["tasks"]) > 0
    assert sum(right) > len(right) / 2
    silent = replace(meeting, spoken=tuple(replace(said, text="Mhm.") for said in meeting.spoken))
    assert not any(days_right(silent))
