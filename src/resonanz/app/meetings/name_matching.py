"""Names as files write them against names as the roster has them: order, titles, umlauts and capitals do not matter."""

import re
import unicodedata

from resonanz.core.minutes.names import TITLES

IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
DOMAIN = re.compile(r"@\S+")
WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart, and umlauts written out.
PLAIN_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
WRITTEN_OUT = re.compile(r"(?<=[aou])e")
NO_NAMES = TITLES | {"hrn", "jr", "sr", "msc", "bsc", "mba", "phd"}
PARTICLES = frozenset({"von", "van", "der", "den", "de", "del", "di", "da", "la", "le", "el", "al", "zu", "zum", "zur"})
COLON = r"[:：](?!\d)"
REMARKS = r"(?:\s*[(\[][^)\]]*[)\]])*"
# After one word of her name; after all of it, where also a firm or a verb may come before the colon.
AFTER_A_WORD = re.compile(rf"[.,\"”»']*{REMARKS}\s*{COLON}")
AFTER_THE_NAME = re.compile(
    rf"[^.!?:：]{{0,60}}{COLON}"
    rf"|[.\"”»'\])]*{REMARKS}\s*(?:[|>\t=–—]|-\s|\d+:\d|$)"
    rf"|{REMARKS}[\])>]*[ ]+[\"„“»(]?[^\W\d_a-zß-ÿ]"
)


def folded(word: str) -> str:
    """The same for "Müller", "MUELLER" and "Muller"; not to be shown."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(PLAIN_LETTERS))
    return WRITTEN_OUT.sub("", "".join(char for char in apart if not unicodedata.combining(char)))


def name_words(name: str) -> frozenset[str]:
    """The words of a name, folded, without titles, what stands in brackets ("Guest", a department) and a domain."""
    bare = DOMAIN.sub(" ", IN_BRACKETS.sub(" ", unicodedata.normalize("NFC", name)))
    return frozenset(map(folded, WORD.findall(bare))) - NO_NAMES


def stands_in(part: frozenset[str], name: frozenset[str]) -> bool:
    """Are these words of the name, or initials of its other words beside at least one?"""
    left = name - part
    initials = {word[0] for word in left}
    return bool(part & name) and all(word in name or word in initials for word in part) and bool(left)


def begins_words_in(name: str, text: str) -> bool:
    """Does the name stand somewhere in the text as that of a speaker would: before a colon, or, all of it, right before
    something that begins anew?"""
    wanted, text = name_words(name), unicodedata.normalize("NFC", text)
    flat = folded(text)
    if not any(word in flat for word in wanted):
        return False
    found = [(match, folded(match.group())) for match in WORD.finditer(text)]
    places = [(match, word) for match, word in found if word not in NO_NAMES]
    alone = {word for word in wanted - PARTICLES if len(word) > 1}
    if any(word in alone and AFTER_A_WORD.match(text, match.end()) for match, word in places):
        return True
    size = len(wanted)
    runs = (places[at : at + size] for at in range(len(places) - size + 1)) if size > 1 else iter(())
    return any(
        {word for _, word in run} == wanted and AFTER_THE_NAME.match(text, run[-1][0].end()) is not None for run in runs
    )
