"""The table of summaries: ours beside the peers, under the same budget of words, with seconds a meeting.

``python -m training.minutes.table`` measures on AMI's dev split and the German development half; with ``--test`` on
what was kept apart: once, when everything is chosen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import starmap
from typing import Final

import numpy as np

from resonanz.core.minutes.cleaning import clean
from resonanz.core.minutes.coverage import choose, little_worth, select, worths
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.scoring import score, standardised
from training.minutes import summary
from training.minutes.ami import AmiMeeting, Corpus
from training.minutes.corpus import meetings
from training.minutes.peers import peers
from training.minutes.rouge import content, means, rouge

OURS: Final = "Resonanz"
BUDGET_GERMAN: Final = 120


def ours(utterances: Sequence[TranscriptUtterance], budget: int, language: str) -> str:
    """The summary that the product prints."""
    cleaned = [clean(said.text, language) for said in utterances]
    chosen = choose(utterances, cleaned, score(utterances, language), budget, language)
    return " ".join(cleaned[place] for place in chosen)


def ami_table(split: str) -> list[str]:
    """Lines of Markdown; ours from raw text on, peers from cleaned text on."""
    found = Corpus().meetings("test" if split == "test" else "dev")
    ours(found[0].utterances[:9], summary.BUDGET, "en")  # weights and words are read once
    lines = [
        f"AMI {split}, {len(found)} meetings, {summary.BUDGET} words",
        "",
        "| | ROUGE-1 | ROUGE-2 | ROUGE-L | content words | s a meeting |",
        "|---|---|---|---|---|---|",
    ]
    cleaned = [[clean(said.text, "en") for said in meeting.utterances] for meeting in found]
    for name, peer in peers().items():
        start = time.perf_counter()
        texts = [" ".join(said[place] for place in peer(said, summary.BUDGET, "en")) for said in cleaned]
        lines.append(_row(name, texts, [one.reference for one in found], time.perf_counter() - start))
    start = time.perf_counter()
    texts = [ours(meeting.utterances, summary.BUDGET, "en") for meeting in found]
    seconds = time.perf_counter() - start
    if split == "dev":
        texts = _blind(found)
    return [*lines, _row(OURS, texts, [one.reference for one in found], seconds)]


def _blind(found: Sequence[AmiMeeting]) -> list[str]:
    """Summaries of dev by weights of train alone; the weights in the package have seen dev."""
    models = summary.trained_models([summary.ami_example(one) for one in Corpus().meetings("train")])
    examples = [summary.ami_example(meeting) for meeting in found]
    return [" ".join(one.cleaned[place] for place in models.chosen(one)) for one in examples]


def german_table(half: str) -> list[str]:
    """Lines of Markdown; on the development half ours is trained without the meeting it is measured on."""
    examples = [summary.german_example(meeting) for meeting in meetings(half)]
    lines = [
        f"German {half}, {len(examples)} meetings, {BUDGET_GERMAN} words",
        "",
        "| | evidence F1 | content words |",
        "|---|---|---|",
    ]
    for name, peer in peers().items():
        chosen = [peer(one.cleaned, BUDGET_GERMAN, "de") for one in examples]
        lines.append(_german_row(name, examples, chosen))
    chosen = [_german_choice(examples, place, blind=half == "development") for place in range(len(examples))]
    return [*lines, _german_row(OURS, examples, chosen)]


def _german_choice(examples: Sequence[summary.Example], place: int, *, blind: bool) -> list[int]:
    one = examples[place]
    if not blind:
        return choose(one.utterances, one.cleaned, score(one.utterances, "de"), BUDGET_GERMAN, "de")
    others = [other for number, other in enumerate(examples) if number != place]
    scorer, rates = summary.fit_scorer(others, summary.RIDGE_GERMAN), summary.RATES_GERMAN
    said = one.said(standardised(scorer.value(one.matrix)))
    *concepts, _ = worths(one.cleaned, said, "de", rates, BUDGET_GERMAN)
    words = little_worth(one.cleaned, "de", rates, summary.shares(others), BUDGET_GERMAN)
    return select([*concepts, words], said, BUDGET_GERMAN, rates)


def _row(name: str, texts: Sequence[str], references: Sequence[str], seconds: float) -> str:
    figures = means(list(starmap(rouge, zip(texts, references, strict=True))))
    return f"| {name} | {' | '.join(f'{value:.1f}' for value in figures)} | {seconds / len(texts):.2f} |"


def _german_row(name: str, examples: Sequence[summary.Example], chosen: Sequence[Sequence[int]]) -> str:
    rows = []
    for one, places in zip(examples, chosen, strict=True):
        hits = float(one.target[list(places)].sum())
        evidence = 200.0 * hits / max(len(places) + float(one.target.sum()), 1.0)
        rows.append((evidence, content(" ".join(one.cleaned[place] for place in places), one.reference, "de")))
    return f"| {name} | {' | '.join(f'{value:.1f}' for value in np.mean(rows, axis=0))} |"


def main(arguments: Sequence[str]) -> None:
    """Print both tables."""
    tested = "--test" in arguments
    print("\n".join(ami_table("test" if tested else "dev")), end="\n\n")
    print("\n".join(german_table("held_out" if tested else "development")))


if __name__ == "__main__":
    main(sys.argv[1:])
