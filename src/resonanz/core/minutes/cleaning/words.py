"""Words and marks: what a text is cut into, and which words are empty in which language."""

import re
from dataclasses import dataclass
from functools import cached_property

from resonanz.core.minutes.listed import listed

STOPS = ".!?…"
EDGE = re.compile(r"[^\W_]")


@dataclass(slots=True)
class SpokenWord:
    """A word with the marks around it; ``core`` is the word in small letters, "" for marks alone."""

    text: str
    core: str
    mark: str  # what follows the word: comma, stop, quotation mark

    @property
    def stops(self) -> bool:
        return any(stop in self.mark for stop in STOPS)

    @property
    def sets_off(self) -> bool:
        return bool(self.mark.strip("\"'”“»«’-"))


def tokens(text: str) -> list[SpokenWord]:
    """Cut at spaces. Marks that stand alone are joined to the word before, so that "ja , gut" is "ja, gut"."""
    found: list[SpokenWord] = []
    for piece in text.split():
        token = _token(piece)
        if token.core or not found:
            found.append(token)
        elif piece in ("-", "–", "—", "--"):
            found[-1].mark += " –"
            found[-1].text += " –"
        else:
            found[-1].mark += piece
            found[-1].text += piece
    return found


def _token(piece: str) -> SpokenWord:
    if piece.isalpha():
        return SpokenWord(piece, piece.casefold(), "")
    first = EDGE.search(piece)
    if first is None:
        return SpokenWord(piece, "", piece)
    end = len(piece)
    while not piece[end - 1].isalnum():
        end -= 1
    return SpokenWord(piece, piece[first.start() : end].casefold().replace("’", "'"), piece[end:])


@dataclass(frozen=True)
class FillerWords:
    """The empty words of a language."""

    hesitation: re.Pattern[str]
    phrases: frozenset[tuple[str, ...]]  # empty between commas or at a border
    tags: frozenset[tuple[str, ...]]  # empty at the end, after a comma
    channels: frozenset[str]  # back-channels at the beginning
    channel_phrases: frozenset[tuple[str, ...]]
    comma_only: frozenset[str]  # back-channels only if a mark follows
    openers: frozenset[str]  # a clause begins here
    conjunctions: frozenset[str]  # a comma before them stays
    little: frozenset[str]  # what a broken beginning may consist of
    open_ends: frozenset[str]  # at the end they lead nowhere
    doubled: frozenset[str]  # words that may be said twice
    relative: frozenset[str]  # twice with a comma is a relative clause

    @cached_property
    def first_of_phrase(self) -> frozenset[str]:
        return frozenset(phrase[0] for phrase in self.phrases | self.tags)

    @cached_property
    def first_of_channel(self) -> frozenset[str]:
        return self.channels | frozenset(phrase[0] for phrase in self.channel_phrases)


def _phrases(*texts: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(text.split()) for text in texts)


HUMS = r"h+m+|m+h+m+|h+m+h+m+|m{2,}|hmm+|mm-?hm+|uh-?huh|ä+h+m*|ö+h+m*|u+h+m*|a+h+m+"
GERMAN = FillerWords(
    hesitation=re.compile(rf"(?:{HUMS}|ähm?s?|e+h+m+|ehm|ääh?m?|öhm?)"),
    phrases=_phrases(
        "sozusagen",
        "quasi",
        "sag ich mal",
        "sage ich mal",
        "sagen wir mal",
        "weißt du",
        "wissen sie",
        "wie gesagt",
        "ne",
        "gell",
        "nicht wahr",
    ),
    tags=_phrases("ne", "nä", "gell", "gelle", "nicht wahr", "woll", "nech", "nich"),
    channels=listed("ja jo joa jup okay ok genau gut klar richtig stimmt achso aha naja tja nun also ach oh so schön"),
    channel_phrases=_phrases("ach so", "alles klar", "na ja", "na gut", "ja gut", "na klar", "ach ja", "ja genau"),
    comma_only=listed("so schön nun ach oh aha tja stimmt richtig klar"),
    openers=listed(
        """ich wir du ihr er es man das der die den dem dann aber und wenn da mir mich uns dir in im am an bei für mit
        ein eine einen unser unsere mein meine also okay weil dass jetzt heute morgen"""
    ),
    conjunctions=listed("dass weil wenn ob aber sondern denn damit obwohl bevor nachdem falls sodass was wie wo wer"),
    little=listed(
        """ich wir du ihr er sie es man das der die den dem ein eine einen hab habe haben hat hatte hatten bin ist sind
        war waren werde werden wird würde würden kann können könnte könnten muss müssen müsste soll sollen sollte will
        wollen wollte wollten möchte und aber also dann da weil dass wenn mit für auf in zu so mal ja"""
    ),
    open_ends=listed("und aber oder weil dass sondern"),
    doubled=listed("sehr ganz viel viele so bla nie"),
    relative=listed("die der das den dem deren dessen sie"),
)
ENGLISH = FillerWords(
    hesitation=re.compile(rf"(?:{HUMS}|u+m+|e+r+m*)"),
    phrases=_phrases("you know", "i mean", "like", "sort of", "kind of", "i guess", "you see", "basically"),
    tags=_phrases("you know", "right", "you see", "isn't it", "innit"),
    channels=listed("yeah yep yup yes okay ok right alright sure well so oh ah aha exactly now"),
    channel_phrases=_phrases(
        "all right", "i see", "yeah yeah", "of course", "oh yeah", "okay so", "yeah so", "okay well"
    ),
    comma_only=listed("sure now ah oh exactly yes"),
    openers=listed(
        """i we you he she it they the a an this that these those there then but and if when my our your i'm we're it's
        that's there's i'll we'll let's i've we've"""
    ),
    conjunctions=listed("but because which although though so that"),
    little=listed(
        """i we you he she it they the a an this that is are was were am be have has had do does did can could will
        would should must may might and but so then if because with for in on to of i'm we're it's that's"""
    ),
    open_ends=listed("and but or because"),
    doubled=listed("very really much many so bla had that far long again"),
    relative=frozenset(),
)
BOTH = FillerWords(
    hesitation=re.compile(rf"(?:{HUMS})"),
    phrases=frozenset(), tags=frozenset(), channels=frozenset(), channel_phrases=frozenset(), comma_only=frozenset(),
    openers=frozenset(), conjunctions=frozenset(), little=frozenset(),
    open_ends=frozenset(),
    doubled=GERMAN.doubled | ENGLISH.doubled, relative=GERMAN.relative,
)  # fmt: skip
VOCABULARIES = {"de": GERMAN, "en": ENGLISH, "both": BOTH}
NEGATIONS = frozenset({"no", "nein", "nee", "not", "nicht", "nie", "kein", "keine", "never"})
