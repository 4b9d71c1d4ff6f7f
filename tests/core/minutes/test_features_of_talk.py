"""Features know categories, lengths and places, and no word of any trade."""

from __future__ import annotations

import numpy as np
import pytest

from resonanz.core.minutes.features import features, smoothed, with_neighbours
from resonanz.core.minutes.lexicon import LANGUAGES, lexicon
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.tokens import stem, words

TALK = (
    "So we should look at the kettle and the {boiler}, right?",
    "The {boiler} is too hot for the {kitchen}.",
    "I think the {boiler} must go to the {kitchen} until Friday.",
    "Thanks, and what about the {garden} of the {kitchen}?",
    "No, the {garden} is fine.",
)


def meeting(**named: str) -> list[TranscriptUtterance]:
    return [TranscriptUtterance(str(n), "AB"[n % 2], None, None, text.format(**named)) for n, text in enumerate(TALK)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_renaming_every_content_word_changes_nothing(language: str) -> None:
    plain = meeting(boiler="boiler", kitchen="kitchen", garden="garden")
    renamed = meeting(boiler="quixam", kitchen="brolfumk", garden="zwokolk")
    names, before = features(plain, language)
    assert np.array_equal(before, features(renamed, language)[1])
    merged = meeting(boiler="boiler", kitchen="boiler", garden="garden")  # two words become one: that must show
    assert not np.array_equal(before, features(merged, language)[1])
    assert len(names) == before.shape[1]


def test_categories_are_the_same_in_both_languages() -> None:
    german, english = (lexicon(language) for language in ("de", "en"))
    assert german.categories == english.categories
    for known in (german, english):
        assert set(range(len(known.categories))) == {column for _, column in every_column(known)}


def every_column(known: object) -> list[tuple[str, int]]:
    from resonanz.core.minutes.lexicon import Lexicon

    assert isinstance(known, Lexicon)
    listed = [(word, column) for word, columns in known.single.items() for column in columns]
    return listed + [(" ".join(phrase), column) for found in known.phrases.values() for phrase, column in found]


@pytest.mark.parametrize(
    ("text", "language", "category"),
    [
        ("I will write it down", "en", "commitment"),
        ("Can you send it?", "en", "request"),
        ("ich kümmere mich darum", "de", "commitment"),
        ("Könntest du das schicken?", "de", "request"),
        ("vielen Dank", "de", "gratitude"),
        ("we decided on it", "en", "decision"),
    ],
)
def test_words_and_phrases_find_their_category(text: str, language: str, category: str) -> None:
    names, matrix = features([TranscriptUtterance("1", "A", None, None, text)], language)
    assert matrix[0, names.index(category)] > 0
    assert features([TranscriptUtterance("1", "A", None, None, "xyz")], language)[1][0, names.index(category)] == 0


def test_neighbours_come_from_the_right_side_and_end_in_zeros() -> None:
    matrix = np.arange(1.0, 5.0)[:, None]
    names, wide = with_neighbours(("x",), matrix, (-1, 2, 9))
    assert names == ("x", "x@-1", "x@+2", "x@+9")
    assert wide.T.tolist() == [[1, 2, 3, 4], [0, 1, 2, 3], [3, 4, 0, 0], [0, 0, 0, 0]]


def test_smoothing_takes_fewer_at_the_ends() -> None:
    assert smoothed(np.array([1.0, 2.0, 6.0]), 1).tolist() == [1.5, 3.0, 4.0]


def test_words_keep_apostrophes_hyphens_and_umlauts() -> None:
    assert words("Don’t – E-Mail an Jörg, 15.04. um 3,5!") == ["don't", "e-mail", "an", "jörg", "15.04", "um", "3,5"]


@pytest.mark.parametrize(
    ("forms", "language"),
    [
        (("meetings", "meeting"), "en"),
        (("decide", "decided", "decides", "deciding"), "en"),
        (("batteries", "battery"), "en"),
        (("Häuser", "Hauses", "Haus"), "de"),
        (("Bestellungen", "Bestellung"), "de"),
        (("Kunde", "Kunden"), "de"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...], language: str) -> None:
    assert len({stem(form.lower(), language) for form in forms}) == 1


def test_different_words_keep_different_stems() -> None:
    assert len({stem(word, "en") for word in ("battery", "bottle", "bus", "glass", "class")}) == 5
    assert len({stem(word, "de") for word in ("kunde", "kanne", "haus", "maus", "bestellung")}) == 5
