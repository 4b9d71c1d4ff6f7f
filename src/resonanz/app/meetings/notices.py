"""What the minutes could not do, as a meeting keeps it."""

import re
from collections.abc import Iterable, Mapping
from itertools import starmap

from resonanz.core.minutes.model import MinutesNotice
from resonanz.core.minutes.notices import NoticeCode

MOST_NOTICES = 100
# What the reader and the engine write in their notices themselves.
OWN_TEXTS = {
    "lines": re.compile(r"\d+(, \d+)*(, …)?"),
    "found": re.compile(r"de|en|vtt|srt|docx|txt"),
    "encoding": re.compile(r"utf-16-[lb]e|windows-1252"),
}


def as_stored(notices: Iterable[MinutesNotice]) -> list[dict[str, object]]:
    """Codes, lines, numbers and ``OWN_TEXTS``. A text of the file, if a notice held one, was shown before the import
    and is not kept: nobody knows whose it is."""
    kept = [one for one in notices if all(starmap(_is_own, one.params))]
    return [{"code": one.code, "line": one.line, "params": dict(one.params)} for one in kept[:MOST_NOTICES]]


def from_stored(notice: Mapping[str, object]) -> MinutesNotice:
    """The notice that ``as_stored`` kept."""
    line, params = notice.get("line"), notice.get("params")
    given = params if isinstance(params, dict) else {}
    return MinutesNotice(NoticeCode(str(notice["code"])), line if isinstance(line, int) else None, tuple(given.items()))


def _is_own(name: str, value: str | int) -> bool:
    return isinstance(value, int) or (name in OWN_TEXTS and OWN_TEXTS[name].fullmatch(value) is not None)
