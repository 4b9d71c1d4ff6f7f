"""Spoken words made readable, by deletion only.

``clean`` takes one utterance. The words that remain are words of the utterance in their order; nothing is added,
replaced or moved. Beside words only the first letter, the spaces, the commas left over by a deletion and the final stop
change. The rules, in order, until none of them finds anything more:

1. **Noise marks**: whatever stands in square brackets or between stars ([laughter], *seufzt*), music signs,
   and round or angle brackets that hold only words for noises ((lacht), (inaudible)).
2. **Hesitation**: de äh, ähm, öh, hm, mhm, …; en uh, um, er, erm, hm, …. Each language keeps the other's
   words ("um", "er" are German).
3. **Empty phrases at a border**: en "you know", "I mean", "like", "sort of", "kind of" only where commas or
   the borders set them off, "I mean" also before a pronoun at the beginning; de "sozusagen", "sag ich mal",
   "weißt du", "quasi" between commas; at the end after a comma "ne?", "gell?", "nicht wahr?", "you know?",
   "right?", whose question mark becomes a stop ("oder?" stays: it can be a real question).
4. **Back-channels at the beginning**: de ja, genau, okay, gut, also, naja, so, …; en yeah, okay, well, right,
   so, oh, …, if a comma or stop follows, or two of them, or a word that begins a clause ("ja wir müssen"). No
   and nein are never deleted, nor praise and thanks. A line of nothing else cleans to "".
5. **Repetition**: one to four words said twice in a row ("the the", "wir, wir müssten", "we should we
   should"); the last copy stays. Not: numbers, intensifying words (sehr sehr, very very), had had, that that,
   and a relative clause after a comma ("die, die").
6. **Broken words**: "müs- müssen" and "u user" if the next word begins with what was said of the broken one;
   a dash that joins ("Vor- und Nachteile") stays.
7. **Broken beginning**: at most four little words (pronoun, article, auxiliary, conjunction, without a no)
   before a dash or an ellipsis, if at least three words follow.
8. **Open end**: and, but, or, because, und, aber, oder, weil, dass, sondern at the end.
9. **Punctuation**: no space before a mark, no doubled or leading comma, a capital at the beginning, a stop at
   the end.

Idempotent: a cleaned text is left as it is.
"""

from resonanz.core.minutes.cleaning.borders import without_borders
from resonanz.core.minutes.cleaning.marks import finished, without_noise
from resonanz.core.minutes.cleaning.repeats import without_repeats
from resonanz.core.minutes.cleaning.words import VOCABULARIES, FillerWords, SpokenWord, tokens

__all__ = ["clean"]


def clean(text: str, language: str) -> str:
    """The utterance by the rules above; ``language`` is "de" or "en" (else only what both share is deleted).

    "" if nothing was said but noise, hesitation or back-channels.
    """
    words = VOCABULARIES.get(language, VOCABULARIES["both"])
    settled = False
    # Every round deletes a word or only tidies marks, so this ends.
    while not settled:
        before = text
        text, settled = _once(text, words)
        settled = settled or text == before
    return text


def _once(text: str, words: FillerWords) -> tuple[str, bool]:
    # One round, and whether another could not find anything: no word went, and no mark but the final stop changed.
    kept: list[SpokenWord] = tokens(without_noise(text))
    count = len(kept)
    for rule in (without_borders, without_repeats):
        kept = rule(kept, words)
    plain = " ".join(token.text for token in kept)
    tidy = finished(kept, plain)
    return tidy, len(kept) == count and tidy[1:].startswith(plain[1:]) and plain == text
