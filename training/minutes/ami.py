"""The AMI meeting corpus (CC BY 4.0) as the reference data hold it: utterances, written summaries, links between them.

Train on ``meetings("train")``, choose on ``meetings("dev")``; ``meetings("test")`` is measured once.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from resonanz.core.minutes.model import TranscriptUtterance

Split = Literal["train", "dev", "test"]

LICENCE: Final = "CC BY 4.0"
ATTRIBUTION: Final = (
    "AMI Meeting Corpus (Carletta et al. 2005, The AMI meeting corpus: a pre-announcement), University of Edinburgh"
)
SECTIONS: Final = ("abstract", "actions", "decisions", "problems")
SERIES: Final[Mapping[str, tuple[str, ...]]] = {
    "dev": ("ES2003", "ES2011", "IS1008", "TS3004", "TS3006"),
    "test": ("ES2004", "ES2014", "IS1009", "TS3003", "TS3007"),
}


@dataclass(frozen=True)
class Item:
    """One sentence of the written summary and the positions of the utterances it rests on, in order."""

    id: str
    section: str
    text: str
    linked: tuple[int, ...]


@dataclass(frozen=True)
class AmiMeeting:
    """A meeting: ``links`` are (item, utterance, section) as published, without the null links; ``extractive`` are ids
    of utterances."""

    id: str
    utterances: tuple[TranscriptUtterance, ...]
    items: tuple[Item, ...]
    links: tuple[tuple[str, str, str], ...]
    extractive: tuple[str, ...]

    @property
    def reference(self) -> str:
        """All four sections of the written summary, joined."""
        return " ".join(item.text for item in self.items)

    def section(self, name: str) -> tuple[Item, ...]:
        """The items of one section that have links."""
        return tuple(item for item in self.items if item.section == name and item.linked)

    def linked(self, *sections: str) -> np.ndarray:
        """Whether an utterance is linked from an item of these sections: booleans, shape (n,)."""
        wanted = [place for item in self.items if item.section in sections for place in item.linked]
        mask = np.zeros(len(self.utterances), dtype=bool)
        mask[wanted] = True
        return mask

    def extracted(self) -> np.ndarray:
        """Whether an utterance is in the extractive summary: booleans, shape (n,)."""
        chosen = set(self.extractive)
        return np.array([said.id in chosen for said in self.utterances], dtype=bool)


class Corpus:
    """The folder with one JSON file a meeting."""

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is ``ami`` in the folder named by RESONANZ_REFERENCE_DATA where nothing else is said."""
        self.folder = folder or Path(os.environ["RESONANZ_REFERENCE_DATA"]) / "ami"

    def files(self, split: Split) -> list[Path]:
        """The files of a split, by name; ``train`` is what neither ``dev`` nor ``test`` lists."""
        kept = SERIES.get(split)
        others = tuple(series for group in SERIES.values() for series in group)
        files = sorted(self.folder.glob("*.json"))
        return [path for path in files if (path.stem[:6] in kept if kept else path.stem[:6] not in others)]

    def meetings(self, split: Split) -> list[AmiMeeting]:
        """The meetings of a split, by name."""
        return [_meeting(json.loads(path.read_text(encoding="utf-8"))) for path in self.files(split)]

    def sha256(self, split: Split) -> str:
        """A hash over names and bytes of a split's files: what weights were trained on."""
        digest = hashlib.sha256()
        for path in self.files(split):
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()


def _meeting(data: Mapping[str, Any]) -> AmiMeeting:
    raw = data["utterances"]
    place = {said["id"]: number for number, said in enumerate(raw)}
    links = tuple((item, said, section) for item, said, section in data["links"] if item and said in place)
    said_for: dict[str, set[int]] = {}
    for item, said, _section in links:
        said_for.setdefault(item, set()).add(place[said])
    items = tuple(
        Item(item["id"], section, item["text"], tuple(sorted(said_for.get(item["id"], ()))))
        for section in SECTIONS
        for item in data["summary"][section]
    )
    return AmiMeeting(
        data["id"],
        tuple(TranscriptUtterance(said["id"], said["spk"], said["start"], said["end"], said["text"]) for said in raw),
        items,
        links,
        tuple(_spans(data["extractive"], raw)),
    )


def _spans(extractive: Iterable[str | list[str]], raw: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """An entry is one utterance, or the first and the last of a run by one speaker."""
    speaker = {said["id"]: said["spk"] for said in raw}
    for entry in extractive:
        if isinstance(entry, str):
            yield entry
            continue
        first, last = entry
        own = [said for said, name in speaker.items() if name == speaker[first]]
        yield from own[own.index(first) : own.index(last) + 1]
