"""Where talk stays with its words, leaves them, and comes back to them: cohesion of content words, blind to which."""

import numpy as np

from resonanz.core.minutes.talk import Floats, TalkTerms

WIDTH = 256  # stems are folded into so many columns: enough to tell stretches of one meeting apart
NEAR, SIDE, FAR = 3, 12, 15  # utterances: the spot itself, the stretch on either side, what counts as elsewhere


def cohesion(talk: TalkTerms) -> dict[str, Floats]:
    """How like an utterance and its surroundings are to what lies before, after, and far away (cosines, n each)."""
    size = len(talk.words)
    own = _weighted(talk)
    sums = np.concatenate((np.zeros((1, WIDTH)), np.cumsum(own, axis=0)))
    at = np.arange(size)

    def between(low: np.ndarray, high: np.ndarray) -> Floats:
        found: Floats = sums[np.clip(high, 0, size)] - sums[np.clip(low, 0, size)]
        return found

    everything = np.zeros_like(at)
    before, after = between(at - SIDE, at), between(at + 1, at + 1 + SIDE)
    around = between(at - NEAR, at + NEAR + 1)
    earlier, later = between(everything, at - FAR), between(at + FAR + 1, everything + size)
    return {
        "keeps_topic": _cosine(before, after),
        "like_before": _cosine(own, before),
        "like_after": _cosine(own, after),
        "spot_like_far": _cosine(around, earlier + later),
        "spot_like_earlier": _cosine(around, earlier),
        "spot_like_later": _cosine(around, later),
        "like_far": _cosine(own, earlier + later),
    }


def _weighted(talk: TalkTerms) -> Floats:
    # Content stems of each utterance, weighted by how few utterances hold them: shape (n, WIDTH).
    size = len(talk.words)
    pairs = np.unique(talk.row * max(talk.terms, 1) + talk.term)
    row, term = pairs // max(talk.terms, 1), pairs % max(talk.terms, 1)
    held_by = np.bincount(term, minlength=talk.terms)
    weight = np.log(size / np.maximum(held_by, 1))
    own = np.zeros((size, WIDTH))
    np.add.at(own, (row, term % WIDTH), weight[term])
    return own


def _cosine(left: Floats, right: Floats) -> Floats:
    length = np.sqrt((left**2).sum(axis=1) * (right**2).sum(axis=1))
    found: Floats = (left * right).sum(axis=1) / np.maximum(length, 1e-9)
    return found
