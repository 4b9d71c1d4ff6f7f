"""Texts and Word documents: lines that name speakers and times in one of the ways of ``headings``, or paragraphs."""

import re
from collections.abc import Sequence

from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading.cues import NOBODY, Cue, Line, spaced
from resonanz.core.minutes.reading.headings import Heading, headings
from resonanz.core.minutes.reading.notices import Notices
from resonanz.core.minutes.reading.times import from_the_clock

# What Teams, Zoom and Meet write around the words, in German and English.
FRAME = re.compile(
    r"(?:#+\s*)?transcription (?:ended|stopped)\b.{0,40}"
    r"|(?:#+\s*)?(?:die )?transkription (?:wurde )?(?:nach|beendet|endete|angehalten)\b.{0,40}"
    r"|\*?this editable transcript was computer generated.{0,120}"
    r"|.{1,80} (?:started|stopped) transcription"
    r"|.{1,80} hat die transkription (?:gestartet|beendet|angehalten)"
    r"|ki-generierte inhalte können fehlerhaft sein|ai-generated content may be incorrect",
    re.IGNORECASE,
)
# What else stands above them: the title, the date, the length.
TITLE = re.compile(
    r".{0,150}(?:transcript|transkript)"
    r"|(?=.*\b\d{4}\b)(?=.*\d).{4,40}"
    r"|(?:\d{1,3}\s?(?:h|m|s|std|min|sek|stunden?|minuten?|sekunden?|hours?|minutes?|seconds?)\.?\s*){1,3}",
    re.IGNORECASE,
)
FRAME_LINES = 8
TRANSCRIPT_HEAD = re.compile(r"\W*(?:transcript|transkript)\W*", re.IGNORECASE)
MARKED = "**"
EARLY = 120.0


def read_lines(lines: Sequence[Line], notices: Notices) -> list[Cue]:
    """The cues of a text. Where speakers or times are named, the lines before the first of them are the head of the
    document: they are skipped, with the notice ``head-skipped``."""
    filled = [(number, text.strip()) for number, text in lines if text.strip()]
    filled = _without_frame(filled)
    found = headings([_unmarked(text) for _, text in filled])
    if not any(found):
        return _paragraphs(lines, {number for number, _ in filled})
    begin = _begin(filled, found)
    for number, text in filled[:begin]:
        if FRAME.fullmatch(text) is None and TITLE.fullmatch(text) is None:
            notices.count(NoticeCode.HEAD_SKIPPED, number)
    cues = _spoken(filled[begin:], found[begin:])
    from_the_clock(cues, notices)
    return cues


def _unmarked(text: str) -> str:
    # Without the stars of Markdown, which some programs put around names.
    return text.replace(MARKED, "") if text.startswith((MARKED, "[" + MARKED)) else text


def _without_frame(lines: list[Line]) -> list[Line]:
    last = len(lines) - FRAME_LINES
    return [
        line for index, line in enumerate(lines) if not (index >= last and len(lines) > 1 and FRAME.fullmatch(line[1]))
    ]


def _begin(lines: list[Line], found: list[Heading | None]) -> int:
    # Where speech begins: a line that says so, the first time if it is early, else the first heading.
    first = next(index for index, heading in enumerate(found) if heading is not None)
    timed = [index for index, heading in enumerate(found) if heading is not None and heading.start is not None]
    if timed and (found[timed[0]] or Heading()).start is not None:
        start = (found[timed[0]] or Heading()).start or 0.0
        alone = (found[timed[0]] or Heading()).speaker is None and not (found[timed[0]] or Heading()).rest
        if alone and start <= EARLY:
            return _names_before(found, timed[0])
    titles = [index for index, (_, text) in enumerate(lines) if TRANSCRIPT_HEAD.fullmatch(text)]
    after = titles[0] + 1 if titles and titles[0] + 1 < len(lines) else 0
    return next((index for index in range(max(first, after), len(found)) if found[index] is not None), first)


def _names_before(found: list[Heading | None], index: int) -> int:
    # One line up if that line is the name which belongs to a time alone.
    above = found[index - 1] if index else None
    return index - 1 if above is not None and above.speaker is not None and not above.rest else index


def _spoken(lines: list[Line], found: list[Heading | None]) -> list[Cue]:
    cues: list[Cue] = []
    timed = any(heading is not None and heading.start is not None for heading in found)
    who = NOBODY
    start: float | None = None
    end: float | None = None
    for (number, text), heading in zip(lines, found, strict=True):
        if heading is not None:
            if heading.speaker or heading.unclear:
                who = heading.speaker, heading.unclear
            if heading.start is not None:
                start, end = heading.start, heading.end
        words = spaced(text if heading is None else heading.rest)
        if words:
            joins = timed or heading is None
            cues.append(Cue(who[0], start, end, words, number, joins=joins, unclear=who[1]))
            start = end = None
    return cues


def _paragraphs(lines: Sequence[Line], kept: set[int]) -> list[Cue]:
    # A blank line ends a paragraph; within one, a sentence may run over the end of a line.
    cues: list[Cue] = []
    joins = False
    for number, text in lines:
        words = spaced(text)
        if words and number in kept:
            cues.append(Cue(None, None, None, words, number, joins=joins))
        joins = bool(words)
    return cues
