"""What the worker deletes by itself, minute by minute: transcripts after their days, minutes after their months."""

import math
from datetime import date, datetime, timedelta

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Q

from resonanz.app.meetings.erasing import erase
from resonanz.app.meetings.models import KEEP_MONTHS, Meeting
from resonanz.app.meetings.retention import months_before
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.sweeping import sweep
from resonanz.core.kernel import clock
from resonanz.storage.forget import empty_log, owe

UNUSED_DAYS = 30


def forget(now: datetime | None = None) -> None:
    """Delete what is due, then empty the log; also what a reader held in it before.

    Transcripts on their day, in any state: with them go undecided suggestions and evidence, accepted lines stay.
    Meetings past their months, counted from the release, or from the import if they were never released. Meetings
    into which nothing was brought for thirty days after they were prepared and held.
    """
    day = clock.today(now)
    with transaction.atomic(durable=True):
        Meeting.objects.filter(delete_transcript_on__lte=day).update(delete_transcript_on=None, notices=[])
        deleted, _ = Meeting.objects.filter(_over(day)).delete()
        if deleted:
            owe(DEFAULT_DB_ALIAS)
    if deleted:
        empty_log(DEFAULT_DB_ALIAS)
    sweep()
    erase(math.inf)


def _over(today: date) -> Q:
    unused = today - timedelta(days=UNUSED_DAYS)
    over = Q(state=MeetingState.PREPARED, prepared_on__lt=unused, held_on__lt=unused)
    for months in KEEP_MONTHS:
        before = months_before(today, months)
        over |= Q(keep_months=months, released_on__lt=before)
        over |= Q(keep_months=months, released_on=None, imported_on__lt=before)
    return over
