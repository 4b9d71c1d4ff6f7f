"""What the detectors are measured by.

Utterance F1: an utterance counts as found from the threshold on; truth is a link (AMI) or a label (German) of exactly
that utterance; pooled over meetings.

Recall at five: the share of written items with links that have one of the five lines of their meeting within four
utterances of a linked one.

Task F1 (German): a gold task is found if a line found carries its label; a line found without the label of any task is
an error; a second line of a task that is found already counts neither way. The same for decisions, questions, wins and
the check-in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from resonanz.core.minutes.talk import Floats

NEAR: Final = 4


@dataclass(frozen=True)
class Figures:
    """Counts of what was found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Of what there was, the share that was found."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} (precision {self.precision:.2f}, recall {self.recall:.2f})"


def utterances_found(chances: Sequence[Floats], truths: Sequence[np.ndarray], threshold: float) -> Figures:
    """Pooled over meetings."""
    found, truth = np.concatenate(chances) >= threshold, np.concatenate(truths) > 0
    return Figures(int((found & truth).sum()), int((found & ~truth).sum()), int((~found & truth).sum()))


def best_threshold(chances: Sequence[Floats], truths: Sequence[np.ndarray]) -> float:
    """The threshold of the best utterance F1, half way to the next chance below."""
    values, truth = np.concatenate(chances), np.concatenate(truths) > 0
    order = np.argsort(-values, kind="stable")
    hits = np.cumsum(truth[order])
    best = int(np.argmax(2 * hits / (np.arange(1, len(values) + 1) + truth.sum())))
    below = values[order][min(best + 1, len(values) - 1)]
    return round(float((values[order][best] + below) / 2), 6)


def items_near(lines: Sequence[Sequence[int]], items: Sequence[Iterable[Sequence[int]]]) -> Figures:
    """Items (their linked utterances) with a line within ``NEAR``, meeting by meeting; lines near none are wrong."""
    total = Figures(0, 0, 0)
    for found, wanted in zip(lines, items, strict=True):
        linked = [np.array(item) for item in wanted]
        hit = sum(any(np.abs(item - line).min() <= NEAR for line in found) for item in linked)
        stray = sum(all(np.abs(item - line).min() > NEAR for item in linked) for line in found)
        total += Figures(hit, stray, len(linked) - hit)
    return total


def labels_found(lines: Iterable[int], labels: Sequence[Sequence[str]], mark: str) -> Figures:
    """Gold entries whose label starts with ``mark`` and stands at a line found; lines without one are wrong."""
    gold = {label for said in labels for label in said if label.startswith(mark)}
    at_lines = [{label for label in labels[line] if label.startswith(mark)} for line in lines]
    found = set().union(*at_lines) if at_lines else set()
    return Figures(len(found), sum(not carried for carried in at_lines), len(gold - found))
