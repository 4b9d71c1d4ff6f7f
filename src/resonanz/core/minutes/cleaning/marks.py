"""Noise marks before, spaces and stops after the words are chosen."""

import re
from collections.abc import Sequence

from resonanz.core.minutes.cleaning.words import STOPS, SpokenWord
from resonanz.core.minutes.listed import listed

SQUARE = re.compile(r"\[[^\[\]]{0,80}\]")
STARS = re.compile(r"(?<![\w*])\*+(?!\s)[^*]{1,60}(?<!\s)\*+(?![\w*])")
MUSIC = re.compile(r"[♩♪♫♬]+")
ROUND = re.compile(r"[(<]([^()<>]{1,60})[)>]")
NOISE_WORDS = listed(
    """
    lacht lachen lachend gelächter alle räuspert räuspern sich hustet husten seufzt seufzen pause kurze lange musik
    applaus klatschen stille schweigen unverständlich geräusch geräusche niest flüstert durcheinander stöhnt
    laughter laughs laughing laugh chuckles chuckle coughs cough sighs sigh pause long short music applause silence
    inaudible unintelligible indistinct crosstalk noise background sneezes whispers clears throat clapping gap
    """
)
FINAL = re.compile(r"[\s,;:–—-]+$")
SPACE_BEFORE = re.compile(r"\s+([,.;:!?…]+)(?!\w)")
COMMAS = re.compile(r",(?:\s*,)+")
COMMA_STOP = re.compile(r",+([.!?…])")
LEADING = re.compile(r"^[\s,.;:!?…–—-]+(?=\w|[\"'„“»«‚(])")
CLOSING = "\"'”“»«’)]"


def without_noise(text: str) -> str:
    """The text without the marks that stand for noises."""
    if "[" in text:
        text = SQUARE.sub(" ", text)
    if "*" in text:
        text = STARS.sub(" ", text)
    if "(" in text or "<" in text:
        text = ROUND.sub(_unless_words, text)
    return MUSIC.sub(" ", text)


def _unless_words(match: re.Match[str]) -> str:
    words = match.group(1).casefold().strip(" .").split()
    return " " if words and all(word in NOISE_WORDS for word in words) else match.group(0)


def finished(kept: Sequence[SpokenWord], text: str) -> str:
    """``text``, which is these words with spaces between, with a capital at the beginning and a stop at the end."""
    if not any(token.core for token in kept):
        return ""
    text = SPACE_BEFORE.sub(r"\1", text)
    text = COMMA_STOP.sub(r"\1", COMMAS.sub(",", text))
    text = FINAL.sub("", LEADING.sub("", text))
    return _stopped(_capital(text))


def _capital(text: str) -> str:
    # The first letter, unless the word has a capital further on (iPad) or its capital is no single letter.
    for index, char in enumerate(text):
        if char.isalnum():
            upper = char.upper()
            word = text[index:].split(maxsplit=1)[0]
            plain = word[1:] == word[1:].lower() and len(upper) == 1 and upper.lower() == char
            return text[:index] + upper + text[index + 1 :] if plain else text
    return text


def _stopped(text: str) -> str:
    body = text.rstrip(CLOSING)
    return text if body[-1:] in STOPS else text + "."
