"""A reader and a minutes engine of a few lines in place of the real ones: tests of this room say what they find.

A file has lines "Name: words", or ": words" for turns without a name. An utterance with a tag such as TASK becomes
a line of that kind, in the order of the tags; DEC cites the utterance before it as well.
"""

from __future__ import annotations

from datetime import date, timedelta

from resonanz.core.minutes.model import (
    Deadline,
    Evidence,
    LineKind,
    Minutes,
    MinutesLine,
    MinutesNotice,
    Task,
    Transcript,
    TranscriptUtterance,
)
from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading.errors import TranscriptCode, TranscriptError

TAGS = {
    "DEC": LineKind.DECISION,
    "QUE": LineKind.QUESTION,
    "WIN": LineKind.WIN,
    "SUM": LineKind.SUMMARY,
    "HOW": LineKind.CHECK_IN,
}

NOTICES = (
    MinutesNotice(NoticeCode.BROKEN_LINE, 7),
    MinutesNotice(NoticeCode.TIMES_OVERLAP, 2, (("count", 2), ("lines", "2, 5"))),
    MinutesNotice(NoticeCode.NO_TIMES, 8, (("name", "Gerda"),)),
)


def read(data: bytes, filename: str) -> Transcript:
    """Utterances five seconds apart; a .txt has no times."""
    said, timed = [], not filename.endswith(".txt")
    for number, row in enumerate(data.decode().splitlines(), start=1):
        name, _, words = row.partition(":")
        start = number * 5.0 if timed else None
        said.append(
            TranscriptUtterance(f"u{number}", name.strip() or None, start, start and start + 4, words.strip(), number)
        )
    if not said:
        raise TranscriptError(TranscriptCode.EMPTY_FILE)
    return Transcript(tuple(said), NOTICES)


def language_of(_utterances: tuple[TranscriptUtterance, ...]) -> tuple[str, bool]:
    """German."""
    return "de", False


def make(transcript: Transcript, language: str | None, held_on: date) -> Minutes:
    """Every tagged utterance, word for word."""
    tagged: dict[LineKind, list[MinutesLine]] = {kind: [] for kind in LineKind}
    before: tuple[Evidence, ...] = ()
    for said in transcript.utterances:
        own = (Evidence(said.id, said.start, said.end),)
        for tag, kind in TAGS.items():
            if tag in said.text:
                cited = before + own if tag == "DEC" else own
                tagged[kind].append(MinutesLine(kind, said.text, cited, 1.0, sure=True))
        before = own
    return Minutes(
        language=language or "de",
        summary=tuple(tagged[LineKind.SUMMARY]),
        decisions=tuple(tagged[LineKind.DECISION]),
        tasks=tuple(_task(said, held_on) for said in transcript.utterances if "TASK" in said.text),
        questions=tuple(tagged[LineKind.QUESTION]),
        wins=tuple(tagged[LineKind.WIN]),
        check_in=next(iter(tagged[LineKind.CHECK_IN]), None),
        notices=transcript.notices,
    )


def _task(said: TranscriptUtterance, held_on: date) -> Task:
    owner = "Ina" if "you do it" in said.text else "the caretaker" if "somebody" in said.text else said.speaker
    deadline = Deadline("next week", held_on + timedelta(days=7), certain=False) if "next week" in said.text else None
    cited = (Evidence(said.id, said.start, said.end),)
    return Task(LineKind.TASK, said.text, cited, 0.5, sure=False, owner=owner, deadline=deadline)
