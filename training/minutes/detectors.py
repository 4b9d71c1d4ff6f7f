"""Train the detectors; ``weights/{tasks,decisions,questions,wins,check_in}.json``.

``python -m training.minutes.detectors`` prints what was measured without the meetings in question (AMI dev by weights
of train alone, the German development half meeting by meeting left out), then trains on all of it and writes the
files. ``--measure`` writes nothing; ``--test`` measures the files on what was kept apart: once, when all is chosen.

Every detector is a logistic regression on standardised columns with a ridge penalty, by Newton's method from the base
rate; nothing is drawn by chance. Of the many AMI utterances without a label every fourth counts four times.

- Tasks, English: an utterance linked from a sentence of the written actions.
- Decisions, English: any utterance within four of one that is linked from a written decision. What is learnt is the
  stretch in which something gets settled, seen by means over its surroundings, since the linked utterances themselves
  ("it's the black one") hardly show it; lines keep nine utterances apart, so that five of them cover five stretches.
- All German detectors: labelled captions of the written meetings.
- Questions, wins, check-in, English: the German data, over patterns and turn-taking that both languages name alike.
  English tasks take up a share of such a detector: AMI knows one sort of meeting, and recall at five gained by it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from resonanz.core.minutes.detecting import MOST, lines
from resonanz.core.minutes.detecting.detectors import FILES, Detector, Limits, detector
from resonanz.core.minutes.model import LineKind
from resonanz.core.minutes.talk import Floats
from training.minutes.ami import ATTRIBUTION, LICENCE, Corpus
from training.minutes.corpus import meetings
from training.minutes.fitting import (
    MARKS,
    SECTIONS,
    Example,
    Plan,
    ami_example,
    carried_plan,
    german_example,
    joined,
    plans,
    train,
)
from training.minutes.measures import Figures, best_threshold, items_near, labels_found, utterances_found
from training.minutes.summary import german_hash, write

WEIGHTS: Final = Path(__file__).parents[2] / "src/resonanz/core/minutes/weights"


def found_lines(example: Example, kind: LineKind, chances: Floats, limits: Limits, most: int = MOST) -> list[int]:
    """The utterances that become lines, as the product chooses them, best first."""
    return [one.index for one in lines(kind, chances, example.cues, example.content, limits, most=most)]


def sure_lines(example: Example, kind: LineKind, chances: Floats, limits: Limits, most: int) -> list[int]:
    """Only those above the threshold."""
    return [one.index for one in lines(kind, chances, example.cues, example.content, limits, most=most) if one.sure]


@cache
def ami(split: str) -> tuple[Example, ...]:
    """The AMI examples of ``train``, ``dev`` or ``test``."""
    if split not in ("train", "dev", "test"):
        raise ValueError(split)
    return tuple(ami_example(one) for one in Corpus().meetings(split))  # type: ignore[arg-type] # checked above


@cache
def german(half: str) -> tuple[Example, ...]:
    """The German examples of ``development`` or ``held_out``."""
    return tuple(german_example(one) for one in meetings(half))


def left_out(kind: LineKind, plan: Plan) -> list[Floats]:
    """Chances in each German development meeting by a detector that has not seen it."""
    every = german("development")
    return [train([other for other in every if other is not one], kind, plan).chance(one.cues) for one in every]


def german_threshold(kind: LineKind, plan: Plan, chances: Sequence[Floats]) -> float:
    """The twentieth with the best F1 over gold entries, averaged with its neighbours: a slope is no place to stand."""
    steps = np.arange(0.05, 0.96, 0.05).round(2)
    f1 = [
        german_figures(kind, german("development"), chances, Limits(apart=plan.apart, threshold=step)).f1
        for step in steps.tolist()
    ]
    steady = np.convolve(f1, np.full(3, 1 / 3), mode="valid").round(6)
    return float(steps[1 + int(steady.argmax())])


def german_figures(
    kind: LineKind, examples: Sequence[Example], chances: Sequence[Floats], limits: Limits, most: int = 10_000
) -> Figures:
    """Gold entries found by sure lines."""
    total = Figures(0, 0, 0)
    for example, chance in zip(examples, chances, strict=True):
        if kind is LineKind.CHECK_IN:
            most = 1
        total += labels_found(sure_lines(example, kind, chance, limits, most), example.labels, MARKS[kind])
    return total


def ami_threshold(kind: LineKind, examples: Sequence[Example], trained: Detector) -> float:
    """By utterance F1 for tasks; for decisions by F1 of items near sure lines."""
    chances = [trained.chance(one.cues) for one in examples]
    if kind is LineKind.TASK:
        return best_threshold(chances, [one.truth(kind) for one in examples])
    best = (-1.0, 0.5)
    for threshold in np.quantile(np.concatenate(chances), np.linspace(0.9, 0.999, 60)).round(6).tolist():
        found = [
            sure_lines(one, kind, chance, replace(trained, threshold=threshold), MOST)
            for one, chance in zip(examples, chances, strict=True)
        ]
        best = max(best, (items_near(found, [one.items[kind] for one in examples]).f1, threshold))
    return best[1]


def ami_report(kind: LineKind, split: str, trained: Detector) -> list[str]:
    """Utterance F1 at the threshold and recall at five."""
    examples = ami(split)
    chances = [trained.chance(one.cues) for one in examples]
    figures = utterances_found(chances, [one.truth(kind) for one in examples], trained.threshold)
    found = [found_lines(one, kind, chance, trained) for one, chance in zip(examples, chances, strict=True)]
    near = items_near(found, [one.items.get(kind, ()) for one in examples])
    return [
        f"AMI {split} {kind.value}: utterance {figures}, at {trained.threshold:.3f}",
        f"AMI {split} {kind.value}: recall at five {near.recall:.3f} of {near.right + near.missed} items",
    ]


def german_report(kind: LineKind, half: str, chances: Sequence[Floats], limits: Limits) -> list[str]:
    """F1 over gold entries with and without the limit of five lines, and utterance F1."""
    examples = german(half)
    figures = german_figures(kind, examples, chances, limits)
    five = german_figures(kind, examples, chances, limits, MOST)
    plain = utterances_found(chances, [one.truth(kind) for one in examples], limits.threshold)
    shown = Figures(0, 0, 0)
    for one, chance in zip(examples, chances, strict=True):
        shown += labels_found(found_lines(one, kind, chance, limits), one.labels, MARKS[kind])
    return [
        f"German {half} {kind.value}: entries {figures}; five lines at most {five}; at {limits.threshold:.2f}",
        f"German {half} {kind.value}: utterances {plain}; among the first five {shown.recall:.3f}",
    ]


def measured(kind: LineKind, language: str, plan: Plan) -> tuple[float, list[str]]:
    """The threshold, and what was measured on meetings not trained on."""
    if plan.source == "german":
        chances = left_out(kind, plan)
        threshold = german_threshold(kind, plan, chances)
        report = german_report(kind, "development", chances, Limits(apart=plan.apart, threshold=threshold))
        return threshold, [f"{line} ({language}, left out)" for line in report]
    trained = english(ami("train"), kind, plan)
    trained = replace(trained, threshold=ami_threshold(kind, ami("dev"), trained))
    return trained.threshold, ami_report(kind, "dev", trained)


def english(examples: Sequence[Example], kind: LineKind, plan: Plan) -> Detector:
    """Learnt from AMI; where the plan says so joined by what carries over from German."""
    learnt = train(examples, kind, plan)
    if plan.carried <= 0:
        return learnt
    carried = train(german("development"), kind, carried_plan())
    return joined(learnt, carried, plan.carried)


def trained_on_all(kind: LineKind, plan: Plan, threshold: float) -> Detector:
    """What ships: nothing is left to choose, so the meetings it was chosen on are added."""
    if plan.source == "german":
        return train(german("development"), kind, plan, threshold)
    return replace(english((*ami("train"), *ami("dev")), kind, plan), threshold=threshold)


def entry(trained: Detector, source: str) -> dict[str, Any]:
    """As the weights file keeps it; ``of_entry`` reads it."""
    german_only = "training/minutes/de/development"
    return {
        "trained_on": german_only if source == "german" else f"AMI, train and dev split, and {german_only}",
        "apart": trained.apart,
        "threshold": trained.threshold,
        "bias": trained.bias,
        "parts": [
            {
                "view": {
                    "lags": list(part.view.lags),
                    "means": list(part.view.means),
                    "features": part.view.features,
                    "place": part.view.place,
                    "cues": list(part.view.names),
                },
                "names": list(part.columns),
                "weights": part.weights.tolist(),
            }
            for part in trained.parts
        ],
    }


def weights_file(entries: dict[str, dict[str, Any]], sources: dict[str, str]) -> str:
    """The text of a weights file; ``entries`` by language."""
    content = {
        "trained_on": "; ".join(f"{language}: {one['trained_on']}" for language, one in sorted(entries.items())),
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "script": "training/minutes/detectors.py",
        "data_sha256": sources,
        "languages": dict(sorted(entries.items())),
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def sources(corpus: Corpus) -> dict[str, str]:
    """Hashes of what the weights are trained on."""
    return {
        "ami/train": corpus.sha256("train"),
        "ami/dev": corpus.sha256("dev"),
        "de/development": german_hash(),
    }


def retrain(*, keep: bool) -> None:
    """Measure, train, and write the files unless ``keep``."""
    for kind, file in FILES.items():
        entries = {}
        for language in ("de", "en"):
            plan = plans()[kind, language]
            threshold, report = measured(kind, language, plan)
            print("\n".join(report), flush=True)
            entries[language] = entry(trained_on_all(kind, plan, threshold), plan.source)
        if not keep:
            write(WEIGHTS / file, weights_file(entries, sources(Corpus())))


def test_report() -> list[str]:
    """The files in the package on AMI test and the German held-out half."""
    found = []
    for kind in FILES:
        if kind in SECTIONS:
            found += ami_report(kind, "test", detector(kind, "en"))
        trained = detector(kind, "de")
        found += german_report(kind, "held_out", [trained.chance(one.cues) for one in german("held_out")], trained)
    return found


def main(arguments: Sequence[str]) -> None:
    """Train and measure, or measure on what was kept apart."""
    if "--test" in arguments:
        print("\n".join(test_report()))
    else:
        retrain(keep="--measure" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
