"""Is "Anna: hello" a speaker or a sentence with a colon? The whole file decides.

Before the colon may stand a name: at most seven words, none of them closing a sentence. It counts as a speaker if at
least half of the lines begin in this way, or if the same names come back often enough. Words that head a form (date,
attendees) or open a sentence (note, also) are no speakers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from resonanz.core.minutes.listed import listed
from resonanz.core.minutes.reading.cues import label

LONGEST_NAME = 80
MOST_WORDS = 7
OPENING = re.compile(r"\s*(?:>>+\s*|[-–•]\s+|\*\*\s*)?")
CLOSES = re.compile(r"[.!?…,;]$")
SHORT_FORM = re.compile(
    r"(?:\w\.)+|(?:Dr|Prof|Dipl|Ing|Mr|Mrs|Ms|St|Jr|Sr|Mag|Hr|Fr|med|jur|phil|habil|rer|nat)\.", re.IGNORECASE
)
OUTSIDE = re.compile(r"^\W+|\W+$")
PARTICLES = listed(
    "von van der den dem de del della di da dos du la le el al bin ibn zu zum zur und and of the y e af av ten"
)
# Heads of a form and openings of a sentence.
NO_NAMES = listed(
    """
    date datum time zeit uhrzeit beginn start end ende dauer duration topic thema title titel betreff subject ort
    location room raum teilnehmer teilnehmende teilnehmerinnen teilnehmern anwesend anwesende abwesend attendees
    participants present absent invited eingeladen meeting besprechung protokoll protokollant minutes agenda
    tagesordnung top note notes notiz notizen hinweis url link links recording aufnahme aufzeichnung language sprache
    kind file datei source quelle transcript transkript summary zusammenfassung attachments anlagen id
    also aber und oder dann naja frage-stellung beispiel achtung wichtig fazit kurz problem punkt erstens zweitens
    drittens but and or then so example important first second third because weil dass denn nämlich eben sondern
    """
)
# What is written in brackets where nobody speaks.
NOISES = listed(
    """
    laughter laughs laughing music applause silence pause noise inaudible crosstalk cough coughs sigh sighs clapping
    lachen lacht gelächter musik applaus stille schweigen geräusch unverständlich husten hustet seufzt räuspern
    klatschen
    """
)


def name_like(text: str) -> bool:
    """Words with a capital, digits, particles and brackets; nothing that closes a sentence."""
    words = text.split()
    if not words or len(text) > LONGEST_NAME or len(words) > MOST_WORDS or not any(map(str.isalpha, text)):
        return False
    bare = OUTSIDE.sub("", text).casefold()
    if bare in NO_NAMES or bare in NOISES:
        return False
    return all(_word_of_a_name(word) for word in words) and not words[0][0].islower()


def possible(text: str) -> bool:
    """Also a user name in small letters; the file must say it more than once."""
    words = text.split()
    short = 0 < len(words) <= 3 and len(text) <= 40 and any(map(str.isalpha, text))
    return short and text.casefold() not in NO_NAMES and not any(_closes(word) for word in words)


def _word_of_a_name(word: str) -> bool:
    return (not word[0].islower() or word in PARTICLES) and not _closes(word)


def _closes(word: str) -> bool:
    return CLOSES.search(word) is not None and SHORT_FORM.fullmatch(word) is None


def before_colon(line: str) -> tuple[str, str] | None:
    """What stands before and after the first colon, if a space or the end follows it."""
    opening = OPENING.match(line)
    begin = opening.end() if opening else 0
    colon = line.find(":", begin, begin + LONGEST_NAME + 10)
    if colon < 0:
        return None
    rest = line[colon + 1 :]
    if rest.startswith("**"):
        rest = rest[2:]
    if rest and not rest[0].isspace():
        return None
    name = label(line[begin:colon].strip("* "))
    return None if name is None else (name, rest.strip())


class Labels:
    """The speakers' labels of a file."""

    def __init__(self, accepted: frozenset[str], share: float) -> None:
        self._accepted = accepted
        self.share = share

    @classmethod
    def of(cls, lines: Iterable[str]) -> Labels:
        total = 0
        found: Counter[str] = Counter()
        for line in lines:
            total += 1
            parts = before_colon(line)
            if parts is not None:
                found[parts[0]] += 1
        accepted = frozenset(_accepted(found, total))
        share = sum(found[name] for name in accepted) / total if total else 0.0
        return cls(accepted, share)

    def split(self, line: str) -> tuple[str | None, str]:
        """Speaker and words; ``None`` and the line if it begins with no speaker."""
        parts = before_colon(line) if self._accepted else None
        if parts is None or parts[0] not in self._accepted:
            return None, line
        return parts

    def __bool__(self) -> bool:
        return bool(self._accepted)


def _accepted(found: Counter[str], total: int) -> set[str]:
    names = {name for name, count in found.items() if name_like(name) or (count > 1 and possible(name))}
    said = sum(found[name] for name in names)
    if said * 2 >= total:
        return names
    again = {name for name in names if found[name] > 1}
    said = sum(found[name] for name in again)
    return names if again and said >= max(2, 0.1 * total) else set()
