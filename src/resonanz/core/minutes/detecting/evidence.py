"""Which utterance says a found thing best, and which neighbour makes it understandable."""

from collections.abc import Sequence

import numpy as np

from resonanz.core.minutes.detecting.cues import Cues
from resonanz.core.minutes.model import LineKind
from resonanz.core.minutes.talk import Ints

ENOUGH = 3  # content words with which a line stands on its own
REACH = 2  # utterances between a request and its answer
ANNOUNCED = 6  # words of a sentence that only says that something is settled
_LEADS = {
    LineKind.TASK: ("asks_you", "you_act", "who_does", "someone", "needs", "polite", "due", "obligation", "question"),
    LineKind.QUESTION: ("question", "asks_form", "open"),
    LineKind.DECISION: ("so_be_it", "then_we", "decided", "rules_from_now", "letus"),
    LineKind.WIN: ("thanks_for", "praise", "you_did", "worth_saying", "someone_did"),
}
# Openings by which an utterance of any length is a reply, so that what it replies to becomes the line.
_OPENINGS = {
    LineKind.TASK: ("accepts", "answers"),
    LineKind.QUESTION: ("dont_know", "answers"),
}
_REPLIES = {
    LineKind.TASK: ("accepts", "commit", "takes_on", "answers", "agrees"),
    LineKind.QUESTION: ("dont_know", "open"),
    LineKind.DECISION: ("agrees", "answers"),
    LineKind.WIN: ("praise", "worth_saying", "agrees"),
}


def evidence_of(kind: LineKind, at: int, found: Cues, content: Ints) -> tuple[int, tuple[int, ...]]:
    """The utterance whose words become the line, and all that belongs to it in order of time, itself included.

    An answer such as "mach ich" gives the line to the request before it; a short line takes its neighbour along.
    ``content`` counts the content words of each utterance.
    """
    settled = _settled(at, found, content) if kind is LineKind.DECISION else None
    lead = _lead(kind, at, found, content) if settled is None else settled
    main = at if lead is None else lead
    held = {at, main}
    if lead is None and content[at] < ENOUGH:
        held.update(_before(at, found, content))
    held.update(_reply(kind, main, found))
    return main, tuple(sorted(held))


def _lead(kind: LineKind, at: int, found: Cues, content: Ints) -> int | None:
    # The request, question or proposal by somebody else to which an utterance replies.
    if content[at] >= ENOUGH and not _has(found, at, _OPENINGS.get(kind, ())):
        return None
    for place in range(at - 1, max(at - 1 - REACH, -1), -1):
        leads = found.speaker[place] != found.speaker[at] and _has(found, place, _LEADS[kind])
        if leads and content[place] > content[at]:
            return place
    return None


def _settled(at: int, found: Cues, content: Ints) -> int | None:
    # What "let's decide that" settles, if the same person says it next.
    after = at + 1
    announces = content[at] <= 1 and found.column("f_length")[at] <= np.log1p(ANNOUNCED)
    if not announces or after == len(content) or found.speaker[after] != found.speaker[at]:
        return None
    return after if content[after] >= ENOUGH and not _has(found, after, ("question",)) else None


def _before(at: int, found: Cues, content: Ints) -> list[int]:
    places = [place for place in range(max(at - REACH, 0), at) if content[place] >= ENOUGH]
    return places[-1:]


def _reply(kind: LineKind, main: int, found: Cues) -> list[int]:
    size = len(found.speaker)
    for place in range(main + 1, min(main + 1 + REACH, size)):
        if found.speaker[place] != found.speaker[main]:
            return [place] if _has(found, place, _REPLIES[kind]) else []
    return []


def _has(found: Cues, at: int, names: Sequence[str]) -> bool:
    return any(found.own[at, found.names.index(name)] > 0 for name in names)
