"""The patterns by which talk about tasks, decisions and the rest is known, from the files in ``patterns``."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from resonanz.core.minutes.talk import Floats

_PART = re.compile(r"<(\w+)>")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


MANY = 3  # more of the same in one utterance says no more


@cache
def patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    """Name and pattern, for ``"de"`` or ``"en"``, in the order of the names; see ``shared`` for those in both."""
    table = _table(language)
    written, parts = table["patterns"] | table.get("finer", {}), table["parts"]
    return {
        name: re.compile(_joined([_filled(one, parts) for one in written[name]]), re.MULTILINE)
        for name in sorted(written)
    }


@cache
def shared() -> tuple[str, ...]:
    """The names that stand for the same in both languages."""
    return tuple(sorted(set(_table("de")["patterns"]) & set(_table("en")["patterns"])))


@cache
def finer(language: str) -> tuple[str, ...]:
    """The names that only this language has."""
    return tuple(sorted(_table(language).get("finer", {})))


def counted(texts: Sequence[str], language: str) -> tuple[tuple[str, ...], Floats]:
    """Names, and how often an utterance holds each pattern, at most ``MANY`` times: shape (n, names).

    Each pattern runs once over all utterances as lines of one text, each different line once.
    """
    known = patterns(language)
    plain = [" ".join(text.translate(_APOSTROPHES).lower().split()) for text in texts]
    number = {text: at for at, text in enumerate(dict.fromkeys(plain))}
    talk = "\n".join(number)
    ends = np.cumsum([len(text) + 1 for text in number])
    found = np.zeros((len(number), len(known)))
    for column, pattern in enumerate(known.values()):
        starts = [match.start() for match in pattern.finditer(talk)]
        lines = np.searchsorted(ends, np.array(starts, dtype=np.int64), side="right")
        found[:, column] = np.minimum(np.bincount(lines, minlength=len(number)), MANY)
    return tuple(known), found[[number[text] for text in plain]]


@cache
def _table(language: str) -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("patterns", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _joined(branches: Sequence[str]) -> str:
    # One pattern; the boundary of a word is looked for once for all branches that begin with it.
    at_word = [branch.removeprefix(r"\b") for branch in branches if branch.startswith(r"\b")]
    others = [branch for branch in branches if not branch.startswith(r"\b")]
    grouped = [r"\b(?:" + "|".join(at_word) + ")"] if at_word else []
    return "|".join(f"(?:{branch})" for branch in (*others, *grouped))


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    while _PART.search(pattern):
        pattern = _PART.sub(lambda part: parts[part[1]], pattern)
    return pattern
