"""Words and their stems: what the measuring of talk counts."""

import re
from functools import lru_cache

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['-]?[^\W_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-"})
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_ENGLISH_ENDINGS = ("ings", "ing", "edly", "ed", "ly")
_VOWEL = re.compile(r"[aeiouy]")


def words(text: str) -> list[str]:
    """The words in lower case; apostrophes, hyphens and umlauts stay, numbers are words, punctuation is dropped."""
    return _WORD.findall(text.translate(_APOSTROPHES).lower())


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """What the forms of a word have in common, roughly: enough to see that two utterances speak of the same thing."""
    return _german(word) if language == "de" else _english(word)


def forget() -> None:
    """Let go of the words of meetings that are done."""
    stem.cache_clear()


def _english(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
    for ending in _ENGLISH_ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _german(word: str) -> str:
    word = word.replace("'", "").translate(_UMLAUTS)
    for _ in range(3):
        if len(word) > 6 and word.endswith(("em", "er", "en", "es", "nd")):
            word = word[:-2]
        elif len(word) > 4 and word[-1] in "ensrt":
            word = word[:-1]
        else:
            break
    return word
