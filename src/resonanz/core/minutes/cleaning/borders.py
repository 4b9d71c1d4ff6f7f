"""Hesitation, empty phrases, back-channels and broken beginnings."""

from collections.abc import Iterator

from resonanz.core.minutes.cleaning.words import NEGATIONS, STOPS, FillerWords, SpokenWord

LONGEST_PHRASE = 3
LONGEST_BEGINNING = 4
LONGEST_HUM = 12
LEAST_AFTER = 3


def without_borders(kept: list[SpokenWord], words: FillerWords) -> list[SpokenWord]:
    """Rules 2, 3, 4, 7 and 8."""
    kept = _without_hesitation(kept, words)
    kept = _without_phrases(kept, words)
    kept = _without_channels(kept, words)
    kept = _without_beginning(kept, words)
    return _without_open_end(kept, words)


def delete(kept: list[SpokenWord], begin: int, end: int, words: FillerWords) -> list[SpokenWord]:
    """Without the tokens of a range. A stop after them moves to the word before; a comma that set them off goes."""
    before, gone, after = kept[:begin], kept[begin:end], kept[end:]
    if not before or not gone:
        return before + after
    last = before[-1]
    mark = gone[-1].mark
    if tuple(token.core for token in gone) in words.tags and "?" in mark:
        mark = "."  # "ne?" asks for a nod; what is left of it is no question
    if any(stop in mark for stop in STOPS) and not last.stops:
        stop = mark.lstrip(",;:–— ")
        before[-1] = SpokenWord(_bare(last) + stop, last.core, stop)
    elif last.mark == "," and after and after[0].core not in words.conjunctions:
        before[-1] = SpokenWord(_bare(last), last.core, "")
    return before + after


def _bare(token: SpokenWord) -> str:
    return token.text[: len(token.text) - len(token.mark)] if token.mark else token.text


def _without_hesitation(kept: list[SpokenWord], words: FillerWords) -> list[SpokenWord]:
    index = 0
    while index < len(kept):
        if _hesitates(kept[index].core, words):
            kept = delete(kept, index, index + 1, words)
        else:
            index += 1
    return kept


def _hesitates(core: str, words: FillerWords) -> bool:
    # Nearly every word is told by its length or its first letter, before the pattern is asked.
    return 0 < len(core) <= LONGEST_HUM and core[0] in "hmuäöea" and words.hesitation.fullmatch(core) is not None


def _without_phrases(kept: list[SpokenWord], words: FillerWords) -> list[SpokenWord]:
    index = 0
    while index < len(kept):
        length = _phrase_at(kept, index, words)
        if length:
            kept = delete(kept, index, index + length, words)
        else:
            index += 1
    return kept


def _phrase_at(kept: list[SpokenWord], index: int, words: FillerWords) -> int:
    # The length of the empty phrase that begins here and is set off on both sides, else 0.
    if kept[index].core not in words.first_of_phrase:
        return 0
    for phrase in _phrases_from(kept, index):
        length = len(phrase)
        last = kept[index + length - 1]
        at_end = index + length == len(kept) or last.stops
        set_off_before = index > 0 and kept[index - 1].mark == ","
        opens = index == 0 or kept[index - 1].stops
        if phrase in words.tags and at_end and set_off_before:
            return length
        if phrase in words.phrases and last.mark == "," and (opens or set_off_before):
            return length
        if phrase == ("i", "mean") and phrase in words.phrases and opens and index + 2 < len(kept):
            return 2 if not last.mark and kept[index + 2].core in words.openers else 0
    return 0


def _phrases_from(kept: list[SpokenWord], index: int) -> Iterator[tuple[str, ...]]:
    most = 1
    while most < LONGEST_PHRASE and index + most < len(kept) and not kept[index + most - 1].mark:
        most += 1
    for length in range(most, 0, -1):
        yield tuple(token.core for token in kept[index : index + length])


def _without_channels(kept: list[SpokenWord], words: FillerWords) -> list[SpokenWord]:
    begin = 0
    while begin < len(kept):
        length = _channel_at(kept, begin, words)
        if not length:
            break
        begin += length
    return kept[begin:]


def _channel_at(kept: list[SpokenWord], index: int, words: FillerWords) -> int:
    # The length of the back-channel that begins here, 0 if it is one that means something.
    if kept[index].core not in words.first_of_channel:
        return 0
    for phrase in _phrases_from(kept, index):
        if phrase not in words.channel_phrases and not (len(phrase) == 1 and phrase[0] in words.channels):
            continue
        after = index + len(phrase)
        last = kept[after - 1]
        if last.sets_off or after == len(kept):
            return len(phrase) if "?" not in last.mark else 0
        if len(phrase) == 1 and phrase[0] in words.comma_only:
            return 0
        if phrase == ("so",) and kept[after].core in ("that", "far"):
            return 0
        if kept[after].core in words.openers or _channel_at(kept, after, words):
            return len(phrase)
    return 0


def _without_beginning(kept: list[SpokenWord], words: FillerWords) -> list[SpokenWord]:
    # A few little words that were broken off by a dash or an ellipsis before a restart.
    for index, token in enumerate(kept[:LONGEST_BEGINNING]):
        if token.core in NEGATIONS or token.core not in words.little:
            return kept
        if token.mark in ("…", "...", "..", "–", "—", " –", "-", "--"):
            return kept[index + 1 :] if len(kept) - index - 1 >= LEAST_AFTER else kept
        if token.mark not in ("", ","):
            return kept
    return kept


def _without_open_end(kept: list[SpokenWord], words: FillerWords) -> list[SpokenWord]:
    while kept and kept[-1].core in words.open_ends and "?" not in kept[-1].mark:
        kept = delete(kept, len(kept) - 1, len(kept), words)
    return kept
