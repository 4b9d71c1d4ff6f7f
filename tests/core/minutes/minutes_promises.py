"""What minutes promise, whatever the transcript: every test of the whole engine asks for all of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from resonanz.core.minutes.cleaning import clean
from resonanz.core.minutes.minutes import budget, make
from resonanz.core.minutes.model import LineKind, Minutes, MinutesLine, Task, Transcript, TranscriptUtterance
from resonanz.core.minutes.writing import as_json, as_markdown, only_sure

MOST = 5
WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def in_order(words: Iterable[str], text: str) -> bool:
    """Whether all words stand in the text, in their order."""
    said = iter(words_of(text))
    return all(word in said for word in words)


def broken_promises(minutes: Minutes, transcript: Transcript, most_words: int) -> list[str]:
    """What the minutes do not keep; empty if all is well."""
    by_id = {said.id: said for said in transcript.utterances}
    found = [fault for line in minutes.lines() for fault in _faults_of_line(line, by_id, minutes.language)]
    found += [fault for task in minutes.tasks for fault in _faults_of_task(task, by_id, transcript)]
    for kind, lines in _lists(minutes).items():
        found += [f"{kind}: a line of another kind" for line in lines if line.kind is not kind]
        found += [f"{kind}: more than {MOST}"] if kind is not LineKind.SUMMARY and len(lines) > MOST else []
    places = {said.id: place for place, said in enumerate(transcript.utterances)}
    order = [places.get(line.evidence[0].id, -1) for line in minutes.summary if line.evidence]
    found += ["summary: out of order"] if order != sorted(set(order)) else []
    found += (
        ["summary: over the budget"] if sum(len(line.text.split()) for line in minutes.summary) > most_words else []
    )
    return found


def kept(
    transcript: Transcript, language: str | None = None, words: int | None = None, *, twice: bool = True
) -> Minutes:
    """The minutes of a transcript, made ``twice`` and written down, every promise checked."""
    minutes = make(transcript, language=language, words=words)
    assert broken_promises(minutes, transcript, budget(transcript.utterances) if words is None else words) == []
    assert not twice or make(transcript, language=language, words=words) == minutes
    written = json.loads(as_json(only_sure(minutes)))
    assert [*written] == ["language", "summary", "decisions", "tasks", "questions", "wins", "check_in", "notices"]
    assert as_markdown(minutes).count("\n## ") == 6 + bool(minutes.notices)
    return minutes


def _lists(minutes: Minutes) -> dict[LineKind, Sequence[MinutesLine]]:
    return {
        LineKind.SUMMARY: minutes.summary,
        LineKind.DECISION: minutes.decisions,
        LineKind.TASK: minutes.tasks,
        LineKind.QUESTION: minutes.questions,
        LineKind.WIN: minutes.wins,
        LineKind.CHECK_IN: [minutes.check_in] if minutes.check_in is not None else [],
    }


def _faults_of_line(line: MinutesLine, by_id: dict[str, TranscriptUtterance], language: str) -> list[str]:
    if not line.evidence or not line.text.strip():
        return [f"{line.kind}: no words or no evidence"]
    if any(one.id not in by_id for one in line.evidence):
        return [f"{line.kind}: unknown evidence"]
    said = [by_id[one.id] for one in line.evidence]
    found = []
    if [(one.start, one.end) for one in line.evidence] != [(one.start, one.end) for one in said]:
        found.append(f"{line.kind}: other times than the utterance")
    main = [one for one in said if line.text in clean(one.text, language)]
    if not main:
        found.append(f"{line.kind}: {line.text!r} is in none of its evidence")
    elif not in_order(words_of(line.text), main[0].text):
        found.append(f"{line.kind}: {line.text!r} has words that were not said")
    return found


def _faults_of_task(task: Task, by_id: dict[str, TranscriptUtterance], transcript: Transcript) -> list[str]:
    said = [by_id[one.id].text for one in task.evidence if one.id in by_id]
    found = []
    if task.deadline is not None and not any(task.deadline.phrase in text for text in said):
        found.append(f"task: {task.deadline.phrase!r} was not said")
    if task.owner is not None and task.owner not in transcript.speakers:
        spoken = {word for one in transcript.utterances for word in words_of(one.text)}
        found += [f"task: owner {task.owner!r} was not named"] if not spoken.issuperset(words_of(task.owner)) else []
    return found
