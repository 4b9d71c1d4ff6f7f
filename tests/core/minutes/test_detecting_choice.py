"""How lines are chosen out of chances: order, distance, limits, evidence; nothing where nothing was said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.core.minutes.detecting import CHECK_INS, MOST, Found, detect, spread
from resonanz.core.minutes.detecting.detectors import FILES, detector
from resonanz.core.minutes.detecting.patterns import counted, finer, patterns, shared
from resonanz.core.minutes.model import LineKind, TranscriptUtterance

NAMES = ("Mara", "Ole", "Ines")
TEXTS = st.text(alphabet="abc ichwirmachedudas?!.,'’ÄÖÜß0123 \n", max_size=60)


def said(*texts: str) -> list[TranscriptUtterance]:
    return [TranscriptUtterance(str(at), NAMES[at % 3], float(at), at + 1.0, text) for at, text in enumerate(texts)]


def found(language: str, *texts: str) -> dict[LineKind, list[Found]]:
    return detect(said(*texts), texts, language)


LONG = [
    "Kannst du bis Freitag die Liste schicken?",
    "Ja, mach ich.",
    "Das Wetter ist ja auch nicht besser geworden.",
    "Ich ruf morgen bei der Firma an und frag nach dem Termin.",
    "Gut, dann machen wir das so.",
] * 30


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_said_nothing_found(language: str) -> None:
    assert detect([], [], language) == {kind: [] for kind in FILES}


@pytest.mark.parametrize("language", ["de", "en"])
def test_best_first_at_most_five_and_kept_apart(language: str) -> None:
    for kind, lines in found(language, *LONG).items():
        assert len(lines) <= CHECK_INS if kind is LineKind.CHECK_IN else len(lines) == MOST
        assert [line.score for line in lines] == sorted((line.score for line in lines), reverse=True)
        assert len({line.index for line in lines}) == len(lines)
        trained = detector(kind, language)
        assert all(line.sure == (line.score >= trained.threshold) for line in lines)


def test_the_number_of_lines_can_be_asked_for() -> None:
    assert len(detect(said(*LONG), LONG, "de", most=2)[LineKind.TASK]) == 2


def test_the_same_meeting_gives_the_same_lines() -> None:
    assert found("de", *LONG) == found("de", *LONG)


@given(st.lists(TEXTS, min_size=1, max_size=12), st.sampled_from(["de", "en"]))
def test_any_talk_gives_lines_with_evidence_in_order_of_time(texts: list[str], language: str) -> None:
    for lines in found(language, *texts).values():
        for line in lines:
            assert line.index in line.evidence
            assert list(line.evidence) == sorted(set(line.evidence))
            assert 0 <= min(line.evidence) <= max(line.evidence) < len(texts)
            assert 0.0 < line.score <= 1.0


def test_an_utterance_without_words_is_never_a_line() -> None:
    texts = ("Kannst du das bitte bis Freitag an die Werkstatt schicken?", "…", "")
    for lines in detect(said(*texts), (texts[0], "", ""), "de").values():
        assert {line.index for line in lines} <= {0}


def test_spread_takes_the_greatest_and_keeps_the_distance() -> None:
    assert spread(np.array([0.1, 0.9, 0.8, 0.2, 0.7]), 2, 3) == [1, 4]
    assert spread(np.array([0.5, 0.5, 0.5]), 1, 2) == [0, 1]
    assert spread(np.zeros(0), 3, 5) == []


def test_both_languages_name_the_patterns_alike() -> None:
    assert set(shared()) == set(patterns("de"))
    assert set(finer("en")) == set(patterns("en")) - set(shared())
    assert finer("de") == ()


def test_a_pattern_counts_three_times_at_most() -> None:
    names, values = counted(["danke danke danke danke danke", "nein"], "de")
    assert values[:, names.index("thanks")].tolist() == [3.0, 0.0]
