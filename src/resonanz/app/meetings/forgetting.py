"""What the worker deletes by itself, minute by minute: transcripts after their days, minutes after their months."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from resonanz.app.meetings.erasing import erase_after_commit, erase_what_is_due
from resonanz.app.meetings.models import KEEP_MONTHS, Line, LineState, Meeting, Utterance
from resonanz.app.meetings.states import State
from resonanz.core.kernel import clock

UNUSED_DAYS = 30


def forget(now: datetime | None = None) -> None:
    """Delete what is due, then empty the log; also what a reader held in it before.

    Transcripts on their day, in any state: with them go undecided suggestions and evidence, accepted lines stay.
    Meetings past their months, counted from the release, or from the import if they were never released. Meetings
    into which nothing was brought for thirty days after they were prepared and held.
    """
    day = clock.today(now)
    with transaction.atomic():
        due = list(Meeting.objects.filter(delete_transcript_on__lte=day).values_list("pk", flat=True))
        delete_transcripts(due)
        deleted, _ = Meeting.objects.filter(_over(day)).delete()
        if due or deleted:
            erase_after_commit()
    erase_what_is_due()


def delete_transcripts(meetings: Collection[UUID]) -> None:
    """Utterances, undecided suggestions, references to evidence and notices of these meetings; in a transaction."""
    Utterance.objects.filter(meeting__in=meetings).delete()
    Line.objects.filter(meeting__in=meetings, state=LineState.SUGGESTED).delete()
    Line.objects.filter(meeting__in=meetings).update(evidence=[])
    Meeting.objects.filter(pk__in=meetings).update(delete_transcript_on=None, notices=[])


def _over(today: date) -> Q:
    unused = today - timedelta(days=UNUSED_DAYS)
    over = Q(state=State.PREPARED, prepared_on__lt=unused, held_on__lt=unused)
    for months in KEEP_MONTHS:
        before = months_before(today, months)
        over |= Q(keep_months=months, released_on__lt=before)
        over |= Q(keep_months=months, released_on=None, imported_on__lt=before)
    return over


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
