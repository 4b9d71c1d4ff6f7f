"""When released minutes are deleted, by calendar months."""

import calendar
from datetime import date, timedelta

from resonanz.app.meetings.models import Meeting


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def deleted_on(meeting: Meeting) -> date | None:
    """The first day on which the worker deletes released minutes; None if they are not released."""
    if meeting.released_on is None:
        return None
    candidate = months_before(meeting.released_on, -meeting.keep_months)
    while months_before(candidate, meeting.keep_months) <= meeting.released_on:
        candidate += timedelta(days=1)
    return candidate
