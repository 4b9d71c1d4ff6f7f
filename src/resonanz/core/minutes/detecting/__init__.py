"""Finding tasks, decisions, open questions, wins and the human check-in in a meeting.

Linear detectors over closed-class cues rank every utterance; the best five of a kind, kept apart so that they stand
for different talks, are proposed to a person. ``sure`` marks those above the threshold chosen in training.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resonanz.core.minutes.detecting.cues import Cues, cues
from resonanz.core.minutes.detecting.detectors import FILES, Limits, detector
from resonanz.core.minutes.detecting.evidence import evidence_of
from resonanz.core.minutes.lexicon import lexicon
from resonanz.core.minutes.model import LineKind, TranscriptUtterance
from resonanz.core.minutes.talk import Floats, Ints
from resonanz.core.minutes.tokens import words

REPEATS = 10  # places looked at beyond the wanted number, since a request and its answer may both be among the best
MOST = 5  # lines of a kind that a person is shown
CHECK_INS = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A line found: ``index`` of the utterance whose words it is, ``evidence`` in order of time, ``index`` among it.

    ``score`` is the detector's chance, 0 to 1, comparable within a kind and a language only."""

    index: int
    evidence: tuple[int, ...]
    score: float
    sure: bool


def detect(
    utterances: Sequence[TranscriptUtterance], cleaned: Sequence[str], language: str, *, most: int = MOST
) -> dict[LineKind, list[Found]]:
    """The best lines of each kind, best first, at most ``most`` (of check-ins one), in ``"de"`` or ``"en"``.

    ``cleaned`` are the texts that lines are made of: an utterance without words in it is never the line.
    """
    if not utterances:
        return {kind: [] for kind in FILES}
    seen = cues(utterances, language)
    content = content_words(cleaned, language)
    found = {}
    for kind in FILES:
        trained = detector(kind, language)
        limit = CHECK_INS if kind is LineKind.CHECK_IN else most
        found[kind] = lines(kind, trained.chance(seen), seen, content, trained, most=limit)
    return found


def content_words(cleaned: Sequence[str], language: str) -> Ints:
    """How many content words each text holds (n)."""
    known = lexicon(language)
    return np.array([sum(map(known.is_content, words(text))) for text in cleaned], dtype=np.int64)


def lines(kind: LineKind, chances: Floats, seen: Cues, content: Ints, limits: Limits, *, most: int) -> list[Found]:
    """The best ``most`` lines by the chances of all utterances (n), best first; what is evidence of one line is no
    line of its own."""
    found: list[Found] = []
    worth = np.where(_may_be(kind, seen, content), chances, 0.0)
    for at in spread(worth, limits.apart, most + REPEATS):
        if worth[at] <= 0.0 or len(found) == most:
            break
        main, evidence = (at, (at,)) if kind is LineKind.CHECK_IN else evidence_of(kind, at, seen, content)
        if all(main not in line.evidence and line.index not in evidence for line in found):
            score = round(float(worth[at]), 6)
            found.append(Found(main, evidence, score, score >= limits.threshold))
    return found


def _may_be(kind: LineKind, seen: Cues, content: Ints) -> npt.NDArray[np.bool_]:
    # Which utterances can be a line (n). A check-in is only ever the question: how somebody is does not belong into
    # minutes, neither as a line nor as evidence.
    if kind is not LineKind.CHECK_IN:
        return content > 0
    return np.asarray((content > 0) & (seen.column("how_are_you") > 0))


def spread(values: Floats, apart: int, most: int) -> list[int]:
    """The places of the greatest values, greatest first (the earlier of equals), any two ``apart`` or further."""
    chosen: list[int] = []
    free = np.ones(len(values), dtype=bool)
    for at in np.argsort(-values, kind="stable").tolist():
        if len(chosen) == most:
            break
        if free[at]:
            chosen.append(at)
            free[max(at - apart + 1, 0) : at + apart] = False
    return chosen
