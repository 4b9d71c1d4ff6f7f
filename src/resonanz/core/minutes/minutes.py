"""A transcript becomes minutes: clean, choose, find, say who and until when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from resonanz.core.minutes import names, tokens
from resonanz.core.minutes.cleaning import clean
from resonanz.core.minutes.coverage import choose
from resonanz.core.minutes.deadlines import find_deadline
from resonanz.core.minutes.detecting import Found, detect
from resonanz.core.minutes.languages import Languages, language_of
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
from resonanz.core.minutes.owners import owner_of
from resonanz.core.minutes.scoring import score

MOST_WORDS = 300  # a page; what the figures in the model card were measured with
LEAST_WORDS = 60
SHARE_OF_WORDS = 0.2  # of a short meeting a page would be half of what was said


@dataclass(frozen=True, slots=True)
class _Meeting:
    spoken: tuple[TranscriptUtterance, ...]
    cleaned: tuple[str, ...]
    language: str
    held_on: date | None

    def lines(self, kind: LineKind, found: Mapping[LineKind, Sequence[Found]]) -> tuple[MinutesLine, ...]:
        return tuple(self.line(kind, one) for one in found[kind])

    def line(self, kind: LineKind, found: Found) -> MinutesLine:
        return MinutesLine(kind, self.cleaned[found.index], self.evidence(found.evidence), found.score, found.sure)

    def evidence(self, indices: Sequence[int]) -> tuple[Evidence, ...]:
        said = (self.spoken[index] for index in indices)
        return tuple(Evidence(utterance.id, utterance.start, utterance.end) for utterance in said)

    def task(self, found: Found, labels: tuple[str, ...]) -> Task:
        line = self.line(LineKind.TASK, found)
        owner = owner_of(self.spoken, found.index, found.evidence, labels, self.language)
        deadline = self.deadline(found)
        return Task(line.kind, line.text, line.evidence, line.score, line.sure, owner, deadline)

    def deadline(self, found: Found) -> Deadline | None:
        """The first one said, in the line itself before its evidence."""
        places = (found.index, *(index for index in found.evidence if index != found.index))
        said = (find_deadline(self.spoken[at].text, self.held_on, self.language) for at in places)
        return next((deadline for deadline in said if deadline is not None), None)


def make(
    transcript: Transcript, *, language: str | None = None, words: int | None = None, held_on: date | None = None
) -> Minutes:
    """Minutes of a transcript.

    ``language`` "de" or "en", found out if ``None``. ``words`` is the budget of the summary; by default a fifth of
    what was said, at least 60 and at most 300. Without ``held_on``, the date of the meeting, deadlines keep their
    words and only complete dates become a day. Of words and names said nothing stays in memory.
    """
    try:
        return _made(transcript, language, words, held_on)
    finally:
        tokens.forget()
        names.forget()


def _made(transcript: Transcript, language: str | None, words: int | None, held_on: date | None) -> Minutes:
    spoken = transcript.utterances
    languages = language_of(spoken)
    chosen = language or languages.main
    meeting = _Meeting(spoken, tuple(clean(said.text, chosen) for said in spoken), chosen, held_on)
    found = detect(spoken, meeting.cleaned, chosen)
    tasks = tuple(meeting.task(one, transcript.speakers) for one in found[LineKind.TASK])
    check_ins = meeting.lines(LineKind.CHECK_IN, found)
    return Minutes(
        language=chosen,
        summary=_summary(meeting, budget(spoken) if words is None else words),
        decisions=meeting.lines(LineKind.DECISION, found),
        tasks=tasks,
        questions=meeting.lines(LineKind.QUESTION, found),
        wins=meeting.lines(LineKind.WIN, found),
        check_in=check_ins[0] if check_ins else None,
        notices=(*transcript.notices, *_notices(meeting, languages, asked=language, tasks=tasks)),
    )


def budget(spoken: Sequence[TranscriptUtterance]) -> int:
    """Words of a summary if nobody asks for a number."""
    return min(MOST_WORDS, max(LEAST_WORDS, round(SHARE_OF_WORDS * spoken_words(spoken))))


def spoken_words(spoken: Sequence[TranscriptUtterance]) -> int:
    """How many words were said in all."""
    return sum(len(utterance.text.split()) for utterance in spoken)


def _summary(meeting: _Meeting, words: int) -> tuple[MinutesLine, ...]:
    scores = score(meeting.spoken, meeting.language)
    chosen = choose(meeting.spoken, meeting.cleaned, scores, words, meeting.language)
    return tuple(
        MinutesLine(
            LineKind.SUMMARY, meeting.cleaned[index], meeting.evidence((index,)), float(scores[index]), sure=True
        )
        for index in chosen
    )


def _notices(
    meeting: _Meeting, languages: Languages, *, asked: str | None, tasks: Sequence[Task]
) -> Iterator[MinutesNotice]:
    if languages.mixed:
        yield MinutesNotice(NoticeCode.TWO_LANGUAGES)
    if asked is None and not languages.certain:
        yield MinutesNotice(NoticeCode.LANGUAGE_GUESSED)
    if asked not in (None, languages.main) and languages.certain:
        yield MinutesNotice(NoticeCode.OTHER_LANGUAGE, params=(("found", languages.main),))
    if meeting.held_on is None and any(task.deadline is not None and task.deadline.due is None for task in tasks):
        yield MinutesNotice(NoticeCode.NO_DATE)
    if spoken_words(meeting.spoken) < LEAST_WORDS:
        yield MinutesNotice(NoticeCode.LITTLE_SAID)
