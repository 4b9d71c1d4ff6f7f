"""What released minutes say on paper, in the reader's language: the same for Markdown and PDF.

Made of a reading, which holds accepted lines and names and nothing else: no times, no speakers, no evidence.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, override, pgettext

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.labels import KINDS
from resonanz.app.meetings.models import EitherLine, LineWording, Meeting
from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.retention import deleted_on
from resonanz.app.meetings.states import MeetingState
from resonanz.app.shell.numbers import day
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind

# Signs that turn the direction of writing: with them a name could read as another.
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """A line. ``mark`` says that it is in the owner's wording; the rest is of tasks: ``who`` is a name or "open",
    ``until`` the day, ``phrase`` the deadline as it was said, in quotes, ``check`` that the day wants checking."""

    text: str
    mark: str = ""
    who: str = ""
    until: str = ""
    phrase: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one kind under their heading."""

    kind: LineKind
    heading: str
    items: tuple[MinutesItem, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Minutes to be written down. ``facts`` are labels with their values, ``notes`` whole sentences for the end;
    ``language`` is that of the lines, "" if unknown. Kinds without lines have no section."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    language: str
    document_title: str


def demand_released(reading: Reading) -> Meeting:
    """The meeting; ``meeting-not-released`` before its participants have looked and its owner released it."""
    if reading.meeting.state != MeetingState.RELEASED:
        raise ResonanzError(MeetingsCode.MEETING_NOT_RELEASED)
    return reading.meeting


def content_of(reading: Reading, language: str) -> Content:
    """Released minutes in the given language; ``meeting-not-released``."""
    meeting = demand_released(reading)
    with override(language):
        title = plain(meeting.title)
        return Content(
            title=title,
            facts=tuple(_facts(reading)),
            sections=tuple(_sections(reading)),
            notes=tuple(_notes(reading)),
            language=meeting.language,
            document_title=gettext("Minutes: %(title)s") % {"title": title},
        )


def plain(text: str) -> str:
    """On one line, without control characters and without signs that turn the direction of writing."""
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text if sign not in DIRECTIONS)
    return " ".join("".join(kept).split())


def owner_of(line: EitherLine) -> str:
    """Whose task it is: a participant, a name that was said, or nobody yet; in the active language."""
    named = line.owner.called if line.owner else line.owner_name
    return plain(named) or pgettext("nobody has the task yet", "open")


def quoted(phrase: str) -> str:
    """Words as they were said, in the active language's quotes; nothing for nothing."""
    return gettext("“%(phrase)s”") % {"phrase": plain(phrase)} if phrase else ""


def _facts(reading: Reading) -> Iterator[tuple[str, str]]:
    meeting = reading.meeting
    yield gettext("Date"), day(meeting.held_on, weekday=True)
    yield gettext("Purpose"), plain(meeting.purpose)
    yield gettext("Participants"), ", ".join(plain(one.called) for one in reading.participants)
    yield gettext("Minutes by"), plain(str(meeting.owner))


def _sections(reading: Reading) -> Iterator[Section]:
    owner = plain(str(reading.meeting.owner))
    for kind in LineKind:
        if reading.lines[kind]:
            yield Section(kind, str(KINDS[kind].title), tuple(_item(line, owner) for line in reading.lines[kind]))


def _item(line: EitherLine, owner: str) -> MinutesItem:
    mark = gettext("worded by %(owner)s") % {"owner": owner} if line.wording == LineWording.OWNER else ""
    if line.kind != LineKind.TASK:
        return MinutesItem(plain(line.text), mark)
    return MinutesItem(
        text=plain(line.text),
        mark=mark,
        who=owner_of(line),
        until=day(line.due) if line.due else "",
        phrase=quoted(line.phrase),
        check=gettext("please check the date") if line.due and not line.due_certain else "",
    )


def _notes(reading: Reading) -> Iterator[str]:
    meeting = reading.meeting
    wordings = {line.wording for kind in LineKind for line in reading.lines[kind]}
    if not wordings:
        yield gettext("No line of these minutes is left.")
    if wordings == {LineWording.SAID}:
        yield gettext("All lines were said in the meeting; only fillers and slips of the tongue are left out.")
    if wordings == {LineWording.SAID, LineWording.OWNER}:
        yield gettext(
            "Lines without a mark were said in the meeting; only fillers and slips of the tongue are left out."
        )
    if meeting.struck:
        yield ngettext(
            "Before the release a participant struck lines once.",
            "Before the release participants struck lines %(count)s times.",
            meeting.struck,
        ) % {"count": meeting.struck}
    gone = deleted_on(meeting)
    if gone is not None:
        yield gettext("Resonanz deletes these minutes on %(day)s. Please delete this copy by then as well.") % {
            "day": day(gone)
        }
