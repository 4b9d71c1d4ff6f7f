"""Is "Anna: hello" a speaker or a sentence with a colon? The whole file decides.

Before the colon (or the tab, or in brackets before the words) may stand a name, see ``name_forms``. It counts as a
speaker if at least half of the lines begin in this way, or if the same names come back often enough. What begins like
a label and is none opens words of nobody knows whom: they are never those of whoever spoke before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from resonanz.core.minutes.reading.cues import LONGEST_LABEL, label
from resonanz.core.minutes.reading.name_forms import (
    announces,
    is_noise,
    is_number,
    is_number_or_address,
    name_like,
    possible,
    stands_for_somebody,
)

OPENING = re.compile(r"\s*(?:>>+\s*|[-–•]\s+|\*\*\s*)?")
ANOTHER = re.compile(r"\s*>>+\s*")  # captions: somebody else speaks
BRACKETED = re.compile(
    r"(?:\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){1,200})\]|\(((?:[^()]|\([^()]{0,100}\)){1,200})\)|<([^<>]{1,200})>)\s+(\S.*)",
    re.DOTALL,
)
TABBED = re.compile(r"([^\t:]{1,200})\t+(\S.*)", re.DOTALL)
QUOTES = "\"'„“»«"


class Mark(Enum):
    """What sets a label apart from the words."""

    COLON = auto()
    TAB = auto()
    BRACKETS = auto()


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    rest: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class LineOpening:
    """How a line begins: with a ``speaker``; with ``unclear``, what may be one and is not known to be; or with
    neither. ``rest`` are the words: without the speaker, with what is unclear."""

    speaker: str | None
    unclear: str | None
    rest: str


def before_colon(line: str) -> tuple[str, str] | None:
    """What stands before and after the first colon outside brackets, if a space, a capital or the end follows it."""
    opening = OPENING.match(line)
    begin = opening.end() if opening else 0
    colon = _first_colon(line, begin)
    if colon < 0:
        return None
    rest = line[colon + 1 :]
    if rest.startswith("**"):
        rest = rest[2:]
    if rest and not (rest[0].isspace() or rest[0].isupper() or rest[0] in QUOTES or line[colon] == "："):
        return None
    name = label(line[begin:colon].strip("* "))
    return None if name is None else (name, rest.strip())


def _first_colon(line: str, begin: int) -> int:
    depth = 0
    for index in range(begin, min(len(line), begin + LONGEST_LABEL)):
        char = line[index]
        depth += (char in "([") - (char in ")]")
        if char in ":：" and depth <= 0:
            return index
    return -1


def _candidate(line: str) -> _Candidate | None:
    stripped = line.strip()
    tabbed = TABBED.fullmatch(stripped)
    if tabbed is not None:
        return _marked(tabbed.group(1), tabbed.group(2), Mark.TAB)
    bracketed = BRACKETED.fullmatch(stripped)
    inside = (bracketed.group(1) or bracketed.group(2) or bracketed.group(3)).strip() if bracketed else ""
    if bracketed is not None and not is_noise(inside) and not is_number(inside):
        return _marked(inside, bracketed.group(4), Mark.BRACKETS)
    parts = before_colon(line)
    if parts is not None:
        return _Candidate(*parts, Mark.COLON)
    return _marked(inside, bracketed.group(4), Mark.BRACKETS) if bracketed and is_number(inside) else None


def _marked(name: str, rest: str, mark: Mark) -> _Candidate | None:
    shown = label(name)
    return None if shown is None else _Candidate(shown, rest.strip(), mark)


def unmistakable(line: str) -> str | None:
    """The label of a line that begins with a number to call, an address, or a name with a comma or brackets, whatever
    the file does elsewhere."""
    parts = before_colon(line)
    if parts is None or not name_like(parts[0]):
        return None
    marked = is_number_or_address(parts[0]) or any(mark in parts[0] for mark in ",([")
    return parts[0] if marked else None


class Labels:
    """The speakers' labels of a file."""

    def __init__(self, accepted: frozenset[str] = frozenset(), share: float = 0.0, mark: Mark = Mark.COLON) -> None:
        self._accepted = accepted
        self._mark = mark  # of most
        self.share = share

    @classmethod
    def of(cls, lines: Iterable[str]) -> Labels:
        total = 0
        found: Counter[tuple[str, Mark]] = Counter()
        for line in lines:
            total += 1
            candidate = _candidate(line)
            if candidate is not None:
                found[candidate.name, candidate.mark] += 1
        names: Counter[str] = Counter()
        for (name, mark), count in found.items():
            # A tab or brackets may also set a remark apart; a name comes back.
            names[name] += count if mark is Mark.COLON or count > 1 else 0
        accepted = frozenset(_accepted(+names, total))
        share = sum(names[name] for name in accepted) / total if total else 0.0
        marks = Counter(dict.fromkeys(Mark, 0))
        for (name, mark), count in found.items():
            marks[mark] += count if name in accepted else 0
        return cls(accepted, share, marks.most_common(1)[0][0])

    def opening(self, line: str) -> LineOpening:
        """Speaker and words; neither a speaker nor anything unclear in a file without labels."""
        candidate = _candidate(line) if self._accepted else None
        if candidate is not None and candidate.name in self._accepted:
            return LineOpening(candidate.name, None, candidate.rest)
        if candidate is not None and self._may_be_one(candidate):
            return LineOpening(None, candidate.name, line)
        if self._accepted and ANOTHER.match(line):
            return LineOpening(None, ">>", line)
        return LineOpening(None, None, line)

    def _may_be_one(self, candidate: _Candidate) -> bool:
        if candidate.mark is Mark.COLON:
            return stands_for_somebody(candidate.name)
        return candidate.mark is self._mark or name_like(candidate.name) or is_number(candidate.name)

    def __bool__(self) -> bool:
        return bool(self._accepted)


def _accepted(found: Counter[str], total: int) -> set[str]:
    names = {
        name
        for name, count in found.items()
        if (name_like(name) and not (count == 1 and announces(name)))
        or (count > 1 and (possible(name) or is_number(name)))
    }
    said = sum(found[name] for name in names)
    if said * 2 >= total:
        return names
    again = {name for name in names if found[name] > 1}
    said = sum(found[name] for name in again)
    return names if again and said >= max(2, 0.1 * total) else set()
