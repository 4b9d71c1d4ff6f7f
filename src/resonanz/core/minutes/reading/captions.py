"""WebVTT and SubRip: blocks of a timing line and what is said then.

Both come in many hands' versions, so one tolerant reader takes both: hours optional, comma or point, a missing header,
identifier, end or blank line. Speakers come from voice tags (Teams), from "Name: words" (Zoom, Meet), from the
identifier (Webex: ``7 "Name" (id)``; also ``Speaker 1``), or from a first line that holds only the name (older Teams
files in Word). A caption with a broken timing line is skipped and named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading.cues import NOBODY, Cue, Line, Who, label, spaced
from resonanz.core.minutes.reading.labels import Labels, unmistakable
from resonanz.core.minutes.reading.markup import Part, parts
from resonanz.core.minutes.reading.name_forms import NOISES, name_like, possible
from resonanz.core.minutes.reading.notices import Notices
from resonanz.core.minutes.reading.sentences import has_stop
from resonanz.core.minutes.reading.times import TIME, seconds

HEADER = re.compile(r"WEBVTT(?:[ \t]|$)")
NO_CUE = re.compile(r"(?:NOTE(?:[ \t]|$)|STYLE\s*$|REGION\s*$)")
TIMING = re.compile(rf"\s*({TIME})\s*-{{1,3}}>\s*({TIME})?(?=\s|$)")
ALMOST_TIMING = re.compile(r"\s*-?\d[\d:.,]*\s*-{1,3}>|\s*-{2,3}>\s*\d+:")
IDENTIFIER = re.compile(r"\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,}(?:/\d+-\d+)?")
WEBEX = re.compile(r'\d+\s+"(.+)"(?:\s+\([^()]*\))?')
NUMBERED = re.compile(
    r"(?:Speaker|Sprecher|Sprecherin|Person|Participant|Teilnehmer|Teilnehmerin|Guest|Gast)[ _-]?\d+", re.IGNORECASE
)
IN_BRACKETS = re.compile(r"\(([^()]+)\)")
TURN_MARK = re.compile(r"\s*(?:>>+|[-–])\s+")
LONGEST_TIMING = 200
LABEL_ON_ALL = 0.7  # above this share of captions with a name, one without has no known speaker


@dataclass(slots=True)
class _Raw:
    identifier: str
    start: float
    end: float | None
    line: int
    payload: list[Line] = field(default_factory=list)


def is_captions(lines: Sequence[Line]) -> bool:
    """A header or a timing line."""
    first = next((text for _, text in lines if text.strip()), "")
    return HEADER.match(first.strip()) is not None or any(_is_timing(text) for _, text in lines)


def is_webvtt(lines: Sequence[Line]) -> bool:
    """The header of WebVTT."""
    first = next((text for _, text in lines if text.strip()), "")
    return HEADER.match(first.strip()) is not None


def read_captions(lines: Sequence[Line], notices: Notices, *, names_lead: bool = False) -> list[Cue]:
    """The cues of a caption file; ``names_lead`` says that first lines are names even in a very short file."""
    raw = [cue for cue in _raw_cues(lines, notices) if cue.payload]
    speech = [parts("\n".join(text for _, text in cue.payload)) for cue in raw]
    leads = _leads(speech, names_lead=names_lead)
    labels = Labels.of(_first_lines(speech)) if not leads else Labels()
    carries = bool(labels) and labels.share < LABEL_ON_ALL
    cues: list[Cue] = []
    who = NOBODY
    for cue, said in zip(raw, speech, strict=True):
        pieces = list(_pieces(said, labels, leads, _who_of(cue.identifier) or (who if carries else NOBODY)))
        cues.extend(_shared(cue, pieces))
        who = pieces[-1][0] if pieces else who
    return cues


def _is_timing(text: str) -> bool:
    return "->" in text[:LONGEST_TIMING] and TIMING.match(text[:LONGEST_TIMING]) is not None


def _almost_timing(text: str) -> bool:
    head = text[:LONGEST_TIMING]
    return "->" in head and (TIMING.match(head) is not None or ALMOST_TIMING.match(head) is not None)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line[1].strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _raw_cues(lines: Sequence[Line], notices: Notices) -> list[_Raw]:
    cues: list[_Raw] = []
    webvtt = is_webvtt(lines)
    for number, block in enumerate(_blocks(lines)):
        if webvtt and NO_CUE.match(block[0][1]):
            continue
        body = block[1:] if webvtt and number == 0 else block
        if not any(_almost_timing(text) for _, text in body):
            if not (webvtt and number == 0):
                _stray(body, cues, notices)
            continue
        _read_block(body, cues, notices)
    return cues


def _stray(block: list[Line], cues: list[_Raw], notices: Notices) -> None:
    # Words without a time: the payload of an empty cue before (a blank line too many), else skipped and named.
    line, text = block[0]
    if cues and not cues[-1].payload:
        cues[-1].payload.extend(block)
    elif len(block) == 1 and IDENTIFIER.fullmatch(text.strip()):
        return
    elif cues or "-->" in text:
        notices.broken(line)
    else:
        notices.count(NoticeCode.HEAD_SKIPPED, line)


def _read_block(block: list[Line], cues: list[_Raw], notices: Notices) -> None:
    timings = [index for index, (_, text) in enumerate(block) if _almost_timing(text)]
    identifier = _before_timing(block[: timings[0]], notices)
    for index, until in zip(timings, [*timings[1:], len(block)], strict=True):
        payload = block[index + 1 : until]
        after = ""
        if until < len(block) and payload and IDENTIFIER.fullmatch(payload[-1][1].strip()):
            after = payload.pop()[1].strip()
        cue = _timed(block[index], identifier, notices)
        if cue is not None:
            cue.payload = payload
            cues.append(cue)
        identifier = after


def _before_timing(lines: list[Line], notices: Notices) -> str:
    for line, _ in lines[:-1]:
        notices.count(NoticeCode.HEAD_SKIPPED, line)
    return lines[-1][1].strip() if lines else ""


def _timed(line: Line, identifier: str, notices: Notices) -> _Raw | None:
    match = TIMING.match(line[1][:LONGEST_TIMING])
    start = seconds(match.group(1)) if match else None
    if match is None or start is None:
        notices.broken(line[0])
        return None
    end = seconds(match.group(2)) if match.group(2) else None
    if end is None:
        notices.count(NoticeCode.NO_END, line[0])
    elif end < start:
        notices.count(NoticeCode.END_BEFORE_START, line[0])
        end = None
    return _Raw(identifier, start, end, line[0])


def _who_of(identifier: str) -> Who | None:
    if not identifier or IDENTIFIER.fullmatch(identifier):
        return None
    webex = WEBEX.fullmatch(identifier)
    if webex is not None:
        return label(webex.group(1)), None
    if NUMBERED.fullmatch(identifier):
        return label(identifier), None
    return (None, label(identifier)) if name_like(identifier) else None


def _first_lines(speech: list[list[Part]]) -> Iterator[str]:
    for said in speech:
        if said and said[0][0] is None:
            yield said[0][1].strip().partition("\n")[0]


def _leads(speech: list[list[Part]], *, names_lead: bool) -> bool:
    # Do captions begin with a line that holds only the speaker's name, as in "(Name)" or older Teams files?
    texts = [said[0][1].strip() for said in speech if said and said[0][0] is None]
    firsts = [first for first in map(_lead, texts) if first is not None]
    if not firsts or len(firsts) < 0.8 * len(texts):
        return False
    return names_lead or len(set(firsts)) <= 0.7 * len(firsts)


def _lead(text: str) -> str | None:
    first, _, rest = text.partition("\n")
    bracketed = IN_BRACKETS.fullmatch(first.strip())
    name = label(bracketed.group(1) if bracketed else first)
    if name is None or not rest.strip() or name.casefold() in NOISES:
        return None
    return name if name_like(name) or possible(name) else None


def _pieces(said: list[Part], labels: Labels, leads: bool, who: Who) -> Iterator[tuple[Who, str]]:
    for voice, text in said:
        lines = text.strip().split("\n")
        lead = _lead(text.strip()) if leads and voice is None else None
        if lead is not None:
            who, lines = (lead, None), lines[1:]
        if voice is not None:
            who = (voice, None)
        # Where two take turns within a caption, a dash begins each line.
        dashes = bool(labels) and voice is None and TURN_MARK.match(lines[0]) is not None
        words: list[str] = []
        for line in lines:
            opened, rest = _opened(line, labels, voice, dashes=dashes)
            if opened is not None and not _only_wrapped(opened, words):
                yield who, spaced(" ".join(words))
                who, words = opened, []
            words.append(rest)
        yield who, spaced(" ".join(words))


def _only_wrapped(opened: Who, words: list[str]) -> bool:
    # A sentence that fills a line goes on in the next one; there only what is a name by its form begins anew.
    unfinished = bool(words) and not has_stop(words[-1].split()[-1:])
    return unfinished and opened[1] is not None and not name_like(opened[1])


def _opened(line: str, labels: Labels, voice: str | None, *, dashes: bool) -> tuple[Who | None, str]:
    # Whom a line begins with, None if it goes on with whoever speaks.
    opening = labels.opening(line if voice is None else "")
    if opening.speaker is not None:
        return (opening.speaker, None), opening.rest
    unclear = opening.unclear or unmistakable(line)
    words = TURN_MARK.sub("", line, count=1) if voice is None else line
    if unclear is not None:
        return (None, unclear), words
    return (NOBODY if dashes and words != line else None), words


def _shared(cue: _Raw, pieces: list[tuple[Who, str]]) -> Iterator[Cue]:
    # The time of a caption, shared by its speakers according to their words.
    spoken = [(speaker, unclear, text) for (speaker, unclear), text in pieces if text]
    line = cue.payload[0][0]
    if cue.end is None:
        for index, (speaker, unclear, text) in enumerate(spoken):
            yield Cue(speaker, None if index else cue.start, None, text, line, unclear=unclear)
        return
    total = sum(len(text.split()) for *_, text in spoken)
    so_far = 0
    for speaker, unclear, text in spoken:
        start = cue.start + (cue.end - cue.start) * so_far / total
        so_far += len(text.split())
        yield Cue(speaker, start, cue.start + (cue.end - cue.start) * so_far / total, text, line, unclear=unclear)
