"""How a sentence is read before any rule looks at it: every word becomes a tag that both languages share.

"übernächschte", "the … after next" differ, what they do in a deadline does not. So a vocabulary maps spellings,
dialect among them, to tags, and the rules are written once over tags: lower-case tags are words ("next", "week"),
upper-case tags carry a value: ``DAY`` 0 to 6, ``MONTH`` 1 to 12, ``NUM`` and ``NTH`` the number, ``PART`` 0 early,
1 middle, 2 late, ``YEAR``, ``FEAST`` (see ``days.feast``), ``DATE`` day and month and year.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

UNKNOWN, NOUN, STOP, DOT, DROPPED = "x", "noun", "stop", "dot", ""
SMALL_WORDS = (
    "x noun by latest before after on in to the dem of over still at NUM or not first good new few all other func "
    "title from since every later than no this last next folk thing half PART within time"
)
NO_TIMES = frozenset((DROPPED, *SMALL_WORDS.split()))  # alone they name none
NO_PART_OF_A_TIME = frozenset((UNKNOWN, "noun", "EVENT", "SEASON"))
YEARS = range(2000, 2100)

TOKEN = re.compile(
    r"(?P<iso>\b20\d\d-\d\d-\d\d\b)|(?P<dotted>\b\d\d?\.\s?\d\d?\.(?:\s?20\d\d\b|\d\d\b)?)"
    r"|(?P<clock>\b\d\d?[:.]\d\d\b(?=\s?(?:uhr|h|am|pm)\b)|\b\d\d?:\d\d\b)"
    r"|(?P<open>\b\d\d?[.]\d\d?\b(?![.,]?\d|\s?(?:%|prozent|euro|grad|uhr|mill|kilo|meter|stunde|percent)))|(?P<slashed>\b\d\d?/\d\d?(?:/(?:20)?\d\d)?\b)"
    r"|(?P<word>[^\W_]+(?:['’-][^\W_]+)*)|(?P<stop>[.!?;:…])|(?P<slash>/)",
    re.IGNORECASE,
)
PIECES = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DateWord:
    """A tag, its value (one number, for ``DATE`` day, month, year or 0) and the characters it stands for."""

    tag: str
    value: Numbers
    start: int
    end: int


@dataclass(frozen=True)
class DateVocabulary:
    """Spellings of one language and what they mean; ``forms`` are spellings that follow a rule, such as "15th"."""

    entries: Mapping[str, tuple[tuple[str, Numbers], ...]]
    forms: Callable[[str], tuple[str, Numbers] | None]
    nouns_are_capital: bool
    adjust: Callable[[list[DateWord], str], list[DateWord]]

    def read(self, text: str) -> list[DateWord]:
        return self.adjust([word for word in self._words(text) if word.tag != DROPPED], text)

    def names_a_time(self, text: str) -> bool:
        """Whether a word of the text can be part of a time at all; most sentences name none."""
        if any(map(str.isdecimal, text)):
            return True
        return not self.times.isdisjoint(PIECES.findall(text.replace("’", "'").lower()))

    @cached_property
    def times(self) -> frozenset[str]:
        named = (spelling for spelling, meant in self.entries.items() if not {tag for tag, _ in meant} <= NO_TIMES)
        return frozenset(piece for spelling in named for piece in PIECES.findall(spelling))

    def _words(self, text: str) -> Iterator[DateWord]:
        end = -1
        for found in TOKEN.finditer(text):
            kind = found.lastgroup
            if kind == "word":
                yield from self._known(found[0], found.start())
            elif kind == "stop":
                after_digit = found.start() == end and text[end - 1].isdigit() and found[0] == "."
                ellipsis = found[0] == "…" or (found.start() == end and found[0] == "." and text[end - 1] in ".…")
                if not ellipsis:
                    yield DateWord(DOT if after_digit else STOP, (), found.start(), found.end())
            else:
                yield _figures(kind or "", found[0], found.start())
            end = found.end()

    def _known(self, said: str, start: int) -> Iterator[DateWord]:
        meant = self._meant(said)
        if meant is None and (pieces := list(PIECES.finditer(said))) and len(pieces) > 1:
            parts = [(piece, self._meant(piece[0])) for piece in pieces]
            if all(part and not NO_PART_OF_A_TIME & {tag for tag, _value in part} for _piece, part in parts):
                for piece, part in parts:
                    yield from _words(part or (), start + piece.start(), start + piece.end())
                return
        tag = NOUN if self.nouns_are_capital and said[0].isupper() else UNKNOWN
        yield from _words(meant if meant is not None else ((tag, ()),), start, start + len(said))

    def _meant(self, said: str) -> tuple[tuple[str, Numbers], ...] | None:
        folded = said.replace("’", "'").lower()
        if folded.isdecimal():
            number = int(folded[:9])
            return (("YEAR" if number in YEARS else "NUM", (number,)),)
        found = self.entries.get(folded)
        if found is None and (formed := self.forms(folded)) is not None:
            return (formed,)
        return found


def entries(table: Mapping[str, str]) -> dict[str, tuple[tuple[str, Numbers], ...]]:
    """``{"DAY 0": "montag mondag", "PART 2 + month": "monatsende"}`` as spellings and what each stands for."""
    known = {}
    for meaning, spellings in table.items():
        parts = tuple(_part(part) for part in meaning.split(" + "))
        known.update(dict.fromkeys(spellings.split(), parts))
    return known


def _part(part: str) -> tuple[str, Numbers]:
    tag, _, value = part.partition(" ")
    return ("" if tag == "-" else tag), ((int(value),) if value else ())


def _words(meant: Sequence[tuple[str, Numbers]], start: int, end: int) -> Iterator[DateWord]:
    for tag, value in meant:
        yield DateWord(tag, value, start, end)


def _figures(kind: str, said: str, start: int) -> DateWord:
    # A date or time in figures; what cannot be a date (17.30, 24/7) is an unknown word.
    end = start + len(said)
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    if kind in ("clock", "slash"):
        return DateWord(kind, (), start, end)
    if said == "24/7":
        return DateWord(UNKNOWN, (), start, end)
    if kind == "iso":
        return DateWord("DATE", (numbers[2], numbers[1], numbers[0]), start, end)
    day, month, year = (*numbers, 0)[:3]
    return DateWord(
        {"dotted": "DATE", "open": "OPEN", "slashed": "SLASHED"}[kind], (day, month, _full(year)), start, end
    )


def _full(year: int) -> int:
    return year + 2000 if 0 < year < 100 else year
