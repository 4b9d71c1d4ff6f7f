"""Whose label is it: a name in a file and the participants of a meeting. Only a guess; the owner decides."""

import re
from collections.abc import Sequence

from resonanz.app.meetings.models import Participant


def guess(label: str, participants: Sequence[Participant]) -> Participant | None:
    """The one participant of this name: all of it in any order, else a given or family name that only one has."""
    wanted = name_words(label)
    whole = [one for one in participants if wanted and name_words(one.called) == wanted]
    part = [one for one in participants if wanted and wanted < name_words(one.called)]
    matches = whole or part
    return matches[0] if len(matches) == 1 else None


def name_words(name: str) -> frozenset[str]:
    """The words of a name in small letters, without what stands in brackets ("Guest", a department)."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name).casefold()
    return frozenset(re.findall(r"[\w'’-]+", bare))
