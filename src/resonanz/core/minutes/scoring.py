"""How much an utterance tells of what a meeting was about: a linear model over features that know no trade."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from resonanz.core.minutes.features import features
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.talk import Floats


@dataclass(frozen=True)
class Linear:
    """``weights`` (d) and ``bias`` for columns in the order of ``names``."""

    names: tuple[str, ...]
    weights: Floats
    bias: float

    def value(self, names: tuple[str, ...], matrix: Floats) -> Floats:
        """The weighted sum of each row (n); ``ValueError`` where the columns are not those it was trained on."""
        if names != self.names:
            raise ValueError("the weights belong to other features")
        sums: Floats = matrix @ self.weights + self.bias
        return sums

    def chance(self, names: tuple[str, ...], matrix: Floats) -> Floats:
        """The same through the logistic function: a probability for each row (n)."""
        odds: Floats = 1.0 / (1.0 + np.exp(-self.value(names, matrix)))
        return odds


@cache
def trained() -> dict[str, Any]:
    """The weights file of the summary, as ``training/minutes/summary.py`` wrote it."""
    text = resources.files(__package__).joinpath("weights", "summary.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def linear(entry: dict[str, Any]) -> Linear:
    """A model out of its entry in a weights file."""
    return Linear(tuple(entry["names"]), np.array(entry["weights"]), entry["bias"])


def score(utterances: Sequence[TranscriptUtterance], language: str) -> Floats:
    """How much each utterance tells (n), comparable within one meeting: mean 0 and, unless all are equal, spread 1."""
    if not utterances:
        return np.zeros(0)
    return standardised(linear(trained()["scorers"][language]).value(*features(utterances, language)))


def standardised(values: Floats) -> Floats:
    """Mean 0 and spread 1; all 0 where nothing differs."""
    centred: Floats = values - values.mean()
    spread = float(centred.std())
    return centred / spread if spread > 1e-9 else np.zeros_like(centred)
