"""How exactly deadlines are read: ``python -m training.minutes.deadlines [--test]``.

Phrases with the day of a meeting and the day meant, written by hand and checked with a calendar: those for development
by default, with ``--test`` those that were written before the rules and are measured once.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resonanz.core.minutes.deadlines import find_deadline
from resonanz.core.minutes.model import Deadline
from training.minutes.corpus import FOLDER

FILES = {False: "deadlines_development.tsv", True: "deadlines_held_out.tsv"}


@dataclass(frozen=True)
class Case:
    """A sentence and what it means; ``phrase`` is ``None`` where no deadline is said."""

    language: str
    meeting: date
    sentence: str
    phrase: str | None
    due: date | None
    certain: bool

    @property
    def found(self) -> Deadline | None:
        """What the grammar reads."""
        return find_deadline(self.sentence, self.meeting, self.language)


def cases(path: Path) -> list[Case]:
    """The rows of a file of phrases."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _case(row: dict[str, str]) -> Case:
    return Case(
        row["language"],
        date.fromisoformat(row["meeting"]),
        row["sentence"],
        row["phrase"] if row["phrase"] != "-" else None,
        date.fromisoformat(row["due"]) if row["due"] != "-" else None,
        row["certain"] != "no",
    )


def right(case: Case) -> tuple[bool, bool, bool]:
    """Whether date, phrase and certainty are exact; of a sentence without a deadline, that no date is found."""
    found = case.found
    due = found.due if found else None
    phrase = found.phrase if found else None
    certain = found.certain if found else True
    return due == case.due, phrase == case.phrase, certain == case.certain


def main(arguments: list[str]) -> int:
    """Print a line a language and, in development, what is wrong."""
    test = "--test" in arguments
    rows = cases(FOLDER / FILES[test])
    for language in sorted({case.language for case in rows}):
        results = [right(case) for case in rows if case.language == language]
        dates, phrases, certain = (sum(column) for column in zip(*results, strict=True))
        print(f"{language}: {len(results)} phrases, exact: date {dates}, phrase {phrases}, certainty {certain}")
    results = [right(case) for case in rows]
    print(f"all: {len(results)} phrases, date exact {sum(result[0] for result in results) / len(results):.1%}")
    for case, result in zip(rows, results, strict=True):
        if not test and not all(result):
            print(f"  {case.meeting} {case.sentence!r}: {case.phrase!r} {case.due}, found {case.found}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
