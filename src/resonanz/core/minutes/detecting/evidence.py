"""Which utterance says a found thing best, and which neighbour makes it understandable."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from resonanz.core.minutes.detecting.cues import Cues
from resonanz.core.minutes.model import Kind

ENOUGH = 3  # content words with which a line stands on its own
REACH = 2  # utterances between a request and its answer
_LEADS = {
    Kind.TASK: ("asks_you", "you_act", "who_does", "someone", "needs", "polite", "due", "obligation", "question"),
    Kind.QUESTION: ("question", "asks_form", "open"),
}
_REPLIES = {
    Kind.TASK: ("accepts", "commit", "takes_on", "answers", "agrees"),
    Kind.QUESTION: ("dont_know", "open"),
    Kind.DECISION: ("agrees", "answers"),
    Kind.WIN: ("praise", "worth_saying", "agrees"),
    Kind.CHECK_IN: ("feels",),
}


def evidence_of(kind: Kind, at: int, found: Cues, content: np.ndarray) -> tuple[int, tuple[int, ...]]:
    """The utterance whose words become the line, and all that belongs to it in order of time, itself included.

    An answer such as "mach ich" gives the line to the request before it; a short line takes its neighbour along.
    ``content`` counts the content words of each utterance.
    """
    lead = _lead(kind, at, found, content)
    main = at if lead is None else lead
    held = {at, main}
    if lead is None and content[at] < ENOUGH:
        held.update(_before(at, found, content))
    held.update(_reply(kind, main, found))
    return main, tuple(sorted(held))


def _lead(kind: Kind, at: int, found: Cues, content: np.ndarray) -> int | None:
    """The request or question by somebody else to which an utterance of little content replies."""
    if content[at] >= ENOUGH and not _has(found, at, _REPLIES.get(kind, ()), opening=True):
        return None
    for place in range(at - 1, max(at - 1 - REACH, -1), -1):
        asks = found.speaker[place] != found.speaker[at] and _has(found, place, _LEADS.get(kind, ()))
        if asks and content[place] > content[at]:
            return place
    return None


def _before(at: int, found: Cues, content: np.ndarray) -> list[int]:
    places = [place for place in range(max(at - REACH, 0), at) if content[place] >= ENOUGH]
    return places[-1:]


def _reply(kind: Kind, main: int, found: Cues) -> list[int]:
    """The next utterance of somebody else, if it answers."""
    size = len(found.speaker)
    for place in range(main + 1, min(main + 1 + REACH, size)):
        if found.speaker[place] != found.speaker[main]:
            return [place] if _has(found, place, _REPLIES[kind]) else []
    return []


def _has(found: Cues, at: int, names: Sequence[str], *, opening: bool = False) -> bool:
    listed = [name for name in names if not opening or name in ("accepts", "dont_know", "answers")]
    return any(found.own[at, found.names.index(name)] > 0 for name in listed)
