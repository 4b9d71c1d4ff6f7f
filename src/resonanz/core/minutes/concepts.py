"""What a meeting was about: its content words and pairs of words, and what is known of each without understanding it.

A concept is a stem of content, or two neighbouring words of which at least one is content. Known is how often it is
said, by how many people, where in the meeting, and how much the utterances tell that hold it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from resonanz.core.minutes.lexicon import lexicon
from resonanz.core.minutes.talk import Floats, Ints
from resonanz.core.minutes.tokens import stem, words

STRETCHES = 20  # parts of a meeting in which a concept may occur


@dataclass(frozen=True)
class Concepts:
    """``keys`` are the concepts; one entry of ``row`` and ``number`` for each time that an utterance uses one."""

    keys: tuple[str, ...]
    row: Ints
    number: Ints

    def once(self) -> tuple[Ints, Ints]:
        """Utterance and concept, each couple once, by concept, then utterance."""
        size = int(self.row.max(initial=0)) + 1
        couples = np.unique(self.number * size + self.row)
        return couples % size, couples // size


@dataclass(frozen=True)
class Said:
    """The utterances that concepts stand in: number of the speaker, words and score of each (n)."""

    speaker: Ints
    length: Ints
    score: Floats


def single(texts: Sequence[str], language: str) -> Concepts:
    """The stems of content."""
    return _collected([[key for key, content in stems(text, language) if content] for text in texts])


def paired(texts: Sequence[str], language: str) -> Concepts:
    """Two neighbouring words, joined by a blank, at least one of them content; function words end in ``_``."""
    said = [
        [(a if ca else a + "_", b if cb else b + "_") for (a, ca), (b, cb) in pairwise(stems(text, language))]
        for text in texts
    ]
    return _collected([[f"{a} {b}" for a, b in twos if not (a[-1] == b[-1] == "_")] for twos in said])


def stems(text: str, language: str) -> list[tuple[str, bool]]:
    """Word by word: the stem of content and True, a function word as it is and False."""
    known = lexicon(language)
    return [(stem(word, language), True) if known.is_content(word) else (word, False) for word in words(text)]


def single_table(found: Concepts, said: Said) -> tuple[tuple[str, ...], Floats]:
    """Names and values of what is known of each concept (k x d)."""
    columns = _frequency(found, said) | _places(found, said) | _tellers(found, said)
    return tuple(columns), np.column_stack(list(columns.values()))


def paired_table(found: Concepts, said: Said, chances: dict[str, float]) -> tuple[tuple[str, ...], Floats]:
    """The same for pairs, and what their parts promise: ``chances`` of single concepts."""
    names, table = single_table(found, said)
    twos = [key.split(" ") for key in found.keys]
    content = np.array([[not part.endswith("_") for part in two] for two in twos], dtype=bool).reshape(-1, 2)
    parts = np.array([[chances.get(part, 0.0) for part in two] for two in twos]).reshape(-1, 2)
    more = np.column_stack([content.all(axis=1), content[:, 0] & ~content[:, 1], parts])
    return (*names, "both_content", "first_content", "first_chance", "second_chance"), np.hstack([table, more])


def _frequency(found: Concepts, said: Said) -> dict[str, Floats]:
    """How often, in how many utterances, by how many people."""
    size = len(found.keys)
    row, number = found.once()
    times = np.bincount(found.number, minlength=size).astype(np.float64)
    people = int(said.speaker.max(initial=0)) + 1
    spoken = np.bincount(np.unique(number * people + said.speaker[row]) // people, minlength=size)
    order = np.argsort(np.argsort(-times, kind="stable"), kind="stable")
    return {
        "times": np.log(times),
        "times_squared": np.log(times) ** 2,
        "once": (times == 1).astype(np.float64),
        "twice": (times == 2).astype(np.float64),
        "rank": np.log1p(order),
        "repeated": np.log(times / np.bincount(number, minlength=size)),
        "people": np.minimum(spoken, 5).astype(np.float64),
        "all_words": np.full(size, np.log1p(len(found.row))),
    }


def _places(found: Concepts, said: Said) -> dict[str, Floats]:
    """First and last place from 0 to 1, and over how many stretches of the meeting it spreads."""
    size, total = len(found.keys), max(len(said.length), 1)
    row, number = found.once()
    first, last = np.ones(size), np.zeros(size)
    np.minimum.at(first, number, row / total)
    np.maximum.at(last, number, row / total)
    stretches = np.unique(number * STRETCHES + row * STRETCHES // total) // STRETCHES
    spread = np.bincount(stretches, minlength=size).astype(np.float64)
    return {"first": first, "last": last, "reach": last - first, "spread": spread, "spread_log": np.log(spread)}


def _tellers(found: Concepts, said: Said) -> dict[str, Floats]:
    """Length and scores of the utterances that use it."""
    size = len(found.keys)
    row, number = found.once()
    uses = np.bincount(number, minlength=size)
    score = said.score[row]
    best = np.full(size, -np.inf)
    np.maximum.at(best, number, score)
    times = np.log(np.bincount(found.number, minlength=size))
    return {
        "words_around": np.bincount(number, weights=np.log1p(said.length[row]), minlength=size) / uses,
        "best_score": best,
        "mean_score": np.bincount(number, weights=score, minlength=size) / uses,
        "all_scores": np.log1p(np.bincount(number, weights=np.maximum(score, 0), minlength=size)),
        "best_score_times": best * times,
    }


def _collected(said: Sequence[Sequence[str]]) -> Concepts:
    numbers: dict[str, int] = {}
    number = [numbers.setdefault(key, len(numbers)) for keys in said for key in keys]
    row = [place for place, keys in enumerate(said) for _ in keys]
    return Concepts(tuple(numbers), np.array(row, dtype=np.int64), np.array(number, dtype=np.int64))
