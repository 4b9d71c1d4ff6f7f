"""Words of closed classes and of steering a talk, by category: the same categories in every language.

The features of the minutes rest on these categories and on no other word, so that what was learnt in one company and
one language holds in another.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

LANGUAGES = ("de", "en")


@dataclass(frozen=True)
class Lexicon:
    """``categories`` in the order of the columns of ``matches``; ``single`` and ``phrases`` name columns, the phrases
    by their first word; ``stop`` holds the words that are no content."""

    language: str
    categories: tuple[str, ...]
    single: dict[str, tuple[int, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    stop: frozenset[str]

    def matches(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Place and column of every word or phrase found, one word may count in several categories."""
        for place, word in enumerate(words):
            for column in self.single.get(word, ()):
                yield place, column
            for phrase, column in self.phrases.get(word, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    yield place, column

    def is_content(self, word: str) -> bool:
        """Whether a word of lower case carries content: no function word, no single letter, no number."""
        return len(word) > 1 and word not in self.stop and not word[0].isdigit()


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of ``"de"`` or ``"en"``."""
    text = resources.files(__package__).joinpath("lexicon", f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    single: dict[str, list[int]] = defaultdict(list)
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for column, listed in enumerate(table["categories"].values()):
        for entry in _entries(listed):
            parts = tuple(entry.split())
            if len(parts) == 1:
                single[entry].append(column)
            else:
                phrases[parts[0]].append((parts, column))
    return Lexicon(
        language,
        tuple(table["categories"]),
        {word: tuple(columns) for word, columns in single.items()},
        {word: tuple(found) for word, found in phrases.items()},
        _stop_words(table),
    )


def _entries(listed: str) -> list[str]:
    return list(dict.fromkeys(entry.strip() for entry in listed.split(",")))


def _stop_words(table: dict[str, dict[str, str]]) -> frozenset[str]:
    names = _entries(table["stop"]["of"])
    listed = [entry for name in names for entry in _entries(table["categories"][name])]
    return frozenset(entry for entry in [*listed, *_entries(table["stop"]["more"])] if " " not in entry)
