"""The patterns by which talk about tasks, decisions and the rest is known, from the files in ``patterns``."""

from __future__ import annotations

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
    return {name: re.compile(_joined([_filled(one, parts) for one in written[name]])) for name in sorted(written)}


@cache
def shared() -> tuple[str, ...]:
    """The names that stand for the same in both languages."""
    return tuple(sorted(set(_table("de")["patterns"]) & set(_table("en")["patterns"])))


@cache
def finer(language: str) -> tuple[str, ...]:
    """The names that only this language has."""
    return tuple(sorted(_table(language).get("finer", {})))


def counted(texts: Sequence[str], language: str) -> tuple[tuple[str, ...], Floats]:
    """Names, and how often an utterance holds each pattern, at most ``MANY`` times: shape (n, names)."""
    known = patterns(language)
    plain = [text.translate(_APOSTROPHES).lower().strip() for text in texts]
    rows = {text: [float(min(len(pattern.findall(text)), MANY)) for pattern in known.values()] for text in set(plain)}
    return tuple(known), np.array([rows[text] for text in plain], dtype=np.float64).reshape(len(texts), len(known))


@cache
def _table(language: str) -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("patterns", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _joined(branches: Sequence[str]) -> str:
    """One pattern; the boundary of a word is looked for once for all branches that begin with it."""
    at_word = [branch.removeprefix(r"\b") for branch in branches if branch.startswith(r"\b")]
    others = [branch for branch in branches if not branch.startswith(r"\b")]
    grouped = [r"\b(?:" + "|".join(at_word) + ")"] if at_word else []
    return "|".join(f"(?:{branch})" for branch in (*others, *grouped))


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    while _PART.search(pattern):
        pattern = _PART.sub(lambda part: parts[part[1]], pattern)
    return pattern
