"""A meeting as counts: who spoke, which words, which of them are content."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resonanz.core.minutes.lexicon import Lexicon, lexicon
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.tokens import stem, words

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class TalkTerms:
    """Utterance by utterance: ``words`` in lower case and ``turn``, the number of the turn from 0.

    Content word by content word of the whole meeting: ``row``, the utterance it stands in, and ``term``, the number of
    its stem, from 0 in the order of first occurrence.
    """

    language: str
    words: tuple[tuple[str, ...], ...]
    speaker: Ints
    turn: Ints
    row: Ints
    term: Ints
    terms: int

    @property
    def lexicon(self) -> Lexicon:
        return lexicon(self.language)


def talk_of(utterances: Sequence[TranscriptUtterance], language: str) -> TalkTerms:
    """Count a meeting once, for features and coverage."""
    spoken = tuple(tuple(words(said.text)) for said in utterances)
    known = lexicon(language)
    numbers: dict[str, int] = {}
    rows, terms = [], []
    for place, said in enumerate(spoken):
        for word in filter(known.is_content, said):
            rows.append(place)
            terms.append(numbers.setdefault(stem(word, language), len(numbers)))
    labels: dict[str | None, int] = {}
    speaker = np.array([labels.setdefault(said.speaker, len(labels)) for said in utterances], dtype=np.int64)
    turn = np.cumsum(np.diff(speaker, prepend=speaker[:1]) != 0)
    return TalkTerms(language, spoken, speaker, turn, _ints(rows), _ints(terms), len(numbers))


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
