"""Minutes as JSON for programs and as Markdown for people. The only words added are headings and templates."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resonanz.core.kernel.catalogues import translations
from resonanz.core.minutes.model import Evidence, Minutes, MinutesLine, MinutesNotice, Task

LIST_MARKER = re.compile(r"^(\s*\d*)([-.=])")


@dataclass(frozen=True)
class Words:
    """The headings and templates of one language."""

    title: str
    summary: str
    decisions: str
    tasks: str
    questions: str
    wins: str
    check_in: str
    notices: str
    nothing: str
    no_check_in: str
    open_owner: str
    until: str
    to_check: str
    day: str
    quote: str


WORDS = {
    "de": Words(
        title="Protokoll",
        summary="Zusammenfassung",
        decisions="Entscheidungen",
        tasks="Aufgaben",
        questions="Offene Fragen",
        wins="Erfolge und Dank",
        check_in="Check-in",
        notices="Hinweise",
        nothing="Nichts sicher erkannt.",
        no_check_in="Nicht erkannt, dass jemand gefragt hat, wie es den Beteiligten geht.",
        open_owner="offen",
        until="bis",
        to_check="bitte prüfen",
        day="%d.%m.%Y",
        quote="„{}“",
    ),
    "en": Words(
        title="Minutes",
        summary="Summary",
        decisions="Decisions",
        tasks="Tasks",
        questions="Open questions",
        wins="Wins and thanks",
        check_in="Check-in",
        notices="Notes",
        nothing="Nothing found with certainty.",
        no_check_in="No sign that anybody asked how people are.",
        open_owner="open",
        until="by",
        to_check="please check",
        day="%d %B %Y",
        quote="“{}”",
    ),
}


def only_sure(minutes: Minutes) -> Minutes:
    """The minutes without the lines below their threshold: what may be shown before a person looked at it."""
    check_in = minutes.check_in if minutes.check_in is not None and minutes.check_in.sure else None
    return replace(
        minutes,
        decisions=tuple(line for line in minutes.decisions if line.sure),
        tasks=tuple(line for line in minutes.tasks if line.sure),
        questions=tuple(line for line in minutes.questions if line.sure),
        wins=tuple(line for line in minutes.wins if line.sure),
        check_in=check_in,
    )


def as_json(minutes: Minutes) -> str:
    """The minutes as one JSON object; the format is described in docs/en/minutes.md."""
    return json.dumps(
        {
            "language": minutes.language,
            "summary": [_line(line) for line in minutes.summary],
            "decisions": [_line(line) for line in minutes.decisions],
            "tasks": [_task(task) for task in minutes.tasks],
            "questions": [_line(line) for line in minutes.questions],
            "wins": [_line(line) for line in minutes.wins],
            "check_in": _line(minutes.check_in) if minutes.check_in is not None else None,
            "notices": [
                {"code": notice.code, "line": notice.line, "text": _in_words(notice, minutes)}
                for notice in minutes.notices
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_markdown(minutes: Minutes) -> str:
    """The minutes as Markdown in their own language, each line with the time it was said where the file has times."""
    words = WORDS[minutes.language]
    parts = [f"# {words.title}"]
    parts += _section(words.summary, [_item(line) for line in minutes.summary], words.nothing)
    parts += _section(words.decisions, [_item(line) for line in minutes.decisions], words.nothing)
    parts += _section(words.tasks, [_task_item(task, words) for task in minutes.tasks], words.nothing)
    parts += _section(words.questions, [_item(line) for line in minutes.questions], words.nothing)
    parts += _section(words.wins, [_item(line) for line in minutes.wins], words.nothing)
    check_in = [_item(minutes.check_in)] if minutes.check_in is not None else []
    parts += _section(words.check_in, check_in, words.no_check_in)
    if minutes.notices:
        said = [f"- {escaped(_in_words(notice, minutes))}" for notice in minutes.notices]
        parts += _section(words.notices, said, "")
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text in Markdown that stays text: what was said or typed as a name can be neither markup nor HTML, nor begin a
    list, a rule or a heading."""
    plain = "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+!|~&" else sign for sign in text)
    return LIST_MARKER.sub(r"\1\\\2", plain)


def clock(seconds: float) -> str:
    """Seconds as h:mm:ss, or m:ss within the first hour."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def day(when: date, words: Words) -> str:
    """A date as the language writes it."""
    return when.strftime(words.day).removeprefix("0") if words is WORDS["en"] else when.strftime(words.day)


def _in_words(notice: MinutesNotice, minutes: Minutes) -> str:
    return notice.message.translated(translations("de-formal" if minutes.language == "de" else minutes.language))


def _line(line: MinutesLine) -> dict[str, Any]:
    return {"text": line.text, "evidence": [_evidence(one) for one in line.evidence]}


def _evidence(one: Evidence) -> dict[str, Any]:
    return {"id": one.id, "start": one.start, "end": one.end}


def _task(task: Task) -> dict[str, Any]:
    deadline = task.deadline
    return {
        "text": task.text,
        "owner": task.owner,
        "due": deadline.due.isoformat() if deadline is not None and deadline.due is not None else None,
        "phrase": deadline.phrase if deadline is not None else None,
        "due_certain": deadline.certain if deadline is not None and deadline.due is not None else None,
        "evidence": [_evidence(one) for one in task.evidence],
    }


def _section(heading: str, items: Sequence[str], nothing: str) -> Iterator[str]:
    yield f"## {heading}"
    yield "\n".join(items) if items else nothing


def _item(line: MinutesLine) -> str:
    return f"- {escaped(line.text)}{_when(line)}"


def _when(line: MinutesLine) -> str:
    start = line.evidence[0].start
    return f" [{clock(start)}]" if start is not None else ""


def _task_item(task: Task, words: Words) -> str:
    owner = escaped(task.owner) if task.owner is not None else words.open_owner
    return f"- **{owner}**{_until(task, words)}: {escaped(task.text)}{_when(task)}"


def _until(task: Task, words: Words) -> str:
    deadline = task.deadline
    if deadline is None:
        return ""
    said = words.quote.format(escaped(deadline.phrase))
    if deadline.due is None:
        return f" ({said})"
    check = "" if deadline.certain else f", {words.to_check}"
    return f" ({words.until} {day(deadline.due, words)}, {said}{check})"
