"""What is left of the minutes when a transcript was heard badly: ``python -m training.minutes.noise [--test]``.

The rows are rates of words gone wrong, see ``mishearing``. On AMI's dev split and the German development half; the
weights that ship have seen both, so that the fall from row to row is what counts, not the height. With ``--test`` on
what was kept apart: once, when everything is chosen.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Final

import numpy as np

from resonanz.core.minutes.cleaning import clean
from resonanz.core.minutes.deadlines import find_deadline
from resonanz.core.minutes.detecting import detect
from resonanz.core.minutes.minutes import make
from resonanz.core.minutes.model import LineKind, Minutes, MinutesLine, Transcript, TranscriptUtterance
from training.minutes import ami, corpus, owners
from training.minutes.measures import Figures, items_near, labels_found
from training.minutes.mishearing import noisy_meeting, noisy_utterances
from training.minutes.rouge import means, rouge
from training.minutes.summary import BUDGET

RATES: Final = (0.0, 0.05, 0.15, 0.30)
HEADS: Final = (
    "words wrong",
    "ROUGE-1",
    "ROUGE-2",
    "content words",
    "tasks recall@5",
    "decisions recall@5",
    "German tasks F1",
    "owners right",
    "days right",
    "lines with evidence",
)
ALL: Final = 10_000  # lines: as many as lie above the threshold


@dataclass(frozen=True)
class Row:
    """The figures of one rate: percent but for recall and F1."""

    rouge1: float
    rouge2: float
    content: float
    tasks: float
    decisions: float
    german_tasks: float
    owners: float
    days: float
    evidence: float

    def markdown(self, rate: float) -> str:
        """A line of the table."""
        figures = astuple(self)
        shown = [f"{value:.1f}" for value in figures[:3]] + [f"{value:.2f}" for value in figures[3:6]]
        shown += [f"{value:.0f} %" for value in figures[6:]]
        return f"| {rate:.0%} | {' | '.join(shown)} |"


def row(english: Sequence[ami.AmiMeeting], german: Sequence[corpus.Meeting], rate: float) -> Row:
    """All figures at one rate."""
    heard = [noisy_meeting(one, rate) for one in german]
    scores, tasks, decisions, proofs = _english(english, rate)
    figures = sum((_german_tasks(one) for one in heard), start=Figures(0, 0, 0))
    right = [right for one in heard for _, _, right in owners.judged(one)]
    days = [day for one in heard for day in days_right(one)]
    proofs += [proof for one in heard for proof in _proofs(make(Transcript(spoken(one)), language="de"), spoken(one))]
    return Row(
        scores[0],
        scores[1],
        scores[3],
        tasks,
        decisions,
        figures.f1,
        *(100.0 * float(np.mean(one)) for one in (right, days, proofs)),
    )


def _english(meetings: Sequence[ami.AmiMeeting], rate: float) -> tuple[tuple[float, ...], float, float, list[bool]]:
    """ROUGE, recall of tasks and of decisions, and whether each line has its evidence."""
    scores: list[tuple[float, ...]] = []
    lines: dict[LineKind, list[list[int]]] = {LineKind.TASK: [], LineKind.DECISION: []}
    proofs: list[bool] = []
    for meeting in meetings:
        said = noisy_utterances(meeting.utterances, rate, meeting.id)
        minutes = make(Transcript(said), language="en", words=BUDGET)
        scores.append(rouge(" ".join(line.text for line in minutes.summary), meeting.reference))
        lines[LineKind.TASK].append(_places(minutes.tasks, said))
        lines[LineKind.DECISION].append(_places(minutes.decisions, said))
        proofs += _proofs(minutes, said)
    recall = {
        kind: items_near(lines[kind], [[item.linked for item in one.section(name)] for one in meetings]).recall
        for kind, name in ((LineKind.TASK, "actions"), (LineKind.DECISION, "decisions"))
    }
    return means(scores), recall[LineKind.TASK], recall[LineKind.DECISION], proofs


def spoken(meeting: corpus.Meeting) -> tuple[TranscriptUtterance, ...]:
    """A German meeting as the product reads it."""
    return tuple(
        TranscriptUtterance(str(one.number), one.speaker, one.start, one.end, one.text) for one in meeting.spoken
    )


def days_right(meeting: corpus.Meeting) -> list[bool]:
    """For each gold task with a day, whether the first deadline in its lines is that day."""
    found = []
    for task in meeting.gold["tasks"]:
        if task.due is not None:
            said = (find_deadline(one.text, meeting.held_on, "de") for one in meeting.labelled(task.label))
            first = next((deadline for deadline in said if deadline is not None), None)
            found.append(first is not None and first.due == task.due)
    return found


def _german_tasks(meeting: corpus.Meeting) -> Figures:
    said = spoken(meeting)
    found = detect(said, [clean(one.text, "de") for one in said], "de", most=ALL)[LineKind.TASK]
    return labels_found([one.index for one in found if one.sure], [one.labels for one in meeting.spoken], "t")


def _places(lines: Sequence[MinutesLine], said: Sequence[TranscriptUtterance]) -> list[int]:
    """The utterance that each line is made of."""
    place = {one.id: number for number, one in enumerate(said)}
    return [
        next(at for one in line.evidence if clean(said[at := place[one.id]].text, "en") == line.text) for line in lines
    ]


def _proofs(minutes: Minutes, said: Sequence[TranscriptUtterance]) -> list[bool]:
    """For each line, whether the cleaned text of its evidence contains it."""
    texts = {one.id: one.text for one in said}
    return [
        any(line.text in clean(texts[one.id], minutes.language) for one in line.evidence) for line in minutes.lines()
    ]


def main(arguments: Sequence[str]) -> None:
    """Print the table as Markdown."""
    test = "--test" in arguments
    english = ami.Corpus().meetings("test" if test else "dev")
    german = corpus.meetings("held_out" if test else "development")
    print(f"AMI {'test' if test else 'dev'}, {len(english)} meetings, {BUDGET} words; German, {len(german)} meetings\n")
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    for rate in RATES:
        print(row(english, german, rate).markdown(rate), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
