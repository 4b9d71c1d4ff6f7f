"""Looking for words in every byte of a folder, as somebody with the disk in her hands would."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def words_in(folder: Path, words: Iterable[str]) -> set[str]:
    """The words that stand, in any of the encodings, in the bytes or the name of any file below ``folder``."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    haystacks = [path.read_bytes() + str(path).encode() for path in files]
    return {
        word
        for word in words
        if any(word.encode(encoding) in haystack for encoding in ENCODINGS for haystack in haystacks)
    }
