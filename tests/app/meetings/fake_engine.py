"""A reader and a minutes engine of a few lines in place of the real ones: tests of this room say what they find.

A file has lines "Name: words", or ": words" for turns without a name. An utterance with a tag such as TASK becomes
a line of that kind, in the order of the tags; DEC cites the utterance before it as well.
"""

from __future__ import annotations

from datetime import date, timedelta

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import (
    Deadline,
    Evidence,
    Kind,
    Line,
    Minutes,
    Notice,
    Task,
    Transcript,
    Utterance,
)

TAGS = {"DEC": Kind.DECISION, "QUE": Kind.QUESTION, "WIN": Kind.WIN, "SUM": Kind.SUMMARY, "HOW": Kind.CHECK_IN}

NOTICES = (
    Notice("broken-line", 7),
    Notice("times-overlap", 2, (("count", 2), ("lines", "2, 5"))),
    Notice("name-odd", 8, (("name", "Gerda"),)),
)


def read(data: bytes, filename: str) -> Transcript:
    """Utterances five seconds apart; a .txt has no times."""
    said, timed = [], not filename.endswith(".txt")
    for number, row in enumerate(data.decode().splitlines(), start=1):
        name, _, words = row.partition(":")
        start = number * 5.0 if timed else None
        said.append(Utterance(f"u{number}", name.strip() or None, start, start and start + 4, words.strip(), number))
    if not said:
        raise ResonanzError("transcript-empty")
    return Transcript(tuple(said), NOTICES)


def language_of(_utterances: tuple[Utterance, ...]) -> tuple[str, bool]:
    """German."""
    return "de", False


def make(transcript: Transcript, language: str | None, held_on: date) -> Minutes:
    """Every tagged utterance, word for word."""
    tagged: dict[Kind, list[Line]] = {kind: [] for kind in Kind}
    before: tuple[Evidence, ...] = ()
    for said in transcript.utterances:
        own = (Evidence(said.id, said.start, said.end),)
        for tag, kind in TAGS.items():
            if tag in said.text:
                cited = before + own if tag == "DEC" else own
                tagged[kind].append(Line(kind, said.text, cited, 1.0, sure=True))
        before = own
    return Minutes(
        language=language or "de",
        summary=tuple(tagged[Kind.SUMMARY]),
        decisions=tuple(tagged[Kind.DECISION]),
        tasks=tuple(_task(said, held_on) for said in transcript.utterances if "TASK" in said.text),
        questions=tuple(tagged[Kind.QUESTION]),
        wins=tuple(tagged[Kind.WIN]),
        check_in=next(iter(tagged[Kind.CHECK_IN]), None),
        notices=transcript.notices,
    )


def _task(said: Utterance, held_on: date) -> Task:
    owner = "Ina" if "you do it" in said.text else "the caretaker" if "somebody" in said.text else said.speaker
    deadline = Deadline("next week", held_on + timedelta(days=7), certain=False) if "next week" in said.text else None
    cited = (Evidence(said.id, said.start, said.end),)
    return Task(Kind.TASK, said.text, cited, 0.5, sure=False, owner=owner, deadline=deadline)
