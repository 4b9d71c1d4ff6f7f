"""What the detectors look at: patterns, the turn-taking around an utterance, the features of the summary's scorer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from resonanz.core.minutes.detecting.cohesion import cohesion
from resonanz.core.minutes.detecting.patterns import counted
from resonanz.core.minutes.features import features
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.talk import Floats, talk_of

_TITLES = frozenset(("frau", "herr", "herrn", "dr", "doktor", "prof", "professor", "mr", "mrs", "ms", "miss", "zivi"))
_PAIRS = (
    ("commit", "due"),
    ("commit", "done"),
    ("commit", "question"),
    ("first_verb", "due"),
    ("takes_on", "due"),
    ("asks_you", "due"),
    ("asks_you", "addressed"),
    ("you_act", "addressed"),
    ("needs", "due"),
    ("due", "done"),
    ("due", "question"),
    ("then_we", "negated"),
    ("then_we", "question"),
    ("then_we", "done"),
    ("so_be_it", "question"),
    ("opens_then", "then_we"),
    ("opens_then", "number"),
    ("question", "how_are_you"),
    ("question", "who_does"),
    ("thanks", "named"),
    ("praise", "named"),
    ("you_did", "done"),
    ("you_did", "named"),
    ("someone_did", "named"),
)


@dataclass(frozen=True)
class Cues:
    """``own`` and ``place`` are matrices with one row an utterance; ``column`` finds a column of ``own`` by name.

    ``place`` holds what depends on the moment of the meeting only, so that a detector may do without it."""

    names: tuple[str, ...]
    own: Floats
    place_names: tuple[str, ...]
    place: Floats
    speaker: np.ndarray

    def column(self, name: str) -> Floats:
        values: Floats = self.own[:, self.names.index(name)]
        return values


def cues(utterances: Sequence[TranscriptUtterance], language: str) -> Cues:
    """Everything the detectors count about a meeting of at least one utterance."""
    names, found = counted([said.text for said in utterances], language)
    labels: dict[str | None, int] = {}
    speaker = np.array([labels.setdefault(said.speaker, len(labels)) for said in utterances], dtype=np.int64)
    columns = dict(zip(names, found.T, strict=True))
    columns |= _address(utterances)
    columns |= {f"{a}+{b}": np.minimum(columns[a] * columns[b], 1.0) for a, b in _PAIRS}
    columns |= _answers(columns, speaker)
    columns |= _floor(utterances, speaker)
    talk = talk_of(utterances, language)
    columns |= {f"f_{name}": values for name, values in cohesion(talk).items()}
    listed, values = features(utterances, language, talk)
    columns |= {f"f_{name}": values[:, at] for at, name in enumerate(listed) if name not in _PLACES}
    size = len(utterances)
    where = _places(size) | {name: values[:, listed.index(name)] for name in _PLACES}
    return Cues(
        tuple(columns),
        np.column_stack(list(columns.values())) if size else np.zeros((0, len(columns))),
        tuple(where),
        np.column_stack(list(where.values())) if size else np.zeros((0, len(where))),
        speaker,
    )


_PLACES = ("beginning", "end", "meeting_length", "place", "place_squared")


def _places(size: int) -> dict[str, Floats]:
    at = np.arange(size, dtype=np.float64)
    share = at / max(size - 1, 1)
    left = size - 1 - at
    return {
        "last_20": (share > 0.8).astype(np.float64),
        "last_10": (share > 0.9).astype(np.float64),
        "last_5": (share > 0.95).astype(np.float64),
        "first_5": (share < 0.05).astype(np.float64),
        "to_end": np.exp(-left / 20.0),
        "to_end_far": np.exp(-left / 60.0),
        "from_start": np.exp(-at / 30.0),
        "late": share**8,
    }


def _address(utterances: Sequence[TranscriptUtterance]) -> dict[str, Floats]:
    people = {label: _name_words(label) for label in {said.speaker for said in utterances} if label is not None}
    everybody = {word: label for label, words in people.items() for word in words}
    named, addressed = np.zeros(len(utterances)), np.zeros(len(utterances))
    for at, said in enumerate(utterances):
        spoken = re.findall(r"\w+", said.text.lower())
        hits = [k for k, word in enumerate(spoken) if everybody.get(word, said.speaker) != said.speaker]
        named[at] = bool(hits)
        addressed[at] = any(k < 4 or k >= len(spoken) - 2 for k in hits)
    capital = [len(re.findall(r"(?<=[a-z,] )(?!I\b)[A-Z]\w+", said.text)) for said in utterances]
    return {"named": named, "addressed": addressed, "capitals": np.minimum(np.array(capital, dtype=np.float64), 3.0)}


def _name_words(label: str) -> list[str]:
    return [word for word in re.findall(r"\w+", label.lower()) if len(word) > 2 and word not in _TITLES]


def _answers(columns: Mapping[str, Floats], speaker: np.ndarray) -> dict[str, Floats]:
    asks = np.max(
        [columns[name] for name in ("asks_you", "you_act", "who_does", "someone", "addressed", "polite")], axis=0
    )
    offers = np.max([columns[name] for name in ("commit", "takes_on", "first_verb")], axis=0)
    return {
        "asked_before": _near(asks, speaker, -1, -2),
        "accepted_after": _near(columns["accepts"], speaker, 1, 2),
        "offered_after": _near(offers, speaker, 1, 2),
        "agreed_after": _near(columns["agrees"], speaker, 1, 2, 3),
        "refused_after": _near(columns["refuses"], speaker, 1, 2),
        "unknown_after": _near(columns["dont_know"], speaker, 1, 2),
        "open_after": _near(columns["open"], speaker, 1, 2),
        "answered_after": _near(columns["answers"], speaker, 1),
        "due_before": _near(columns["due"], speaker, -1, -2),
        "due_after": _near(columns["due"], speaker, 1, 2),
        "asked_open_before": _near(np.maximum(columns["question"], columns["open"]), speaker, -1, -2),
        "feels_after": _near(columns["feels"], speaker, 1, 2, 3),
        "cared_before": _near(columns["how_are_you"], speaker, -1, -2, -3),
        "praised_after": _near(np.maximum(columns["praise"], columns["thanks"]), speaker, 1, 2),
        "praised_before": _near(np.maximum(columns["praise"], columns["you_did"]), speaker, -1, -2),
        "proposed_before": _near(columns["proposes"], speaker, -1, -2, -3),
    }


def _floor(utterances: Sequence[TranscriptUtterance], speaker: np.ndarray) -> dict[str, Floats]:
    # Who holds the floor: the one who opens and closes the meeting, shares of words, pauses, length in seconds.
    size = len(utterances)
    length = np.array([len(said.text.split()) for said in utterances], dtype=np.float64)
    share = np.arange(size) / max(size - 1, 1)
    edges = np.bincount(speaker, weights=length * ((share < 0.08) | (share > 0.92)), minlength=1)
    total = np.bincount(speaker, weights=length, minlength=1)
    return {
        "f_chair": (speaker == edges.argmax()).astype(np.float64),
        "f_share": (total / max(length.sum(), 1.0))[speaker],
        "f_goes_on": np.concatenate(([0.0], (np.diff(speaker) == 0).astype(np.float64)))[:size],
        "f_words": np.minimum(length, 30.0) / 10.0,
        "f_long": (length > 20).astype(np.float64),
    }


def _near(values: Floats, speaker: np.ndarray, *lags: int) -> Floats:
    # The greatest value among the utterances ``lags`` further on that somebody else says, 0 where there is none.
    best = np.zeros(len(values))
    for lag in lags:
        moved, by = np.zeros(len(values)), np.full(len(values), -1, dtype=np.int64)
        if abs(lag) < len(values):
            source, target = (slice(lag, None), slice(None, -lag)) if lag > 0 else (slice(None, lag), slice(-lag, None))
            moved[target], by[target] = values[source], speaker[source]
        best = np.maximum(best, moved * ((by != speaker) & (by >= 0)))
    return np.minimum(best, 1.0)
