"""How a detector is trained: meetings as cues and labels, a logistic regression on what the detector sees of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from resonanz.core.minutes.cleaning import clean
from resonanz.core.minutes.detecting import content_words
from resonanz.core.minutes.detecting.cues import Cues, cues
from resonanz.core.minutes.detecting.detectors import Detector, View, ViewWeights
from resonanz.core.minutes.detecting.patterns import finer, shared
from resonanz.core.minutes.model import LineKind, TranscriptUtterance
from resonanz.core.minutes.talk import Floats, Ints
from training.minutes.ami import AmiMeeting
from training.minutes.corpus import Meeting

MARKS: Final = {
    LineKind.TASK: "t",
    LineKind.DECISION: "d",
    LineKind.QUESTION: "q",
    LineKind.WIN: "w",
    LineKind.CHECK_IN: "c",
}
SECTIONS: Final = {LineKind.TASK: "actions", LineKind.DECISION: "decisions", LineKind.QUESTION: "problems"}
EVERY: Final = 4  # of the AMI utterances without a label
STEPS: Final = 40
NEAR: Final = 4
CARRIED: Final = 0.3  # of the log-odds: tasks gain by it, decisions of AMI lose


@dataclass(frozen=True)
class Plan:
    """How a detector is trained: from ``"ami"`` or ``"german"``; a truth reaches ``near`` utterances to either side."""

    source: str
    view: View
    penalty: float
    apart: int
    near: int = 0
    carried: float = 0.0  # how much the German detector's log-odds count beside those learnt from AMI


@dataclass(frozen=True)
class Example:
    """A meeting: ``labels`` an utterance; ``items`` the linked utterances of each written item, by kind (AMI)."""

    name: str
    cues: Cues
    content: Ints
    labels: tuple[tuple[str, ...], ...]
    items: dict[LineKind, tuple[tuple[int, ...], ...]]

    def truth(self, kind: LineKind, near: int = 0) -> np.ndarray:
        """Whether an utterance, or one within ``near`` of it, carries a label of the kind (n)."""
        own = np.array([any(label.startswith(MARKS[kind]) for label in said) for said in self.labels], dtype=np.float64)
        reach = np.ones(2 * near + 1)
        wide = np.convolve(own, reach)[near : near + len(own)]
        return (wide > 0).astype(np.float64)


def plans() -> dict[tuple[LineKind, str], Plan]:
    """All detectors; views, penalties and distances were chosen on AMI train and dev and the German development."""
    wide = View(lags=(-1, 1))
    english = (*finer("en"), "capitals", *_scorer_features())
    settled = (*finer("en"), *_scorer_features())
    return {
        (LineKind.TASK, "en"): Plan("ami", View((-1, 1), (3,), place=True, names=english), 300.0, 5, carried=CARRIED),
        (LineKind.DECISION, "en"): Plan("ami", View(means=(4, 12), place=True, names=settled), 5000.0, 9, near=NEAR),
        (LineKind.TASK, "de"): Plan("german", wide, 100.0, 2),
        (LineKind.DECISION, "de"): Plan("german", wide, 100.0, 3),
        (LineKind.WIN, "de"): Plan("german", wide, 100.0, 3),
        (LineKind.CHECK_IN, "de"): Plan("german", wide, 100.0, 3),
        (LineKind.QUESTION, "de"): carried_plan(),
        **{(kind, "en"): carried_plan() for kind in (LineKind.QUESTION, LineKind.WIN, LineKind.CHECK_IN)},
    }


def carried_plan() -> Plan:
    """For a detector that learns from German and works in both languages: only cues that mean the same in both."""
    return Plan("german", View(lags=(-1, 1), features=False, names=(*shared(), *TURNS)), 100.0, 3)


def _scorer_features() -> tuple[str, ...]:
    said = TranscriptUtterance("1", None, None, None, "okay")
    return tuple(name for name in cues([said], "en").names if name.startswith("f_"))


TURNS: Final = (
    "named",
    "addressed",
    "asked_before",
    "accepted_after",
    "offered_after",
    "agreed_after",
    "refused_after",
    "unknown_after",
    "open_after",
    "answered_after",
    "due_before",
    "due_after",
    "asked_open_before",
    "feels_after",
    "cared_before",
    "praised_after",
    "praised_before",
)


def ami_example(meeting: AmiMeeting) -> Example:
    """An AMI meeting; its labels are the kinds it is linked for."""
    linked = {kind: meeting.linked(section) for kind, section in SECTIONS.items()}
    labels = [tuple(MARKS[kind] for kind, mask in linked.items() if mask[at]) for at in range(len(meeting.utterances))]
    items = {kind: tuple(item.linked for item in meeting.section(section)) for kind, section in SECTIONS.items()}
    return _example(meeting.id, meeting.utterances, labels, items, "en")


def german_example(meeting: Meeting) -> Example:
    """A written German meeting."""
    said = [TranscriptUtterance(str(one.number), one.speaker, one.start, one.end, one.text) for one in meeting.spoken]
    return _example(meeting.name, said, [one.labels for one in meeting.spoken], {}, "de")


def _example(
    name: str,
    said: Sequence[TranscriptUtterance],
    labels: Sequence[tuple[str, ...]],
    items: dict[LineKind, tuple[tuple[int, ...], ...]],
    language: str,
) -> Example:
    content = content_words([clean(one.text, language) for one in said], language)
    return Example(name, cues(said, language), content, tuple(labels), items)


def train(examples: Sequence[Example], kind: LineKind, plan: Plan, threshold: float = 0.5) -> Detector:
    """A detector with weights rounded as the file keeps them."""
    every = EVERY if plan.source == "ami" else 1
    tables, truths = [], []
    columns: tuple[str, ...] = ()
    for example in examples:
        columns, values = plan.view.of(example.cues)
        truth = example.truth(kind, plan.near)
        kept = (truth > 0) | (np.arange(len(truth)) % every == 0)
        tables.append(values[kept])
        truths.append(truth[kept])
    truth = np.concatenate(truths)
    weights, bias = logistic(np.vstack(tables), truth, np.where(truth > 0, 1.0, every), plan.penalty)
    part = ViewWeights(plan.view, columns, np.round(weights, 6))
    return Detector(apart=plan.apart, threshold=threshold, parts=(part,), bias=round(bias, 6))


def joined(own: Detector, other: Detector, share: float) -> Detector:
    """``own`` and ``share`` of the log-odds of ``other``."""
    parts = tuple(ViewWeights(part.view, part.columns, np.round(part.weights * share, 6)) for part in other.parts)
    return replace(own, parts=(*own.parts, *parts), bias=round(own.bias + share * other.bias, 6))


def logistic(table: Floats, truth: np.ndarray, times: np.ndarray, penalty: float) -> tuple[Floats, float]:
    """Weights (d) and bias for columns as they come; ``times`` is how often a row counts (n)."""
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread = np.where(spread > 1e-6, spread, 1.0)
    rows = np.column_stack([(table - mean) / spread, np.ones(len(table))])
    ridge = np.append(np.full(table.shape[1], penalty), 1e-6)
    weights = np.zeros(rows.shape[1])
    weights[-1] = np.log((times @ truth) / (times @ (1.0 - truth)))
    loss = _loss(rows, truth, times, ridge, weights)
    for _ in range(STEPS):
        step = _newton(rows, truth, times, ridge, weights)
        size = 1.0
        while (lower := _loss(rows, truth, times, ridge, weights - size * step)) > loss and size > 1e-4:
            size /= 2
        weights = weights - size * step
        if loss - lower < 1e-3:
            break
        loss = lower
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ mean)


def _newton(rows: Floats, truth: np.ndarray, times: np.ndarray, ridge: Floats, weights: Floats) -> Floats:
    chance = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30.0, 30.0)))
    slope = rows.T @ (times * (chance - truth)) + ridge * weights
    bend = times * chance * (1.0 - chance)
    felt = bend > 1e-6
    square = (rows[felt] * bend[felt, None]).T @ rows[felt] + np.diag(ridge)
    return np.asarray(np.linalg.solve(square, slope), dtype=np.float64)


def _loss(rows: Floats, truth: np.ndarray, times: np.ndarray, ridge: Floats, weights: Floats) -> float:
    odds = rows @ weights
    return float(times @ (np.logaddexp(0.0, odds) - truth * odds) + 0.5 * (ridge * weights) @ weights)
