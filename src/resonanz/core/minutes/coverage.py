"""Choose utterances under a budget of words: those that tell much and together cover what the meeting was about.

Each concept is worth its chance to occur in written minutes, once; each utterance its score. Step by step the
utterance is taken that adds most for its length, never one that adds no concept (greedy coverage: Nemhauser, Wolsey
and Fisher 1978; cost scaling by a power of the length: Lin and Bilmes 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from resonanz.core.minutes.concepts import Concepts, Said, paired, paired_table, single, single_table
from resonanz.core.minutes.model import Utterance
from resonanz.core.minutes.scoring import linear, trained
from resonanz.core.minutes.talk import Floats, Ints


@dataclass(frozen=True)
class Worth:
    """Concepts with what covering each of them adds (k)."""

    concepts: Concepts
    value: Floats


@dataclass(frozen=True)
class Rates:
    """What counts how much: chances of words and pairs are raised to ``power``, the length to ``length_power``;
    utterances of fewer than ``shortest`` words are left out where there are longer ones."""

    word: float
    pair: float
    score: float
    power: float
    length_power: float
    shortest: int


def choose(
    utterances: Sequence[Utterance], cleaned: Sequence[str], scores: Floats, budget_words: int, language: str
) -> list[int]:
    """Indices of the utterances of a summary in order of time; their cleaned texts hold at most ``budget_words``."""
    said = said_of(utterances, cleaned, scores)
    rates = Rates(**trained()["selection"])
    return select(worths(cleaned, said, language, rates), said, budget_words, rates) if utterances else []


def said_of(utterances: Sequence[Utterance], cleaned: Sequence[str], scores: Floats) -> Said:
    """Speakers, lengths in words of the cleaned text, scores."""
    labels: dict[str | None, int] = {}
    speaker = [labels.setdefault(one.speaker, len(labels)) for one in utterances]
    lengths = [len(text.split()) for text in cleaned]
    return Said(np.array(speaker, dtype=np.int64), np.array(lengths, dtype=np.int64), scores)


def worths(cleaned: Sequence[str], said: Said, language: str, rates: Rates) -> list[Worth]:
    """The concepts of a meeting and their worth."""
    words = single(cleaned, language)
    if not words.keys:
        return []
    chance = linear(trained()["words"]).chance(*single_table(words, said))
    found = [Worth(words, rates.word * chance**rates.power)]
    pairs = paired(cleaned, language)
    if pairs.keys:
        known = dict(zip(words.keys, chance.tolist(), strict=True))
        chance = linear(trained()["pairs"]).chance(*paired_table(pairs, said, known))
        found.append(Worth(pairs, rates.pair * chance**rates.power))
    return found


def select(found: Sequence[Worth], said: Said, budget_words: int, rates: Rates) -> list[int]:
    """Greedy choice; where two add the same, the earlier one; none that adds no concept."""
    length = said.length
    free = (length >= rates.shortest) if (length >= rates.shortest).any() else (length > 0)
    cost = np.maximum(length, 1) ** rates.length_power
    open_worth = [(*one.concepts.once(), one.value.copy()) for one in found]
    chosen: list[int] = []
    left = budget_words
    while True:
        new = np.zeros(len(length))
        for row, number, value in open_worth:
            new = new + np.bincount(row, weights=value[number], minlength=len(length))
        gain = new + rates.score * said.score
        rate = np.where(free & (length <= left) & (new > 0) & (gain > 0), gain / cost, 0.0)
        best = int(rate.argmax())
        if rate[best] <= 0:
            return sorted(chosen)
        chosen.append(best)
        free[best] = False
        left -= int(length[best])
        _cover(open_worth, best)


def _cover(open_worth: Sequence[tuple[Ints, Ints, Floats]], chosen: int) -> None:
    for row, number, value in open_worth:
        value[number[row == chosen]] = 0.0
