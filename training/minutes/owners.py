"""How often the owner of a task is right, given its lines: ``python -m training.minutes.owners [--test]``.

On the German meetings for development, with ``--test`` on those held out. Where the minutes name several owners one of
them is right; where they say all or nobody, nobody is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.owners import owner_of
from training.minutes.corpus import Gold, Meeting, meetings

NOBODY = ("alle", "offen")


def judged(meeting: Meeting) -> Iterator[tuple[Gold, str | None, bool]]:
    """Every task with the owner found and whether it is right."""
    lines = tuple(
        TranscriptUtterance(str(one.number), one.speaker, one.start, one.end, one.text) for one in meeting.spoken
    )
    speakers = tuple(dict.fromkeys(one.speaker for one in meeting.spoken))
    for task in meeting.gold["tasks"]:
        places = [one.number - 1 for one in meeting.labelled(task.label)]
        found = owner_of(lines, places[0], places, speakers, "de")
        named = [name for name in task.owners if name not in NOBODY]
        yield task, found, found in named if named else found is None


def main(arguments: list[str]) -> int:
    """Print the share and, in development, every mistake."""
    test = "--test" in arguments
    total = right = 0
    for meeting in meetings("held_out" if test else "development"):
        for task, found, correct in judged(meeting):
            total += 1
            right += correct
            if not correct and not test:
                print(f"{meeting.name} {task.label}: {' + '.join(task.owners) or 'offen'}, found {found}")
    print(f"owners right: {right} of {total}, {right / total:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
