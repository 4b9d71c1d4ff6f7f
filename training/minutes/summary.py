"""Train the summary: the scorer of utterances and what a concept is worth; ``weights/summary.json``.

``python -m training.minutes.summary`` trains on AMI train and dev and, for German, on the written meetings of the
development half, and writes the file. Whatever was chosen was chosen with weights of train alone; the meetings of dev
were added when nothing was left to choose. Nothing is drawn by chance: the same data give the same file.

1. Target of an utterance: how many of its pairs of words the written minutes share, and half its words if it belongs
   to the greedy best selection of 300 words. A ridge regression on ``features`` predicts it.
2. Target of a concept: whether the written minutes use it; for words also whether they use it twice and three times.
   A logistic regression each predicts it, on scores of a scorer that has not seen the meeting (five folds by series
   of meetings). Concepts know no language and serve both.
3. Function words are counted in the written minutes of each language: closed classes only, no word of a trade.
4. The German scorer: a ridge regression of whether a line is evidence of a sentence of the gold summary. AMI's weights
   carried over by category, and blends of both, chose worse on the development half.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from resonanz.core.minutes.cleaning import clean
from resonanz.core.minutes.concepts import (
    Concepts,
    ConceptUtterances,
    paired,
    paired_table,
    single,
    single_table,
    stems,
)
from resonanz.core.minutes.coverage import Rates, Worth, little_worth, said_of, select
from resonanz.core.minutes.features import features
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.scoring import standardised
from resonanz.core.minutes.talk import Floats
from training.minutes.ami import ATTRIBUTION, LICENCE, AmiMeeting, Corpus
from training.minutes.corpus import FOLDER, Meeting, meetings

FOLDS: Final = 5
SPLITS: Final = ("train", "dev")
BUDGET: Final = 300
RIDGE: Final = 300.0
RIDGE_GERMAN: Final = 500.0
LOGISTIC: Final = 10.0
MENTIONS: Final = 3  # a fourth mention of a word of content does not help
FEW: Final = 5
STEPS: Final = 12  # of Newton's method; the weights stand still after eight
# Chosen by cross-validation over AMI train, looked at on dev.
RATES: Final = Rates(word=2.5, pair=1.0, little=0.5, score=0.5, power=1.5, length_power=0.8, shortest=4)
RATES_GERMAN: Final = replace(RATES, score=1.0)  # chosen on the development half
WEIGHTS: Final = Path(__file__).parents[2] / "src/resonanz/core/minutes/weights/summary.json"

Table = tuple[tuple[str, ...], Floats]


@dataclass(frozen=True)
class Example:
    """A meeting to learn from; ``series`` holds the meetings of one group of people together."""

    name: str
    series: str
    language: str
    utterances: tuple[TranscriptUtterance, ...]
    cleaned: tuple[str, ...]
    reference: str
    names: tuple[str, ...]
    matrix: Floats
    target: Floats

    def used(self, found: Concepts, least: int = 1) -> Floats:
        """1 for each concept that the written minutes use at least so often, else 0 (k)."""
        theirs = Counter[str]()
        for concepts in (single([self.reference], self.language), paired([self.reference], self.language)):
            theirs.update(concepts.keys[number] for number in concepts.number)
        return np.array([float(theirs[key] >= least) for key in found.keys])

    def said(self, scores: Floats) -> ConceptUtterances:
        """Speakers, lengths and these scores, as ``choose`` sees them."""
        return said_of(self.utterances, self.cleaned, scores)


@dataclass(frozen=True)
class Fitted:
    """A linear model on columns of mean 0 and spread 1: ``weights`` (d) for those, the last is the bias."""

    names: tuple[str, ...]
    mean: Floats
    spread: Floats
    weights: Floats

    def value(self, matrix: Floats) -> Floats:
        """Weighted sums of rows (n)."""
        found: Floats = (matrix - self.mean) / self.spread @ self.weights[:-1] + self.weights[-1]
        return found

    def chance(self, matrix: Floats) -> Floats:
        """Probabilities of rows (n)."""
        odds: Floats = 1.0 / (1.0 + np.exp(-self.value(matrix)))
        return odds

    def entry(self) -> dict[str, Any]:
        """As the weights file keeps it, for columns as they come."""
        weights = self.weights[:-1] / self.spread
        bias = float(self.weights[-1] - weights @ self.mean)
        return {"names": list(self.names), "weights": [round(float(w), 6) for w in weights], "bias": round(bias, 6)}


@dataclass(frozen=True)
class Models:
    """What is trained: utterances, single concepts (used once, twice, three times), pairs, function words."""

    scorer: Fitted
    words: tuple[Fitted, ...]
    pairs: Fitted
    little: dict[str, float]

    def scores(self, example: Example) -> Floats:
        """As ``scoring.score`` gives them."""
        return standardised(self.scorer.value(example.matrix))

    def chosen(self, example: Example, rates: Rates = RATES, budget: int = BUDGET) -> list[int]:
        """As ``coverage.choose`` gives them."""
        said = example.said(self.scores(example))
        words, pairs = single(example.cleaned, example.language), paired(example.cleaned, example.language)
        table = single_table(words, said)[1]
        chances = [model.chance(table) for model in self.words]
        known = dict(zip(words.keys, chances[0].tolist(), strict=True))
        both = self.pairs.chance(paired_table(pairs, said, known)[1])
        worth = [
            Worth(words, rates.word * np.column_stack(chances) ** rates.power),
            Worth(pairs, rates.pair * both[:, None] ** rates.power),
            little_worth(example.cleaned, example.language, rates, self.little, budget),
        ]
        return select(worth, said, budget, rates)


def ami_example(meeting: AmiMeeting) -> Example:
    """An AMI meeting with its target."""
    cleaned = tuple(clean(said.text, "en") for said in meeting.utterances)
    target = shared_pairs(cleaned, meeting.reference, "en")
    best = best_selection(cleaned, meeting.reference, "en", BUDGET)
    target[best] += 0.5 * np.array([len(cleaned[place].split()) for place in best])
    names, matrix = features(meeting.utterances, "en")
    return Example(
        meeting.id, meeting.id[:6], "en", meeting.utterances, cleaned, meeting.reference, names, matrix, target
    )


def german_example(meeting: Meeting) -> Example:
    """A written German meeting; its target is 1 for a line that is evidence of a sentence of the summary."""
    said = tuple(
        TranscriptUtterance(str(one.number), one.speaker, one.start, one.end, one.text) for one in meeting.spoken
    )
    cleaned = tuple(clean(one.text, "de") for one in said)
    target = np.array([float(any(label.startswith("s") for label in one.labels)) for one in meeting.spoken])
    reference = " ".join(line.text for line in meeting.gold["summary"])
    names, matrix = features(said, "de")
    return Example(meeting.name, meeting.name, "de", said, cleaned, reference, names, matrix, target)


def shared_pairs(texts: Sequence[str], reference: str, language: str) -> Floats:
    """How many different pairs of neighbouring stems an utterance shares with the written minutes (n)."""
    theirs = set(pairwise(_keys(reference, language)))
    return np.array([float(len(theirs & set(pairwise(_keys(text, language))))) for text in texts])


def best_selection(texts: Sequence[str], reference: str, language: str, budget: int) -> list[int]:
    """The greedy selection that shares most words and pairs with the written minutes for its length."""
    theirs = _bag(reference, language)
    numbers = {key: number for number, key in enumerate(theirs)}
    shared = [
        (place, numbers[key], times)
        for place, text in enumerate(texts)
        for key, times in _bag(text, language).items()
        if key in numbers
    ]
    row, number, times = np.array(shared, dtype=np.int64).reshape(-1, 3).T
    left = np.array(list(theirs.values()), dtype=np.int64)
    lengths = np.array([len(text.split()) for text in texts])
    free = lengths >= 3
    chosen: list[int] = []
    while True:
        gain = np.bincount(row, weights=np.minimum(times, left[number]), minlength=len(texts))
        rate = np.where(free & (lengths <= budget), gain / np.maximum(lengths, 1), 0.0)
        best = int(rate.argmax())
        if rate[best] <= 0:
            return sorted(chosen)
        chosen.append(best)
        free[best] = False
        budget -= int(lengths[best])
        own = row == best
        left[number[own]] = np.maximum(left[number[own]] - times[own], 0)


def trained_models(examples: Sequence[Example]) -> Models:
    """Scorer on all examples; concepts on scores of scorers that have not seen the meeting."""
    scorer = fit_scorer(examples)
    fold = folds(examples)
    blind: list[Floats] = [np.zeros(0)] * len(examples)
    for number in range(FOLDS):
        seen = fit_scorer([one for one, at in zip(examples, fold, strict=True) if at != number])
        for place, one in enumerate(examples):
            if fold[place] == number:
                blind[place] = standardised(seen.value(one.matrix))
    said = [one.said(scores) for one, scores in zip(examples, blind, strict=True)]
    found = [single(one.cleaned, one.language) for one in examples]
    tables = [single_table(concepts, spoken) for concepts, spoken in zip(found, said, strict=True)]
    words = tuple(
        fit_concepts(tables, [one.used(concepts, least) for concepts, one in zip(found, examples, strict=True)])
        for least in range(1, MENTIONS + 1)
    )
    chances = [
        dict(zip(concepts.keys, words[0].chance(table[1]).tolist(), strict=True))
        for concepts, table in zip(found, tables, strict=True)
    ]
    found = [paired(one.cleaned, one.language) for one in examples]
    tables = [paired_table(*three) for three in zip(found, said, chances, strict=True)]
    pairs = fit_concepts(tables, [one.used(concepts) for concepts, one in zip(found, examples, strict=True)])
    return Models(scorer, words, pairs, shares(examples))


def shares(examples: Sequence[Example]) -> dict[str, float]:
    """How many of 1,000 words of written minutes each function word is; those that at least ``FEW`` minutes use."""
    times, users, total = Counter[str](), Counter[str](), 0
    for one in examples:
        said = stems(one.reference, one.language)
        own = [word for word, content in said if not content and word[0].isalpha()]
        total += len(said)
        times.update(own)
        users.update(set(own))
    return {word: round(1000 * times[word] / total, 6) for word in sorted(times) if users[word] >= FEW}


def folds(examples: Sequence[Example]) -> list[int]:
    """The fold of each example, series by series in turn."""
    series = sorted({one.series for one in examples})
    return [series.index(one.series) % FOLDS for one in examples]


def fit_scorer(examples: Sequence[Example], ridge: float = RIDGE) -> Fitted:
    """Ridge regression of the target."""
    mean, spread, table = _scaled(np.vstack([one.matrix for one in examples]))
    target = np.hstack([one.target for one in examples])
    weights = _solved(table.T @ table + ridge * np.eye(table.shape[1]), table.T @ target)
    return Fitted(examples[0].names, mean, spread, weights)


def fit_concepts(tables: Sequence[Table], used: Sequence[Floats]) -> Fitted:
    """Logistic regression of use, by Newton's method."""
    mean, spread, table = _scaled(np.vstack([matrix for _, matrix in tables]))
    truth = np.concatenate(used)
    weights: Floats = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-table @ weights))
        slope = table.T @ (truth - chance) - LOGISTIC * weights
        bend = (table * (chance * (1.0 - chance))[:, None]).T @ table + LOGISTIC * np.eye(len(weights))
        weights = weights + _solved(bend, slope)
    return Fitted(tables[0][0], mean, spread, weights)


