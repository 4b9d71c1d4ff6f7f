"""Choose utterances under a budget of words: those that tell much and together say what minutes would say.

Each concept is worth its chance to occur in written minutes once, twice, three times; each function word its chance
to occur as often in minutes of that length; each utterance its score. So the sum is close to the number of words and
pairs to be shared with the minutes. Step by step the utterance is taken that adds most for its length, never one
that adds no concept (greedy coverage: Nemhauser, Wolsey and Fisher 1978; cost scaling by a power of the length: Lin
and Bilmes 2010).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from resonanz.core.minutes.concepts import (
    Concepts,
    ConceptUtterances,
    little,
    paired,
    paired_table,
    single,
    single_table,
)
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.scoring import linear, trained
from resonanz.core.minutes.talk import Floats, Ints

SHAPE: Final = 8.0  # how little the use of function words differs from one written text to another
MOST: Final = 40


@dataclass(frozen=True)
class Worth:
    """Concepts with what each mention adds, the first, the second, … (k x m), and nothing from then on; ``topic``
    where adding one is reason enough to take an utterance."""

    concepts: Concepts
    value: Floats
    topic: bool = True


@dataclass(frozen=True)
class Rates:
    """What counts how much: chances of words and pairs are raised to ``power``, the length to ``length_power``;
    utterances of fewer than ``shortest`` words are left out where there are longer ones."""

    word: float
    pair: float
    little: float
    score: float
    power: float
    length_power: float
    shortest: int


def choose(
    utterances: Sequence[TranscriptUtterance], cleaned: Sequence[str], scores: Floats, budget_words: int, language: str
) -> list[int]:
    """Indices of the utterances of a summary in order of time; their cleaned texts hold at most ``budget_words``."""
    said = said_of(utterances, cleaned, scores)
    rates = Rates(**trained()["selection"][language])
    return select(worths(cleaned, said, language, rates, budget_words), said, budget_words, rates) if utterances else []


def said_of(utterances: Sequence[TranscriptUtterance], cleaned: Sequence[str], scores: Floats) -> ConceptUtterances:
    """Speakers, lengths in words of the cleaned text, scores."""
    labels: dict[str | None, int] = {}
    speaker = [labels.setdefault(one.speaker, len(labels)) for one in utterances]
    lengths = [len(text.split()) for text in cleaned]
    return ConceptUtterances(np.array(speaker, dtype=np.int64), np.array(lengths, dtype=np.int64), scores)


def worths(
    cleaned: Sequence[str], said: ConceptUtterances, language: str, rates: Rates, budget_words: int
) -> list[Worth]:
    """The concepts and function words of a meeting and their worth."""
    words = single(cleaned, language)
    if not words.keys:
        return []
    table = single_table(words, said)
    chances = [linear(entry).chance(*table) for entry in trained()["words"]]
    found = [Worth(words, rates.word * np.column_stack(chances) ** rates.power)]
    pairs = paired(cleaned, language)
    if pairs.keys:
        known = dict(zip(words.keys, chances[0].tolist(), strict=True))
        chance = linear(trained()["pairs"]).chance(*paired_table(pairs, said, known))
        found.append(Worth(pairs, rates.pair * chance[:, None] ** rates.power))
    return [*found, little_worth(cleaned, language, rates, trained()["little"][language], budget_words)]


def little_worth(
    cleaned: Sequence[str], language: str, rates: Rates, shares: Mapping[str, float], budget_words: int
) -> Worth:
    """Function words and their worth; ``shares`` says how many of 1,000 words of minutes each of them is."""
    words = little(cleaned, language)
    means = np.array([shares.get(key[:-1], 0.0) for key in words.keys]) * budget_words / 1000
    return Worth(words, rates.little * times_said(means), topic=False)


def times_said(means: Floats) -> Floats:
    """The chance that a word is said at least once, twice, … ``MOST`` times (k x m) where its mean is known.

    Negative binomial counts: Poisson counts of a mean that itself differs from text to text (Church and Gale 1995).
    """
    odds = means / (means + SHAPE)
    exactly = (1.0 - odds) ** SHAPE
    left, found = 1.0 - exactly, []
    for times in range(1, MOST + 1):
        found.append(left)
        exactly = exactly * odds * (times - 1 + SHAPE) / times
        left = np.maximum(left - exactly, 0.0)
    return np.column_stack(found)


def select(found: Sequence[Worth], said: ConceptUtterances, budget_words: int, rates: Rates) -> list[int]:
    """Greedy choice; where two add the same, the earlier one; none that adds no concept."""
    length = said.length
    free = (length >= rates.shortest) if (length >= rates.shortest).any() else (length > 0)
    cost = np.maximum(length, 1) ** rates.length_power
    covers = [_Cover.of(one) for one in found]
    chosen: list[int] = []
    left = budget_words
    while True:
        new, gain = np.zeros(len(length)), rates.score * said.score
        for cover in covers:
            added = cover.added(len(length))
            gain = gain + added
            new = new + added * cover.topic
        rate = np.where(free & (length <= left) & (new > 0) & (gain > 0), gain / cost, 0.0)
        best = int(rate.argmax())
        if rate[best] <= 0:
            return sorted(chosen)
        chosen.append(best)
        free[best] = False
        left -= int(length[best])
        for cover in covers:
            cover.take(best)


@dataclass(frozen=True)
class _Cover:
    # How far concepts are covered: ``said`` so many times (k), of which ``total`` (k x m + 1) is the worth.
    row: Ints
    number: Ints
    times: Ints
    total: Floats
    said: Ints
    topic: bool

    @classmethod
    def of(cls, worth: Worth) -> _Cover:
        total = np.hstack([np.zeros((len(worth.value), 1)), np.cumsum(worth.value, axis=1)])
        return cls(*worth.concepts.counted(), total, np.zeros(len(total), dtype=np.int64), worth.topic)

    def added(self, size: int) -> Floats:
        """What each of ``size`` utterances adds."""
        most, said = self.total.shape[1] - 1, self.said[self.number]
        after = self.total[self.number, np.minimum(said + self.times, most)]
        gains = after - self.total[self.number, np.minimum(said, most)]
        return np.bincount(self.row, weights=gains, minlength=size).astype(np.float64)

    def take(self, chosen: int) -> None:
        own = self.row == chosen
        self.said[self.number[own]] += self.times[own]
