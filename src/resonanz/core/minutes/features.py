"""What can be counted about an utterance without knowing what the meeting is about.

No word of any trade counts by itself: only categories of the lexicon, lengths, places, and how the words of this
meeting repeat, spread and gather. Renaming every content word consistently leaves all features as they are.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.talk import Floats, TalkTerms, talk_of

NEAR = 10  # utterances before and after that count as the surroundings
TOPIC = 25  # half the width of a stretch in which a topic gathers its words


def features(
    utterances: Sequence[TranscriptUtterance], language: str, talk: TalkTerms | None = None
) -> tuple[tuple[str, ...], Floats]:
    """Names and values, one row an utterance (n x d), every value finite; ``talk`` if it is counted already."""
    talk = talk or talk_of(utterances, language)
    columns: dict[str, Floats] = {}
    if utterances:
        columns |= _category_columns(talk) | _form_columns(utterances, talk)
        columns |= _turn_columns(talk) | _place_columns(talk) | _topic_columns(talk)
    names = tuple(columns)
    return names, np.column_stack([columns[name] for name in names]) if names else np.zeros((0, 0))


def with_neighbours(names: tuple[str, ...], matrix: Floats, lags: Sequence[int]) -> tuple[tuple[str, ...], Floats]:
    """The columns again, taken from the utterances ``lags`` further on (negative: before); 0 beyond the ends."""
    wide = [matrix]
    for lag in lags:
        shifted = np.zeros_like(matrix)
        if abs(lag) < len(matrix):
            source, target = (slice(lag, None), slice(None, -lag)) if lag > 0 else (slice(None, lag), slice(-lag, None))
            shifted[target] = matrix[source]
        wide.append(shifted)
    return (*names, *(f"{name}@{lag:+d}" for lag in lags for name in names)), np.hstack(wide)


def smoothed(values: Floats, half: int) -> Floats:
    """The mean of each value and its ``half`` neighbours on either side, fewer at the ends."""
    size = len(values)
    total = np.concatenate(([0.0], np.cumsum(values)))
    low = np.maximum(np.arange(size) - half, 0)
    high = np.minimum(np.arange(size) + half + 1, size)
    means: Floats = (total[high] - total[low]) / (high - low)
    return means


def _lengths(talk: TalkTerms) -> Floats:
    return np.array([len(said) for said in talk.words], dtype=np.float64)


def _category_columns(talk: TalkTerms) -> dict[str, Floats]:
    names = talk.lexicon.categories
    counted = np.zeros((len(talk.words), len(names)))
    first = np.zeros_like(counted)
    for place, said in enumerate(talk.words):
        for at, column in talk.lexicon.matches(said):
            counted[place, column] += 1.0
            if at == 0:
                first[place, column] = 1.0
    found = dict(zip(names, np.log1p(counted).T, strict=True))
    return found | {f"opens_{name}": column for name, column in zip(names, first.T, strict=True)}


def _form_columns(utterances: Sequence[TranscriptUtterance], talk: TalkTerms) -> dict[str, Floats]:
    length = _lengths(talk)
    content = np.bincount(talk.row, minlength=len(talk.words)).astype(np.float64)
    texts = [said.text.rstrip() for said in utterances]
    people = [frozenset(part for part in (said.speaker or "").lower().split() if len(part) > 2) for said in utterances]
    named = frozenset[str]().union(*people)
    return {
        "length": np.log1p(length),
        "short": (length < 4).astype(np.float64),
        "content": np.log1p(content),
        "density": content / np.maximum(length, 1),
        "asks": np.array([float(text.endswith("?")) for text in texts]),
        "full_stop": np.array([float(text.endswith((".", "!"))) for text in texts]),
        "digits": np.array([float(any(word[0].isdigit() for word in said)) for said in talk.words]),
        "names_speaker": np.array([float(any(w in named for w in said)) for said in talk.words]),
        "repeats_word": np.array([float(sum(a == b for a, b in pairwise(said))) for said in talk.words]),
    }


def _turn_columns(talk: TalkTerms) -> dict[str, Floats]:
    length, content = _lengths(talk), np.bincount(talk.row, minlength=len(talk.words)).astype(np.float64)
    size = np.bincount(talk.turn, weights=length)
    before = np.concatenate(([0.0], np.cumsum(length)[:-1]))
    start = np.concatenate(([0.0], np.cumsum(size)[:-1]))[talk.turn]
    changes = np.concatenate(([1.0], (np.diff(talk.turn) > 0).astype(np.float64)))
    held = np.zeros(len(length))
    for person in range(int(talk.speaker.max()) + 1):
        own = talk.speaker == person
        held[own] = (smoothed(length * own, NEAR) / np.maximum(smoothed(length, NEAR), 1e-9))[own]
    return {
        "turn_length": np.log1p(size[talk.turn]),
        "turn_content": np.log1p(np.bincount(talk.turn, weights=content)[talk.turn]),
        "turn_before": np.log1p(before - start),
        "opens_turn": changes,
        "closes_turn": np.concatenate((changes[1:], [1.0])),
        "changes_near": smoothed(changes, NEAR),
        "holds_floor": held,
        "content_near": smoothed(content, NEAR),
    }


def _place_columns(talk: TalkTerms) -> dict[str, Floats]:
    # Where in the meeting, from 0 to 1, by words said.
    length = _lengths(talk)
    place = (np.cumsum(length) - length / 2) / max(length.sum(), 1.0)
    return {
        "place": place,
        "place_squared": place**2,
        "beginning": np.exp(-place / 0.05),
        "end": np.exp(-(1 - place) / 0.05),
        "meeting_length": np.full(len(length), np.log1p(length.sum())),
    }


def _topic_columns(talk: TalkTerms) -> dict[str, Floats]:
    # How the content words of an utterance repeat in the meeting, spread over it and gather around it.
    size, row, term = len(talk.words), talk.row, talk.term
    counts = np.bincount(term, minlength=talk.terms).astype(np.float64)
    pairs = np.unique(term * size + row)
    in_utterances = np.bincount(pairs // size, minlength=talk.terms).astype(np.float64)
    people = np.bincount(np.unique(term * size + talk.speaker[row]) // size, minlength=talk.terms).astype(np.float64)
    tenth = np.minimum(row * 10 // max(size, 1), 9)
    spread = np.bincount(np.unique(term * 10 + tenth) // 10, minlength=talk.terms).astype(np.float64)
    rarity = np.log((size + 1) / (in_utterances + 0.5))
    seen = np.unique(term, return_index=True)[1]
    new = np.zeros(len(term))
    new[seen] = 1.0
    weight = np.log1p(counts) * rarity
    burst = _bursts(talk, counts)
    mean = np.maximum(np.bincount(row, minlength=size), 1)

    def gathered(values: Floats) -> Floats:
        sums: Floats = np.bincount(row, weights=values, minlength=size).astype(np.float64)
        return sums

    return {
        "frequency": gathered(np.log(counts)[term]) / mean,
        "frequent_words": np.log1p(gathered((counts >= 5)[term].astype(np.float64))),
        "single_words": np.log1p(gathered((counts == 1)[term].astype(np.float64))),
        "rarity": gathered(rarity[term]) / mean,
        "weight": np.log1p(gathered(weight[term])),
        "spread": gathered(spread[term]) / mean,
        "people": gathered(people[term]) / mean,
        "new_words": np.log1p(gathered(new * (counts[term] > 1))),
        "burst": gathered(burst) / mean,
        "burst_sum": np.log1p(gathered(burst)),
        "centrality": _centrality(talk, rarity),
    }


def _bursts(talk: TalkTerms, counts: Floats) -> Floats:
    # For each content word: which share of its stem's other occurrences lies within a stretch around it.
    order = np.lexsort((talk.row, talk.term))
    key = talk.term[order] * (len(talk.words) + 4 * TOPIC) + talk.row[order] + TOPIC
    near = np.searchsorted(key, key + TOPIC, "right") - np.searchsorted(key, key - TOPIC, "left") - 1
    share = np.zeros(len(key))
    share[order] = near / np.maximum(counts[talk.term[order]] - 1, 1)
    return share * (counts[talk.term] > 2)


def _centrality(talk: TalkTerms, rarity: Floats) -> Floats:
    # The cosine of an utterance with the whole meeting, in counts weighted by rarity.
    size = len(talk.words)
    pairs, times = np.unique(talk.row * max(talk.terms, 1) + talk.term, return_counts=True)
    row, term = pairs // max(talk.terms, 1), pairs % max(talk.terms, 1)
    value = np.log1p(times) * rarity[term]
    length = np.sqrt(np.bincount(row, weights=value**2, minlength=size))
    unit = value / np.maximum(length, 1e-9)[row]
    whole = np.bincount(term, weights=unit, minlength=talk.terms)
    total = np.sqrt((whole**2).sum())
    cosine: Floats = np.bincount(row, weights=unit * whole[term], minlength=size) / max(total, 1e-9)
    return cosine
