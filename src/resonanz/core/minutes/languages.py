"""German or English, by the little words that only one of them has.

Words of both languages (in, so, was, am, die, war, man, hat, will, also) say nothing. An utterance counts for a
language if it holds at least two of its words and twice as many as of the other's. A transcript is mixed if the smaller
language has at least a tenth of what was decided and at least three utterances or forty words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from resonanz.core.minutes.listed import listed
from resonanz.core.minutes.model import TranscriptUtterance

Language = Literal["de", "en"]

GERMAN = listed(
    """
    ich du er sie es wir ihr mir mich dir dich ihm ihn ihnen uns euch der das den dem des ein eine einen einem einer
    eines und oder aber nicht kein keine keinen ist sind bin bist wäre waren wird werden wurde würde haben habe hast
    hatte hätte kann können könnte muss müssen müsste soll sollen sollte wollen wollte darf dürfen mag möchte mit von
    vom zu zum zur bei beim nach aus auf für über unter vor durch gegen ohne um wenn weil dass ob damit als wie wo wer
    welche auch noch nur schon mal dann da hier jetzt heute morgen gestern immer wieder sehr mehr ja nein doch eben
    halt genau gut vielleicht etwas nichts alles alle diese dieser dieses jeder jede im ins dazu davon dafür darüber
    denn sondern bis seit ganz gar einfach eigentlich
    """
)
ENGLISH = listed(
    """
    i you he she it we they me him her them my your his its our their the an and or but not isn't is are were be been
    being have has had having do does did done don't doesn't didn't can't could would should shall may might must with
    of from to at by for about into through over if because that this these those there here what which who when where
    why how then than just only very much many more some any every all both each other such no yes yeah okay i'm you're
    it's we're they're that's there's let's i've we've i'll we'll you'll gonna going think know really well like on as
    don’t can’t it’s that’s i’m we’re
    """
) - {"her", "all", "an", "do", "well", "has", "not"}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LEAST_EVIDENCE = 12  # little words below which nothing is certain
LEAST_SHARE = 0.1
LEAST_UTTERANCES = 3
LEAST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Languages:
    """``main`` is what most little words belong to, ``share`` their share (0.5 to 1); ``certain`` is false where there
    are too few of them or where both languages are nearly even without being mixed, then ``main`` is only the better
    guess, "de" without any evidence."""

    main: Language
    mixed: bool
    share: float
    certain: bool


def language_of(utterances: Iterable[TranscriptUtterance]) -> Languages:
    """The language of a transcript."""
    german = english = words = 0
    decided: dict[Language, list[int]] = {"de": [], "en": []}
    for utterance in utterances:
        tokens = WORD.findall(utterance.text.casefold())
        here = sum(token in GERMAN for token in tokens), sum(token in ENGLISH for token in tokens)
        german, english, words = german + here[0], english + here[1], words + len(tokens)
        language = _decide(*here)
        if language is not None:
            decided[language].append(len(tokens))
    main: Language = "en" if english > german else "de"
    evidence = german + english
    share = max(german, english) / evidence if evidence else 0.5
    mixed = _mixed(decided, main)
    return Languages(main, mixed, share, _certain(evidence, words, share, mixed=mixed))


def _certain(evidence: int, words: int, share: float, *, mixed: bool) -> bool:
    return evidence >= LEAST_EVIDENCE and evidence >= 0.15 * words and (mixed or share >= 0.7)


def _decide(german: int, english: int) -> Language | None:
    if german >= 2 and german >= 2 * english:
        return "de"
    return "en" if english >= 2 and english >= 2 * german else None


def _mixed(decided: dict[Language, list[int]], main: Language) -> bool:
    minor = decided["de" if main == "en" else "en"]
    total = sum(decided["de"]) + sum(decided["en"])
    enough = len(minor) >= LEAST_UTTERANCES or sum(minor) >= LEAST_WORDS
    return enough and sum(minor) >= LEAST_SHARE * total
