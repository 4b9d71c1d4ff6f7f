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
from resonanz.core.minutes.lexicon import lexicon
from resonanz.core.minutes.tokens import words

MEASURES = ("rouge1", "rouge2", "rougeL", "content")


def rouge(summary: str, reference: str) -> tuple[float, ...]:
    """ROUGE-1, ROUGE-2 and ROUGE-L of rouge-score, then its ROUGE-1 on the words that are in no stop list of ours."""
    found = _scorer().score(reference, summary)
    bare = _scorer().score(_without_function_words(reference), _without_function_words(summary))
    return (*(100.0 * found[name].fmeasure for name in MEASURES[:3]), 100.0 * bare["rouge1"].fmeasure)


def content(summary: str, reference: str, language: str) -> float:
    """ROUGE-1 of content words by stems of our own: for German, which rouge-score does not stem."""
    return overlap(*([word for word, counts in stems(text, language) if counts] for text in (summary, reference)))


def overlap(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """F1 in percent of two bags of words, each word counted at most as often as the other side has it."""
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 200.0 * shared / (len(ours) + len(theirs)) if shared else 0.0


def means(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Column means over meetings."""
    return tuple(float(value) for value in np.mean(rows, axis=0))


def _without_function_words(text: str) -> str:
    return " ".join(word for word in words(text) if word not in lexicon("en").stop)


@cache
def _scorer() -> Any:  # noqa: ANN401 - rouge-score has no types
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(list(MEASURES[:3]), use_stemmer=True)
