"""The tasks of released minutes as a calendar file, for everybody's own calendar.

A task is an event of a whole day that takes no time (transparent), on the last day in time. The format has a form for
tasks, VTODO, but Outlook and Google Calendar pass over it without a word, so that whoever imports the file would see
nothing. No attendees, no alarms and no METHOD: the file is a note to oneself and invites nobody. Events are private,
since minutes are for those who were there and calendars are often shared.
"""

from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext, override
from icalendar import Calendar, Event

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import EitherLine, Meeting
from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.writing.content import demand_released, owner_of, plain, quoted
from resonanz.app.shell.numbers import NO_BREAK, day
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind


def as_calendar(reading: Reading, language: str) -> bytes:
    """One event a task that names a day, in the given language.

    ``meeting-not-released``; ``no-dated-tasks``, since a calendar file without an entry is not valid.
    """
    meeting = demand_released(reading)
    tasks = [line for line in reading.lines[LineKind.TASK] if line.due is not None]
    if not tasks:
        raise ResonanzError(MeetingsCode.NO_DATED_TASKS)
    calendar = Calendar()
    calendar.add("prodid", "-//Resonanz//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    with override(language):
        for line in tasks:
            calendar.add_component(_event(meeting, line))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, line: EitherLine) -> Event:
    # The same bytes however often the file is fetched: the identity is the line's, the stamp the release's.
    if line.due is None or meeting.released_on is None:
        raise ResonanzError(MeetingsCode.MEETING_NOT_RELEASED)
    event = Event()
    event.add("uid", f"{meeting.pk}-{line.pk}@resonanz")
    event.add("dtstamp", datetime.combine(meeting.released_on, time(), UTC))
    event.add("dtstart", line.due)
    event.add("dtend", line.due + timedelta(days=1))
    event.add("summary", plain(line.text))
    event.add("description", _description(meeting, line))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _description(meeting: Meeting, line: EitherLine) -> str:
    phrase = quoted(line.phrase)
    parts = [
        gettext("Task of: %(owner)s") % {"owner": owner_of(line)},
        gettext("Meeting: %(title)s, %(day)s") % {"title": plain(meeting.title), "day": day(meeting.held_on)},
        gettext("As it was said: %(phrase)s") % {"phrase": phrase} if phrase else "",
        "" if line.due_certain else gettext("Please check the date."),
    ]
    return "\n".join(part for part in parts if part).replace(NO_BREAK, " ")
