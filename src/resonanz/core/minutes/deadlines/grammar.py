"""How rules over tags are written and applied: the longest match wins, and what is past or a habit is no deadline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from resonanz.core.minutes.deadlines.words import DateVocabulary, DateWord

GLUE = "(?:(?:of|the|dem|in|on|to|at) )*"


@dataclass(frozen=True, slots=True)
class MatchedWords:
    """The words that a rule matched."""

    words: tuple[DateWord, ...]

    def __getitem__(self, tag: str) -> int:
        """The value of the first word with this tag."""
        return next(word.value[0] for word in self.words if word.tag == tag)

    def get(self, tag: str) -> int | None:
        """The value of the first word with this tag, ``None`` without one."""
        return next((word.value[0] for word in self.words if word.tag == tag), None)

    def has(self, *tags: str) -> bool:
        return any(word.tag in tags for word in self.words)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(word.value[0] for word in self.words if word.tag in ("NUM", "NTH"))

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(word.tag for word in self.words if word.tag in UNITS)

    @property
    def date(self) -> tuple[int, int, int]:
        """Day, month and year (0 without one) of a date in figures."""
        day, month, year = next(word.value for word in self.words if len(word.value) == 3)
        return day, month, year


UNITS = ("minute", "hour", "day", "workday", "week", "fortnight", "month", "quarter", "year")
Meaning = Callable[[MatchedWords, date], date | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """Tags and the last day in time that they mean.

    ``meaning`` is ``None`` where the words are no deadline at all ("last Friday"). ``certain`` is false where they
    have two readings. ``bare``: the same words
    also speak of what was or always is ("on Friday"). ``before``: what "before" makes of it, without one the day
    before.
    """

    pattern: str
    needs: frozenset[str]
    meaning: Meaning | None
    certain: bool
    bare: bool
    before: Meaning | None


def rules(
    meaning: Meaning | None,
    *patterns: str,
    certain: bool = True,
    bare: bool = False,
    before: Meaning | None = None,
) -> list[Rule]:
    """A rule a pattern. A pattern lists tags; ``a|b`` is one of them, ``a?`` may be missing, ``a_b`` is two in a row,
    ``!a`` must not follow, ``~`` stands for any articles and prepositions."""
    return [Rule(pattern, _needed(pattern), meaning, certain, bare, before) for pattern in patterns]


def vague(_said: MatchedWords, _day: date) -> date | None:
    """The meaning of words that set a deadline and name no day."""
    return None


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule and where it matched: words ``first`` to ``last`` (exclusive) of a sentence."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True)
class Grammar:
    """One language: its vocabulary, its rules, and how its sentences tell what is no deadline (``context``)."""

    vocabulary: DateVocabulary
    rules: Sequence[Rule]
    context: Context


@dataclass(frozen=True, slots=True)
class Context:
    """Patterns over a clause. ``past`` and not ``ahead``: it was. ``habit``: it always is. ``aside``: a condition or
    an absence, a deadline only if no other was said. ``farewell``: "bis morgen" takes leave.
    ``vague``: words such as "asap"."""

    past: re.Pattern[str]
    ahead: re.Pattern[str]
    habit: re.Pattern[str]
    aside: re.Pattern[str]
    farewell: re.Pattern[str]
    vague: re.Pattern[str]


def readings(grammar: Grammar, words: Sequence[DateWord]) -> list[RuleMatch]:
    """The longest matches, none overlapping another, in the order in which they are said."""
    tags = {word.tag for word in words}
    fitting = [rule for rule in grammar.rules if rule.needs <= tags]
    found = sorted(_all(fitting, words), key=lambda one: (*_weight(one), one.first))
    kept: list[RuleMatch] = []
    for one in found:
        if not any(one.first < other.last and other.first < one.last for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.first)


def _weight(one: RuleMatch) -> tuple[int, bool, bool]:
    return one.first - one.last, one.rule.meaning is not None, not one.rule.certain


def _all(fitting: Sequence[Rule], words: Sequence[DateWord]) -> Iterator[RuleMatch]:
    line = " ".join(word.tag for word in words) + " "
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word.tag) + 1)
    for rule in fitting:
        for match in _compiled(rule.pattern).finditer(line):
            yield RuleMatch(rule, bisect_left(starts, match.start()), bisect_left(starts, match.end()))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Only when a sentence has the tags it needs: all of them together would cost a tenth of a second at the start.
    return re.compile(r"(?<!\S)" + "".join(map(_item, pattern.split())))


def _item(item: str) -> str:
    if item == "~":
        return GLUE
    if item.startswith("!"):
        return f"(?!(?:{item[1:]}) )"
    body = f"(?:{item.rstrip('?')}) ".replace("_", " ")
    return f"(?:{body})?" if item.endswith("?") else body


def _needed(pattern: str) -> frozenset[str]:
    sure = (item for item in pattern.split() if not any(mark in item for mark in "|?!~"))
    return frozenset(tag for item in sure for tag in item.split("_"))
