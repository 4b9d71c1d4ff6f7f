"""Noise that repeats: as many words go wrong as asked, a misheard word is a word of the meeting, marks stay."""

from __future__ import annotations

import random

import pytest

from resonanz.core.minutes.model import TranscriptUtterance
from training.minutes.corpus import Meeting, meetings
from training.minutes.mishearing import Hearing, noisy, noisy_meeting, noisy_utterances, sound


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    return meetings("development")[0]


def texts_of(meeting: Meeting) -> list[str]:
    return [said.text for said in meeting.spoken]


def test_nothing_goes_wrong_at_zero(meeting: Meeting) -> None:
    assert noisy(texts_of(meeting), 0.0, meeting.name) == [" ".join(text.split()) for text in texts_of(meeting)]


@pytest.mark.parametrize("rate", [0.05, 0.15, 0.30])
def test_the_rate_is_kept_by_halves(meeting: Meeting, rate: float) -> None:
    before = texts_of(meeting) * 5
    after = noisy(before, rate, meeting.name)
    words, left = (sum(len(text.split()) for text in texts) for texts in (before, after))
    assert 1 - left / words == pytest.approx(rate / 2, abs=0.02)
    assert after == noisy(before, rate, meeting.name)
    assert after != noisy(before, rate, "another meeting")


def test_misheard_words_are_words_of_the_meeting(meeting: Meeting) -> None:
    known = {word.strip(".,?!:;–-…„“»«()'\"") for text in texts_of(meeting) for word in text.split()}
    heard = {word.strip(".,?!:;–-…„“»«()'\"") for text in noisy(texts_of(meeting), 0.3, "x") for word in text.split()}
    assert heard <= known


@pytest.mark.parametrize(("one", "other"), [("Boot", "Pott"), ("das", "dass"), ("Tasche", "Tische"), ("wir", "vier")])
def test_what_sounds_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)
    assert sound(one) != sound("Freitag")
    assert Hearing((one, "Freitag", other)).misheard(one, random.Random(1)) == other


def test_the_next_best_begins_alike_and_the_last_resort_is_any() -> None:
    hearing = Hearing(("Lampe", "Liste", "Maschine"))
    assert hearing.misheard("Lampe", random.Random(1)) == "Liste"
    assert hearing.misheard("Maschine", random.Random(1)) in {"Lampe", "Liste"}
    assert Hearing(("allein",)).misheard("allein", random.Random(1)) == "allein"


@pytest.mark.parametrize("texts", [[], [""], ["...", "–"], ["Ja."]])
def test_nearly_nothing(texts: list[str]) -> None:
    assert len(noisy(texts, 0.3, "x")) == len(texts)


def test_all_but_the_words_stays(meeting: Meeting) -> None:
    other = noisy_meeting(meeting, 0.15)
    assert other.gold == meeting.gold
    assert [(said.labels, said.start) for said in other.spoken] == [
        (said.labels, said.start) for said in meeting.spoken
    ]
    said = (TranscriptUtterance("1", "Ana", 1.0, 2.0, "Ich schicke dir die Liste bis Freitag und rufe an."),)
    [one] = noisy_utterances(said, 0.3, "x")
    assert (one.id, one.speaker, one.start, one.end) == ("1", "Ana", 1.0, 2.0)
    assert one.text != said[0].text
