"""Which speaker a name in a sentence means: "Frau Wallner", "Tareks", "Herrn Öztürk" against labels of speakers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

BEFORE_A_NAME = (
    "frau herr herrn hr fr mr mrs ms miss mister dr doktor doctor prof professor professorin med phil dipl ing mag"
)
TITLES = frozenset(BEFORE_A_NAME.split())
PERSON_TITLES = TITLES & {"frau", "herr", "herrn", "mr", "mrs", "ms", "miss", "mister"}
IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
ENDINGS = ("", "s", "'s", "’s", "'", "’", "ens")
SHORTEST = 2  # "A" is a label, no name that anybody says


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in a text: the label, or the name as said if no label fits; ``title``: with Frau or Mr."""

    name: str
    start: int
    end: int
    title: bool


@lru_cache(maxsize=64)
def _known(labels: tuple[str, ...]) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for label in labels:
        for word in WORD.findall(IN_BRACKETS.sub(" ", label)):
            if len(word) >= SHORTEST and word.casefold() not in TITLES:
                owners.setdefault(word.casefold(), set()).add(label)
    return {word: next(iter(found)) for word, found in owners.items() if len(found) == 1}


def forget() -> None:
    """Let go of the labels of meetings that are done."""
    _known.cache_clear()


def mentions(text: str, labels: Sequence[str]) -> list[Mention]:
    """The persons named in a text, in the order in which they are named."""
    known = _known(tuple(labels))
    words = list(WORD.finditer(text))
    found: list[Mention] = []
    place = 0
    while place < len(words):
        mention, place = _mention(text, words, place, known)
        if mention is not None:
            found.append(mention)
    return found


def _mention(
    text: str, words: Sequence[re.Match[str]], place: int, known: dict[str, str]
) -> tuple[Mention | None, int]:
    first = words[place]
    titles = place
    while titles < len(words) and words[titles][0].casefold() in TITLES:
        titles += 1
    labels = list(_labels(words, titles, known))
    if labels:
        last = titles + len(labels)
        return Mention(labels[-1], first.start(), words[last - 1].end(), titles > place), last
    if (
        titles > place
        and first[0].casefold() in PERSON_TITLES
        and titles < len(words)
        and words[titles][0][0].isupper()
    ):
        said = re.sub(r"^Herrn\b", "Herr", text[first.start() : words[titles].end()])
        return Mention(said, first.start(), words[titles].end(), title=True), titles + 1
    return None, max(titles, place + 1)


def _labels(words: Sequence[re.Match[str]], place: int, known: dict[str, str]) -> Iterator[str]:
    # Labels of the names from a word on, as long as they mean the same person.
    label = None
    while place < len(words) and (here := _label(words[place][0].casefold(), known)) and label in (None, here):
        label = here
        yield here
        place += 1


def _label(word: str, known: dict[str, str]) -> str | None:
    return next(
        (known[word.removesuffix(end)] for end in ENDINGS if word.endswith(end) and word.removesuffix(end) in known),
        None,
    )
