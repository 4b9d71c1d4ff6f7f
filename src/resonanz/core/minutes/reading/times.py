"""Times as files write them, and those they leave out."""

import re
from collections.abc import Sequence
from itertools import pairwise

from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading.cues import Cue
from resonanz.core.minutes.reading.notices import Notices

DAY = 86_400.0
CLOCK_FROM = 3_600.0  # a text whose first time is later than this tells the time of day
SLOWEST = 0.8  # seconds a word, when nobody says where a turn ends
PAUSE = 2.0
# Hours are optional, digits may lack their leading zero (Teams: 0:0:5.320); comma or point before the fraction.
TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?(?![\d:]|[.,]\d)"
PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?")


def seconds(text: str) -> float | None:
    """``"1:02:03.5"`` is 3723.5; ``None`` if the parts cannot be a time (75 seconds, 75 minutes after an hour)."""
    match = PARTS.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, rest = (int(part or 0) for part in match.group(1, 2, 3))
    if rest > 59 or (match.group(1) is not None and minutes > 59):
        return None
    fraction = float(f"0.{match.group(4)}") if match.group(4) else 0.0
    return round(hours * 3600 + minutes * 60 + rest + fraction, 3)


def in_order(cues: Sequence[Cue], notices: Notices) -> list[Cue]:
    """Sorted by start, those without one kept behind the cue they followed; then every time is filled in.

    Notices: ``times-backward`` and ``times-overlap`` (count and first lines), ``time-beyond-day`` for times of 24 hours
    and more, which count as unknown, ``no-times``.
    """
    for cue in cues:
        _within_a_day(cue, notices)
    if all(cue.start is None for cue in cues):
        notices.say(NoticeCode.NO_TIMES)
        return list(cues)
    groups: list[list[Cue]] = []
    for cue in cues:
        if cue.start is None and groups:
            groups[-1].append(cue)
        else:
            groups.append([cue])
    _say_backward(cues, notices)
    groups.sort(key=lambda group: group[0].start or 0.0)
    ordered = [cue for group in groups for cue in group]
    _say_overlap(ordered, notices)
    _fill(ordered)
    return ordered


def from_the_clock(cues: Sequence[Cue], notices: Notices) -> None:
    """Times of day become seconds from the first of them, also over midnight; notice ``clock-times``."""
    timed = [cue for cue in cues if cue.start is not None]
    first = timed[0].start if timed else None
    if first is None or first < CLOCK_FROM:
        return
    notices.say(NoticeCode.CLOCK_TIMES, timed[0].line)
    days, before = 0, first
    for cue in timed:
        start = cue.start or 0.0
        days += start < before - DAY / 2
        before = start
        cue.start = max(0.0, start + days * DAY - first)
        cue.end = None if cue.end is None else max(cue.start, cue.end + days * DAY - first)


def _within_a_day(cue: Cue, notices: Notices) -> None:
    if cue.start is not None and cue.start >= DAY:
        notices.count(NoticeCode.TIME_BEYOND_DAY, cue.line)
        cue.start = cue.end = None
    if cue.end is not None and cue.end >= DAY:
        notices.count(NoticeCode.TIME_BEYOND_DAY, cue.line)
        cue.end = None


def _say_backward(cues: Sequence[Cue], notices: Notices) -> None:
    latest = 0.0
    for cue in cues:
        if cue.start is None:
            continue
        if cue.start < latest:
            notices.count(NoticeCode.TIMES_BACKWARD, cue.line)
        latest = max(latest, cue.start)


def _say_overlap(cues: Sequence[Cue], notices: Notices) -> None:
    latest = 0.0
    for cue in cues:
        if cue.start is not None and cue.start < latest - 0.05:
            notices.count(NoticeCode.TIMES_OVERLAP, cue.line)
        latest = max(latest, cue.end or 0.0)


def _fill(cues: list[Cue]) -> None:
    # Starts that are missing are spread by words between their neighbours; an end is the next start, but no later than
    # slow speech would need.
    if cues[0].start is None:
        cues[0].start = 0.0
    known = [index for index, cue in enumerate(cues) if cue.start is not None]
    for here, there in pairwise([*known, len(cues)]):
        run = cues[here:there]
        until = cues[there].start if there < len(cues) else None
        _spread(run, until)


def _spread(run: list[Cue], until: float | None) -> None:
    start = run[0].start or 0.0
    if len(run) == 1 and run[0].end is not None:
        return
    words = sum(cue.words for cue in run)
    longest = words * SLOWEST + PAUSE
    span = longest if until is None else max(0.0, min(until - start, longest))
    span = span if run[0].end is None else max(run[0].end - start, span)
    so_far = 0
    for cue in run:
        cue.start = round(start + span * so_far / words, 3)
        so_far += cue.words
        cue.end = round(start + span * so_far / words, 3)
