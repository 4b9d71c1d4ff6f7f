"""A transcript as a bad microphone would have given it: words dropped, words heard as others.

A word goes wrong with a given rate; half of those are dropped, half are heard as another word of the same meeting: one
that sounds the same if there is one (equal consonants after b/p, d/t, g/k, f/v/w, s/z and m/n fell together), else one
with the same first sound and nearly the same length, else any. Marks stay, as recognisers set them by pauses. What goes
wrong depends on the name of the meeting and the rate alone, so that every figure repeats.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from resonanz.core.minutes.model import TranscriptUtterance
from training.minutes.corpus import Meeting

PIECE = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
ALIKE = str.maketrans("pdgcqvwßmyü", "btkkkffsnii")
SILENT = re.compile(r"[aeiouhäöj']|(.)(?=\1)")
LENGTHS: Final = 2  # by how many letters a word may differ from what it is heard as


def sound(word: str) -> str:
    """The consonants of a word, those that are often confused as one; ``""`` for vowels alone."""
    plain = word.casefold().translate(ALIKE)
    return plain[:1] + SILENT.sub("", plain[1:]) if plain else ""


@dataclass(frozen=True)
class Hearing:
    """All different words of a meeting, in the order of the alphabet, so that chance finds them in the same place."""

    words: tuple[str, ...]

    @cached_property
    def by_sound(self) -> Mapping[str, Sequence[str]]:
        """Words that sound the same."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(sound(word), []).append(word)
        return found

    @cached_property
    def by_start(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """Words of a first sound and a length."""
        found: dict[tuple[str, int], list[str]] = {}
        for word in self.words:
            found.setdefault((sound(word)[:1], len(word)), []).append(word)
        return found

    def misheard(self, word: str, chance: random.Random) -> str:
        """Another word for this one; the word itself where the meeting has no other."""
        same = [one for one in self.by_sound.get(sound(word), ()) if one != word]
        lengths = range(max(1, len(word) - LENGTHS), len(word) + LENGTHS + 1)
        near = [one for size in lengths for one in self.by_start.get((sound(word)[:1], size), ()) if one != word]
        others = same or near or [one for one in self.words if one != word]
        return chance.choice(others) if others else word


def noisy(texts: Sequence[str], rate: float, name: str) -> list[str]:
    """The texts of a meeting of that name as they would have been heard; some may be empty."""
    pieces = [piece for text in texts for piece in text.split()]
    hearing = Hearing(tuple(sorted({_parts(piece)[1] for piece in pieces} - {""})))
    chance = random.Random(f"{name} {rate}")  # noqa: S311 - repeatable noise, not a secret
    return [" ".join(_heard(text.split(), rate, hearing, chance)) for text in texts]


def _heard(pieces: Iterable[str], rate: float, hearing: Hearing, chance: random.Random) -> list[str]:
    heard: list[str] = []
    for piece in pieces:
        before, word, after = _parts(piece)
        drawn = chance.random()
        if not word or drawn >= rate:
            heard.append(piece)
        elif drawn >= rate / 2:
            heard.append(before + hearing.misheard(word, chance) + after)
        elif after and heard and heard[-1][-1].isalnum():
            heard[-1] += after
    return heard


def _parts(piece: str) -> tuple[str, str, str]:
    """Marks before, the word, marks after."""
    found = PIECE.fullmatch(piece)
    return (found[1], found[2], found[3]) if found else ("", piece, "")


def noisy_utterances(
    utterances: Sequence[TranscriptUtterance], rate: float, name: str
) -> tuple[TranscriptUtterance, ...]:
    """The same utterances with other words."""
    texts = noisy([said.text for said in utterances], rate, name)
    return tuple(replace(said, text=text) for said, text in zip(utterances, texts, strict=True))


def noisy_meeting(meeting: Meeting, rate: float) -> Meeting:
    """A German meeting with other words and the gold minutes it had."""
    texts = noisy([said.text for said in meeting.spoken], rate, meeting.name)
    spoken = tuple(replace(said, text=text) for said, text in zip(meeting.spoken, texts, strict=True))
    return replace(meeting, spoken=spoken)
