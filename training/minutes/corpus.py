"""The German meetings written for this project: read a file, check it, say what is wrong with it.

``python -m training.minutes.corpus FILE...`` prints length and counts; it ends with 1 if a file has a fault.
The format is described in ``de/README.md``.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

WORDS_A_SECOND = 2.3  # unhurried German; a line's times follow from it
PAUSE_SECONDS = 0.4
FIELDS = ("title", "date", "trade", "form", "mode", "speech", "people")
KINDS = {"summary": "s", "decisions": "d", "tasks": "t", "questions": "q", "thanks": "w", "check-in": "c"}
FOLDER = Path(__file__).parent / "de"
LABELLED = re.compile(r"@((?:[sdtqwc]\d+ )+)(.*)")
EXPECTED_MINUTES = (6.0, 25.0)


@dataclass(frozen=True)
class Spoken:
    """One caption: ``start`` and ``end`` in seconds, labels such as ``t1``."""

    number: int
    speaker: str
    text: str
    labels: tuple[str, ...]
    start: float
    end: float


@dataclass(frozen=True)
class Gold:
    """One line of the gold minutes. ``owners``, ``phrase`` and ``due`` only for tasks."""

    label: str
    text: str
    owners: tuple[str, ...] = ()
    phrase: str | None = None
    due: date | None = None


@dataclass(frozen=True)
class Meeting:
    """A transcript and its gold minutes; ``gold`` by kind as named in ``KINDS``."""

    name: str
    fields: dict[str, str]
    spoken: tuple[Spoken, ...]
    gold: dict[str, tuple[Gold, ...]]

    @property
    def held_on(self) -> date:
        """The date of the meeting."""
        return date.fromisoformat(self.fields["date"])

    @property
    def people(self) -> tuple[str, ...]:
        """Who speaks or is spoken of, as the gold minutes name them."""
        return tuple(name.strip() for name in self.fields["people"].split(";"))

    @property
    def minutes(self) -> float:
        """Minutes of talk."""
        return self.spoken[-1].end / 60 if self.spoken else 0.0

    def labelled(self, label: str) -> tuple[Spoken, ...]:
        """The captions that carry a label."""
        return tuple(line for line in self.spoken if label in line.labels)


def meetings(half: str) -> list[Meeting]:
    """All meetings of ``held_out`` or ``development``, by name."""
    return [read_meeting(path) for path in sorted((FOLDER / half).glob("*.txt"))]


def read_meeting(path: Path) -> Meeting:
    """Parse one file; ``ValueError`` names the line that cannot be read."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    talk, *sections = re.split(r"^== ", rest, flags=re.MULTILINE)
    fields = dict(re.split(r":\s*", line, maxsplit=1) for line in head.splitlines())
    return Meeting(path.stem, fields, _spoken(talk), dict(_section(section) for section in sections))


def faults(meeting: Meeting) -> list[str]:
    """Everything that breaks the format or contradicts itself."""
    return [*_field_faults(meeting), *_label_faults(meeting), *_task_faults(meeting)]


def _spoken(talk: str) -> tuple[Spoken, ...]:
    lines: list[Spoken] = []
    clock = 0.0
    for raw in (line.strip() for line in talk.splitlines()):
        if not raw:
            continue
        found = LABELLED.match(raw)
        labels, said = (tuple(found[1].split()), found[2]) if found else ((), raw)
        speaker, colon, text = said.partition(": ")
        if not colon or raw.startswith("@") != bool(found):
            raise ValueError(f"not a caption: {raw!r}")
        end = clock + len(text.split()) / WORDS_A_SECOND
        lines.append(Spoken(len(lines) + 1, speaker, text.strip(), labels, round(clock, 2), round(end, 2)))
        clock = end + PAUSE_SECONDS
    return tuple(lines)


def _section(section: str) -> tuple[str, tuple[Gold, ...]]:
    kind, *lines = [line.strip() for line in section.splitlines() if line.strip()]
    return kind, tuple(_gold(kind, line) for line in lines)


def _gold(kind: str, line: str) -> Gold:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != (5 if kind == "tasks" else 2):
        raise ValueError(f"{kind}: {len(parts)} parts in {line!r}")
    if kind != "tasks":
        label, text = parts
        return Gold(label, text)
    label, text, owners, phrase, due = parts
    return Gold(
        label,
        text,
        tuple(owners.split(" + ")) if owners != "offen" else (),
        phrase if phrase != "-" else None,
        date.fromisoformat(due) if due != "-" else None,
    )


def _field_faults(meeting: Meeting) -> list[str]:
    found = [f"field {name} is missing" for name in FIELDS if not meeting.fields.get(name)]
    found += [f"section {kind} is missing" for kind in KINDS if kind not in meeting.gold]
    found += [f"unknown section {kind}" for kind in meeting.gold if kind not in KINDS]
    if found:
        return found
    strangers = {line.speaker for line in meeting.spoken} - set(meeting.people)
    found += [f"{name} speaks but is not among the people" for name in sorted(strangers)]
    found += [
        f"line {line.number} has {len(line.text.split())} words"
        for line in meeting.spoken
        if len(line.text.split()) > 45
    ]
    if not EXPECTED_MINUTES[0] <= meeting.minutes <= EXPECTED_MINUTES[1]:
        found.append(f"{meeting.minutes:.1f} minutes of talk")
    return found


def _label_faults(meeting: Meeting) -> list[str]:
    used = {label for line in meeting.spoken for label in line.labels}
    listed = [gold.label for golds in meeting.gold.values() for gold in golds]
    found = [f"{label} is used but not listed" for label in sorted(used - set(listed))]
    found += [f"{label} is listed but not used" for label in sorted(set(listed) - used)]
    found += [f"{label} is listed twice" for label in sorted({label for label in listed if listed.count(label) > 1})]
    for kind, golds in meeting.gold.items():
        found += [f"{gold.label} under {kind}" for gold in golds if not gold.label.startswith(KINDS.get(kind, "?"))]
    return found


def _task_faults(meeting: Meeting) -> list[str]:
    found = []
    for task in meeting.gold.get("tasks", ()):
        said = [line.text for line in meeting.labelled(task.label)]
        if task.phrase and not any(task.phrase in text for text in said):
            found.append(f"{task.label}: {task.phrase!r} is in none of its lines")
        if task.due and not task.phrase:
            found.append(f"{task.label}: a date without a phrase")
        found += [
            f"{task.label}: owner {name} is unknown" for name in task.owners if name not in (*meeting.people, "alle")
        ]
    return found


def main(paths: list[str]) -> int:
    """Print a line a file, and its faults."""
    failed = False
    for path in paths:
        try:
            meeting = read_meeting(Path(path))
        except ValueError as error:
            print(f"{path}: {error}")
            failed = True
            continue
        counts = " ".join(f"{kind} {len(golds)}" for kind, golds in meeting.gold.items())
        print(f"{meeting.name}: {meeting.minutes:.1f} min, {len(meeting.spoken)} lines, {counts}")
        for fault in faults(meeting):
            print(f"  {fault}")
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
