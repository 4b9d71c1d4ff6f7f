"""From cues to utterances: cues of one person become turns, turns become sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resonanz.core.minutes.listed import listed
from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.reading.cues import Cue
from resonanz.core.minutes.reading.sentences import has_stop, splits

LONGEST_GAP = 2.0  # seconds between two cues of one turn
MOST_WORDS = 60
USUAL_WORDS = 40
# Where a very long piece may be cut: before these.
CONJUNCTIONS = listed(
    "und aber oder weil dann also denn sondern dass wenn and but or because then so which that when if"
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    cue: Cue
    start: float | None
    end: float | None


def utterances(cues: Sequence[Cue]) -> tuple[TranscriptUtterance, ...]:
    """Sentences with ids "1", "2", … in order of time; their times are spread over the cues by words."""
    found = [said for turn in _turns(cues) for said in _sentences(turn)]
    if all(said[0].start is not None for said in found):
        found.sort(key=lambda said: said[0].start or 0.0)
    return tuple(_utterance(number, said) for number, said in enumerate(found, 1))


def _turns(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    turn: list[Cue] = []
    for cue in cues:
        if turn and not _continues(turn[-1], cue):
            yield turn
            turn = []
        turn.append(cue)
    if turn:
        yield turn


def _continues(before: Cue, cue: Cue) -> bool:
    if not cue.joins or (before.speaker, before.unclear) != (cue.speaker, cue.unclear):
        return False
    if before.end is None or cue.start is None:
        return True
    return cue.start - before.end <= LONGEST_GAP


def _sentences(turn: list[Cue]) -> Iterator[list[_Word]]:
    words = [word for cue in turn for word in _words(cue)]
    texts = [word.text for word in words]
    ends = splits(texts) if has_stop(texts) else _cue_ends(words)
    begin = 0
    for end in ends:
        yield from _short_enough(words[begin:end])
        begin = end


def _words(cue: Cue) -> Iterator[_Word]:
    texts = cue.text.split()
    if cue.start is None or cue.end is None:
        yield from (_Word(text, cue, None, None) for text in texts)
        return
    step = (cue.end - cue.start) / max(1, len(texts))
    for index, text in enumerate(texts):
        yield _Word(text, cue, cue.start + index * step, cue.start + (index + 1) * step)


def _cue_ends(words: list[_Word]) -> list[int]:
    ends = [index for index in range(1, len(words)) if words[index].cue is not words[index - 1].cue]
    return [*ends, len(words)] if words else []


def _short_enough(words: list[_Word]) -> Iterator[list[_Word]]:
    begin = 0
    while len(words) - begin > MOST_WORDS:
        cut = begin + _cut(words[begin : begin + MOST_WORDS + 1])
        yield words[begin:cut]
        begin = cut
    yield words[begin:]


def _cut(words: list[_Word]) -> int:
    # The last border of a cue within the limit; else the comma or conjunction nearest to the usual length.
    borders = [end for end in _cue_ends(words) if USUAL_WORDS // 2 <= end <= MOST_WORDS]
    if borders:
        return borders[-1]
    places = [
        index for index in range(USUAL_WORDS // 2, MOST_WORDS) if _pauses(words[index - 1].text, words[index].text)
    ]
    return min(places, key=lambda index: abs(index - USUAL_WORDS), default=USUAL_WORDS)


def _pauses(before: str, word: str) -> bool:
    return before[-1:] in ",;:–—" or word.casefold() in CONJUNCTIONS


def _utterance(number: int, words: list[_Word]) -> TranscriptUtterance:
    first, last = words[0], words[-1]
    start = None if first.start is None else round(first.start, 3)
    end = None if last.end is None else round(last.end, 3)
    text = " ".join(_texts(words))
    cue = first.cue
    return TranscriptUtterance(str(number), cue.speaker, start, end, text, cue.line, cue.unclear)


def _texts(words: Iterable[_Word]) -> Iterator[str]:
    return (word.text for word in words)
