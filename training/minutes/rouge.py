"""ROUGE of a summary against written minutes: rouge-score 0.1.2 with stemming, and content words alone.

``reference`` are all four sections joined, ``summary`` its lines joined. All figures are F1 in percent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from resonanz.core.minutes.concepts import stems

MEASURES = ("rouge1", "rouge2", "rougeL", "content")


def rouge(summary: str, reference: str) -> tuple[float, ...]:
    """ROUGE-1, ROUGE-2 and ROUGE-L of rouge-score, then content-word ROUGE-1, see ``content``."""
    found = _scorer().score(reference, summary)
    return (*(100.0 * found[name].fmeasure for name in MEASURES[:3]), content(summary, reference))


def content(summary: str, reference: str, language: str = "en") -> float:
    """ROUGE-1 without function words on both sides, by the stop words of the lexicon and stems of our own."""
    return overlap(*([word for word, counts in stems(text, language) if counts] for text in (summary, reference)))


def overlap(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """F1 in percent of two bags of words, each word counted at most as often as the other side has it."""
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 200.0 * shared / (len(ours) + len(theirs)) if shared else 0.0


def means(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Column means over meetings."""
    return tuple(float(value) for value in np.mean(rows, axis=0))


@cache
def _scorer() -> Any:  # noqa: ANN401 - rouge-score has no types
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(list(MEASURES[:3]), use_stemmer=True)