def weights_file(models: Models, german: Fitted, little: dict[str, float], sources: dict[str, str]) -> str:
    """The text of ``summary.json``; ``little`` are the shares of German function words, ``sources`` hashes of the
    data by name."""
    content = {
        "trained_on": "AMI, train and dev split of training/minutes/ami.py; scorer de: training/minutes/de/development",
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "script": "training/minutes/summary.py",
        "data_sha256": sources,
        "selection": {"de": asdict(RATES_GERMAN), "en": asdict(RATES)},
        "scorers": {"de": german.entry(), "en": models.scorer.entry()},
        "words": [model.entry() for model in models.words],
        "pairs": models.pairs.entry(),
        "little": {"de": little, "en": models.little},
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def sources(corpus: Corpus) -> dict[str, str]:
    """Hashes of what the weights are trained on."""
    hashes = {f"ami/{split}": corpus.sha256(split) for split in SPLITS}
    return hashes | {"de/development": german_hash()}


def german_hash() -> str:
    """A hash over names and bytes of the German development half."""
    digest = hashlib.sha256()
    for path in sorted((FOLDER / "development").glob("*.txt")):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def write(path: Path, text: str) -> None:
    """Write a weights file and its line in ``SHA256SUMS``."""
    path.write_text(text, encoding="utf-8")
    sums = path.with_name("SHA256SUMS")
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.exists() else []
    kept = [line for line in lines if not line.endswith(f"  {path.name}")]
    line = f"{hashlib.sha256(text.encode()).hexdigest()}  {path.name}"
    sums.write_text("\n".join(sorted([*kept, line], key=lambda one: one.split()[1])) + "\n", encoding="utf-8")


def _solved(square: Floats, right: Floats) -> Floats:
    return np.asarray(np.linalg.solve(square, right), dtype=np.float64)


def _scaled(matrix: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean, spread, and the columns on mean 0 and spread 1 with a column of ones."""
    mean: Floats = matrix.mean(axis=0)
    spread: Floats = np.where(matrix.std(axis=0) > 1e-9, matrix.std(axis=0), 1.0)
    return mean, spread, np.column_stack([(matrix - mean) / spread, np.ones(len(matrix))])


def _keys(text: str, language: str) -> list[str]:
    return [key for key, _ in stems(text, language)]


def _bag(text: str, language: str) -> Counter[Any]:
    said = _keys(text, language)
    return Counter[Any](said) + Counter[Any](pairwise(said))


def main() -> None:
    """Train and write."""
    corpus = Corpus()
    models = trained_models([ami_example(meeting) for split in SPLITS for meeting in corpus.meetings(split)])
    german = [german_example(meeting) for meeting in meetings("development")]
    text = weights_file(models, fit_scorer(german, RIDGE_GERMAN), shares(german), sources(corpus))
    write(WEIGHTS, text)


if __name__ == "__main__":
    main()
