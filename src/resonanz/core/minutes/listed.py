"""Lists of words, written as words."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a text, cut at spaces."""
    return frozenset(text.split())
