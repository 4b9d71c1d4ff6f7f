"""What passes between the steps from a transcript to its minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resonanz.core.kernel.messages import Message, at_line
from resonanz.core.minutes.notices import NoticeCode


class LineKind(StrEnum):
    """What a line of the minutes is. The order is the order in which minutes are read."""

    SUMMARY = "summary"
    DECISION = "decision"
    TASK = "task"
    QUESTION = "question"
    WIN = "win"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class TranscriptUtterance:
    """One sentence, or one caption where a transcript has no sentences, as it was said.

    ``id`` is unique within the transcript and in its order; ``start`` and ``end`` are seconds from the beginning,
    ``None`` where the file has no times; ``speaker`` is the label in the file, ``None`` where it has none;
    ``line`` is the line (in a .docx the paragraph) of the file, from 1. ``unclear_label`` is what begins these words or
    those before them like a label without being known as one: then nobody knows who speaks.
    """

    id: str
    speaker: str | None
    start: float | None
    end: float | None
    text: str
    line: int | None = None
    unclear_label: str | None = None


@dataclass(frozen=True, slots=True)
class MinutesNotice:
    """Something that a reader of the minutes must know: a broken line, a limit of what could be done.

    ``line`` is the line of the file if one is meant; ``params`` fill the sentence of ``code``.
    """

    code: NoticeCode
    line: int | None = None
    params: tuple[tuple[str, str | int], ...] = ()

    @property
    def message(self) -> Message:
        params = dict(self.params)
        return at_line(None if "lines" in params else self.line, Message(self.code.sentence, params))


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a file held: utterances in order of time, and what was skipped or mended on the way."""

    utterances: tuple[TranscriptUtterance, ...]
    notices: tuple[MinutesNotice, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """The labels of those who speak, in the order of their first words."""
        return tuple(dict.fromkeys(said.speaker for said in self.utterances if said.speaker is not None))

    @property
    def unclear_labels(self) -> tuple[str, ...]:
        """What may be labels of speakers, in the order of their first words."""
        return tuple(dict.fromkeys(said.unclear_label for said in self.utterances if said.unclear_label is not None))

    @property
    def seconds(self) -> float | None:
        """From the first word to the last, ``None`` without times."""
        ends = [said.end for said in self.utterances if said.end is not None]
        return max(ends) if ends else None

    def without(self, speakers: frozenset[str]) -> Transcript:
        return Transcript(tuple(said for said in self.utterances if said.speaker not in speakers), self.notices)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a line comes from: an utterance and its time in seconds."""

    id: str
    start: float | None
    end: float | None


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """A line of the minutes: words of the transcript after cleaning, nothing else.

    The cleaned text of its evidence contains ``text``. ``score`` orders lines of one kind; ``sure`` says that it lies
    above the threshold chosen in training, so that it may stand in minutes nobody has looked at yet.
    """

    kind: LineKind
    text: str
    evidence: tuple[Evidence, ...]
    score: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as it was said. ``due`` is the last day in time, ``None`` where the words name no day;
    ``certain`` is false where they have two readings, see ``deadlines``."""

    phrase: str
    due: date | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Task(MinutesLine):
    """A task; ``owner`` is a label of a speaker or a name that was said, ``None`` where nobody was named."""

    owner: str | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of one meeting. The summary in order of time under the word budget; of every other kind the best five,
    best first, sure or not; at most one check-in. ``language`` is "de" or "en"."""

    language: str
    summary: tuple[MinutesLine, ...]
    decisions: tuple[MinutesLine, ...]
    tasks: tuple[Task, ...]
    questions: tuple[MinutesLine, ...]
    wins: tuple[MinutesLine, ...]
    check_in: MinutesLine | None
    notices: tuple[MinutesNotice, ...] = ()

    def lines(self) -> Iterator[MinutesLine]:
        yield from (*self.summary, *self.decisions, *self.tasks, *self.questions, *self.wins)
        if self.check_in is not None:
            yield self.check_in
