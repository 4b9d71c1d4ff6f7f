"""Words said twice, and words broken off."""

from resonanz.core.minutes.cleaning.words import FillerWords, SpokenWord
from resonanz.core.minutes.listed import listed

LONGEST = 4
NUMBERS = listed(
    """
    null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
    zero one two three four five six seven eight nine ten eleven twelve
    """
)
LETTERED = listed("plan option variante gruppe group team room raum halle typ type punkt point version vitamin")
JOINS = frozenset({"und", "oder", "bzw", "beziehungsweise", "bis", "sowie", "and", "or", "to"})


def without_repeats(kept: list[SpokenWord], words: FillerWords) -> list[SpokenWord]:
    """Rules 5 and 6. Goes from left to right and looks back, so that each copy but the last is dropped."""
    if not _may_repeat(kept):
        return kept
    result: list[SpokenWord] = []
    for token in kept:
        if result and _broken(result[-1], token) and not _lettered(result):
            result.pop()
        result.append(token)
        for length in range(1, min(LONGEST, len(result) // 2) + 1):
            if result[-1 - length].core == token.core and _said_twice(result, length, words):
                del result[-2 * length : -length]
                break
    return result


def _lettered(result: list[SpokenWord]) -> bool:
    return len(result) > 1 and result[-2].core in LETTERED


def _may_repeat(kept: list[SpokenWord]) -> bool:
    # Nearly no sentence says a word again within four words; those that do are looked at closely.
    last: dict[str, int] = {}
    for index, token in enumerate(kept):
        again = index - last.get(token.core, -LONGEST - 1) <= LONGEST
        if again or (token.mark and token.mark[0] in "-–—") or _letter(token.core):
            return True
        last[token.core] = index
    return False


def _broken(before: SpokenWord, token: SpokenWord) -> bool:
    if _letter(before.core) and not before.mark:
        return len(token.core) > 1 and token.core.startswith(before.core) and token.text[0].islower()
    if before.mark not in ("-", "–", "—", "-,") or not before.core or before.core in JOINS:
        return False
    return token.core.startswith(before.core) and token.core not in JOINS


def _letter(core: str) -> bool:
    return len(core) == 1 and core.isalpha() and core not in "aio"


def _said_twice(result: list[SpokenWord], length: int, words: FillerWords) -> bool:
    first, second = result[-2 * length : -length], result[-length:]
    if any(one.core != other.core or not one.core for one, other in zip(first, second, strict=True)):
        return False
    if any(token.stops for token in first):
        return False
    return not _meant(first, words)


def _meant(first: list[SpokenWord], words: FillerWords) -> bool:
    if any(token.core in NUMBERS or any(map(str.isdigit, token.core)) for token in first):
        return True
    word = first[0]
    if len(first) > 1:
        return False
    return word.core in words.doubled or (word.core in words.relative and "," in word.mark)
