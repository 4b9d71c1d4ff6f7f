"""Other summarisers under the same budget: chance, the beginning, and Luhn, LexRank and TextRank of sumy.

Each gets its best fair chance on the dev split: our cleaned utterances as sentences, those of fewer than ``SHORTEST``
words left out, our stop words and stems, and a sentence that no longer fits gives way to the next.
sumy gets a tokenizer of our own, since its own fetches data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from resonanz.core.minutes.lexicon import lexicon
from resonanz.core.minutes.tokens import stem, words

SHORTEST: Final = 8  # 1, 4 and 8 were tried; no peer is better with fewer
SEED: Final = 7

Peer = Callable[[Sequence[str], int, str], list[int]]


def peers() -> dict[str, Peer]:
    """Name and method: cleaned texts, budget in words and language give indices in order of time."""
    return {
        "random": _random,
        "lead": lambda texts, budget, _: within(range(len(texts)), texts, budget),
        "Luhn": lambda *given: _sumy("luhn", "LuhnSummarizer", *given),
        "LexRank": lambda *given: _sumy("lex_rank", "LexRankSummarizer", *given),
        "TextRank": lambda *given: _sumy("text_rank", "TextRankSummarizer", *given),
    }


def within(order: Sequence[int], texts: Sequence[str], budget: int) -> list[int]:
    """The first of an order that fit the budget, in order of time."""
    chosen = []
    for place in order:
        length = len(texts[place].split())
        if SHORTEST <= length <= budget:
            chosen.append(place)
            budget -= length
    return sorted(chosen)


def _random(texts: Sequence[str], budget: int, _language: str) -> list[int]:
    order = np.random.default_rng(SEED).permutation(len(texts))
    return within(order.tolist(), texts, budget)


@dataclass(frozen=True)
class _Tokenizer:
    """What sumy asks of a tokenizer."""

    language: str

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(words(text))

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return (text,)


def _sumy(module: str, name: str, texts: Sequence[str], budget: int, language: str) -> list[int]:
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    tokenizer = _Tokenizer(language)
    kept = [place for place, text in enumerate(texts) if len(text.split()) >= SHORTEST]
    method = getattr(import_module(f"sumy.summarizers.{module}"), name)(lambda word: stem(str(word).lower(), language))
    method.stop_words = lexicon(language).stop
    chosen: list[int] = []

    def fill(ranked: Sequence[Any]) -> Sequence[Any]:
        """sumy hands over all sentences, best first, and wants back those to keep."""
        chosen.extend(within([kept[one.order] for one in ranked], texts, budget))
        return ranked

    method(ObjectDocumentModel([Paragraph([Sentence(texts[place], tokenizer) for place in kept])]), fill)
    return chosen
