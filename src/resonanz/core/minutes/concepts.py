"""What a meeting was about: its content words and pairs of words, and what is known of each without understanding it.

A concept is a stem of content, or two neighbouring words of which at least one is content. Known is how often it is
said, by how many people, where in the meeting, how much the utterances tell that hold it and those around them, how
long it is, and which kinds of words stand beside it: what follows an article is more often a thing than what follows I.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from resonanz.core.minutes.features import smoothed
from resonanz.core.minutes.lexicon import lexicon
from resonanz.core.minutes.talk import Floats, Ints
from resonanz.core.minutes.tokens import stem, words

STRETCHES: Final = 20  # parts of a meeting in which a concept may occur
AROUND: Final = 2  # utterances before and after that count as the surroundings of one
EDGE: Final = 0.05  # the share of a meeting after which its opening has faded
# What a word beside a concept can be: the first of these categories of the lexicon that has it.
BESIDE: Final = (
    "article",
    "preposition",
    "infinitive",
    "demonstrative",
    "indefinite",
    "first_singular",
    "first_plural",
    "second",
    "third",
    "thing",
    "modal",
    "obligation",
    "want",
    "negation",
    "be",
    "deed",
    "past",
    "wh",
    "conjunction",
    "quantity",
    "number",
    "filler",
)
KINDS: Final = ("border", "content", *BESIDE, "other")


@dataclass(frozen=True)
class Concepts:
    """``keys`` are the concepts; one entry of ``row`` and ``number`` for each time that an utterance uses one, and of
    ``before`` and ``after`` for the kind of word beside it."""

    keys: tuple[str, ...]
    row: Ints
    number: Ints
    before: Ints
    after: Ints

    def counted(self) -> tuple[Ints, Ints, Ints]:
        """Utterance, concept and how often, each couple once, by concept, then utterance."""
        size = int(self.row.max(initial=0)) + 1
        couples, times = np.unique(self.number * size + self.row, return_counts=True)
        return couples % size, couples // size, times

    def once(self) -> tuple[Ints, Ints]:
        """Utterance and concept of ``counted``."""
        row, number, _ = self.counted()
        return row, number


@dataclass(frozen=True)
class ConceptUtterances:
    """The utterances that concepts stand in: number of the speaker, words and score of each (n)."""

    speaker: Ints
    length: Ints
    score: Floats


def single(texts: Sequence[str], language: str) -> Concepts:
    """The stems of content."""
    return _collected(texts, language, 1, lambda kinds: kinds[0] == _CONTENT)


def paired(texts: Sequence[str], language: str) -> Concepts:
    """Two neighbouring words, joined by a blank, at least one of them content; function words end in ``_``."""
    return _collected(texts, language, 2, lambda kinds: _CONTENT in kinds)


def little(texts: Sequence[str], language: str) -> Concepts:
    """The function words, each ends in ``_``."""
    return _collected(texts, language, 1, lambda kinds: kinds[0] != _CONTENT)


def stems(text: str, language: str) -> list[tuple[str, bool]]:
    """Word by word: the stem of content and True, a function word as it is and False."""
    known = lexicon(language)
    return [(stem(word, language), True) if known.is_content(word) else (word, False) for word in words(text)]


def single_table(found: Concepts, said: ConceptUtterances) -> tuple[tuple[str, ...], Floats]:
    """Names and values of what is known of each concept (k x d)."""
    columns = _frequency(found, said) | _places(found, said) | _tellers(found, said) | _beside(found)
    return tuple(columns), np.column_stack(list(columns.values()))


def paired_table(found: Concepts, said: ConceptUtterances, chances: dict[str, float]) -> tuple[tuple[str, ...], Floats]:
    """The same for pairs, and what their parts promise: ``chances`` of single concepts."""
    names, table = single_table(found, said)
    twos = [key.split(" ") for key in found.keys]
    content = np.array([[not part.endswith("_") for part in two] for two in twos], dtype=bool).reshape(-1, 2)
    parts = np.array([[chances.get(part, 0.0) for part in two] for two in twos]).reshape(-1, 2)
    more = np.column_stack([content.all(axis=1), content[:, 0] & ~content[:, 1], parts])
    return (*names, "both_content", "first_content", "first_chance", "second_chance"), np.hstack([table, more])


def _frequency(found: Concepts, said: ConceptUtterances) -> dict[str, Floats]:
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


def _places(found: Concepts, said: ConceptUtterances) -> dict[str, Floats]:
    size, total = len(found.keys), max(len(said.length), 1)
    row, number = found.once()
    first, last = np.ones(size), np.zeros(size)
    np.minimum.at(first, number, row / total)
    np.maximum.at(last, number, row / total)
    stretches = np.unique(number * STRETCHES + row * STRETCHES // total) // STRETCHES
    spread = np.bincount(stretches, minlength=size).astype(np.float64)
    return {
        "first": first,
        "last": last,
        "reach": last - first,
        "spread": spread,
        "spread_log": np.log(spread),
        "opening": np.exp(-first / EDGE),
        "closing": np.exp(-(1 - last) / EDGE),
    }


def _tellers(found: Concepts, said: ConceptUtterances) -> dict[str, Floats]:
    size = len(found.keys)
    row, number = found.once()
    uses = np.bincount(number, minlength=size)
    score, around = said.score[row], smoothed(said.score, AROUND)[row]
    best, best_around = np.full(size, -np.inf), np.full(size, -np.inf)
    np.maximum.at(best, number, score)
    np.maximum.at(best_around, number, around)
    times = np.log(np.bincount(found.number, minlength=size))
    return {
        "words_around": np.bincount(number, weights=np.log1p(said.length[row]), minlength=size) / uses,
        "best_score": best,
        "mean_score": np.bincount(number, weights=score, minlength=size) / uses,
        "all_scores": np.log1p(np.bincount(number, weights=np.maximum(score, 0), minlength=size)),
        "best_score_times": best * times,
        "around_score": np.bincount(number, weights=around, minlength=size) / uses,
        "best_around_score": best_around,
    }


def _beside(found: Concepts) -> dict[str, Floats]:
    # Letters (log, beside the mean of the meeting), and the share of each kind of word before and after it.
    size, kinds = len(found.keys), len(KINDS)
    letters = np.log([len(key) for key in found.keys])
    times = np.bincount(found.number, minlength=size)
    columns = {"letters": letters - letters.mean()}
    for side, kind in (("after", found.before), ("before", found.after)):
        counts = np.bincount(found.number * kinds + kind, minlength=size * kinds).reshape(size, kinds)
        columns |= {f"{side}_{name}": counts[:, place] / times for place, name in enumerate(KINDS)}
    return columns


_BORDER, _CONTENT, _OTHER = 0, 1, len(KINDS) - 1


@cache
def _kinds(language: str) -> dict[str, int]:
    # The number in ``KINDS`` of each word that has a category of ``BESIDE``.
    known = lexicon(language)
    columns = {known.categories.index(name): KINDS.index(name) for name in BESIDE}
    found = {word: [columns[one] for one in listed if one in columns] for word, listed in known.single.items()}
    return {word: min(numbers) for word, numbers in found.items() if numbers}


def _collected(texts: Sequence[str], language: str, width: int, wanted: Callable[[list[int]], bool]) -> Concepts:
    kinds, numbers = _kinds(language), dict[str, int]()
    entries: list[tuple[int, int, int, int]] = []
    for place, text in enumerate(texts):
        said = stems(text, language)
        marked = [key if content else f"{key}_" for key, content in said]
        kind = [_BORDER, *(_CONTENT if content else kinds.get(key, _OTHER) for key, content in said), _BORDER]
        for at in range(len(said) - width + 1):
            if wanted(kind[at + 1 : at + 1 + width]):
                number = numbers.setdefault(" ".join(marked[at : at + width]), len(numbers))
                entries.append((place, number, kind[at], kind[at + 1 + width]))
    return Concepts(tuple(numbers), *np.array(entries, dtype=np.int64).reshape(-1, 4).T)
