"""The trained detectors: a linear model each over cues, cues of the neighbours, and means over the surroundings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from resonanz.core.minutes.detecting.cues import Cues
from resonanz.core.minutes.features import with_neighbours
from resonanz.core.minutes.model import LineKind
from resonanz.core.minutes.talk import Floats

FILES: Mapping[LineKind, str] = {
    LineKind.DECISION: "decisions.json",
    LineKind.TASK: "tasks.json",
    LineKind.QUESTION: "questions.json",
    LineKind.WIN: "wins.json",
    LineKind.CHECK_IN: "check_in.json",
}


@dataclass(frozen=True)
class View:
    """What a detector sees of the cues.

    ``lags``: utterances further on whose patterns count too; ``means``: half widths of the stretches over which all
    cues are averaged; ``features``: with the features of the summary's scorer, or patterns and turn-taking alone;
    ``place``: with the place in the meeting.
    """

    lags: tuple[int, ...] = ()
    means: tuple[int, ...] = ()
    features: bool = True
    place: bool = False
    names: tuple[str, ...] = ()

    def of(self, found: Cues) -> tuple[tuple[str, ...], Floats]:
        """Names and values (n x d). ``names``, if any, restricts the cues to those."""
        kept = [name for name in found.names if self._sees(name)]
        own = found.own[:, [found.names.index(name) for name in kept]]
        near = [at for at, name in enumerate(kept) if not name.startswith("f_")]
        lagged_names, lagged = with_neighbours(tuple(kept[at] for at in near), own[:, near], self.lags)
        columns, parts = [*kept, *lagged_names[len(near) :]], [own, lagged[:, len(near) :]]
        for half in self.means:
            columns += [f"{name}~{half}" for name in kept]
            parts.append(means(own, half))
        if self.place:
            columns += list(found.place_names)
            parts.append(found.place)
        return tuple(columns), np.hstack(parts)

    def _sees(self, name: str) -> bool:
        return (self.features or not name.startswith("f_")) and (not self.names or name in self.names)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Lines found keep ``apart`` utterances from each other; from ``threshold`` on a chance is sure."""

    apart: int
    threshold: float


@dataclass(frozen=True)
class ViewWeights:
    """``weights`` (d) over the ``columns`` that ``view`` shows."""

    view: View
    columns: tuple[str, ...]
    weights: Floats

    def value(self, found: Cues) -> Floats:
        """The weighted sum for each utterance (n); ``ValueError`` where the cues are not those of training."""
        columns, values = self.view.of(found)
        if columns != self.columns:
            raise ValueError("the weights belong to other cues")
        sums: Floats = values @ self.weights
        return sums


@dataclass(frozen=True, kw_only=True)
class Detector(Limits):
    """The sum of its ``parts`` and ``bias``, through the logistic function."""

    parts: tuple[ViewWeights, ...]
    bias: float

    def chance(self, found: Cues) -> Floats:
        """How likely each utterance says it, 0 to 1 (n)."""
        value = np.sum([part.value(found) for part in self.parts], axis=0) + self.bias
        odds: Floats = 1.0 / (1.0 + np.exp(-np.clip(value, -30.0, 30.0)))
        return odds


def means(values: Floats, half: int) -> Floats:
    """The mean over each utterance and ``half`` on either side, those beyond the ends counting as 0 (n x d)."""
    size = len(values)
    sums = np.concatenate((np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)))
    at = np.arange(size)
    found: Floats = (sums[np.minimum(at + half + 1, size)] - sums[np.maximum(at - half, 0)]) / (2 * half + 1)
    return found


@cache
def detector(kind: LineKind, language: str) -> Detector:
    """The detector of a kind for ``"de"`` or ``"en"``, from the package's weights."""
    text = resources.files("resonanz.core.minutes").joinpath("weights", FILES[kind]).read_text(encoding="utf-8")
    return of_entry(json.loads(text)["languages"][language])


def of_entry(entry: Mapping[str, Any]) -> Detector:
    """A detector out of its entry in a weights file."""
    return Detector(
        parts=tuple(_part(part) for part in entry["parts"]),
        bias=entry["bias"],
        threshold=entry["threshold"],
        apart=entry["apart"],
    )


def _part(entry: Mapping[str, Any]) -> ViewWeights:
    seen = entry["view"]
    view = View(tuple(seen["lags"]), tuple(seen["means"]), seen["features"], seen["place"], tuple(seen["cues"]))
    return ViewWeights(view, tuple(entry["names"]), np.array(entry["weights"]))
