"""One run of periodic work: what is due now, how it went, when it is due again. Real time, never a home's clock."""

import logging
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import DatabaseError, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from resonanz.app.shell.room import Periodic, rooms
from resonanz.app.upkeep.models import ScheduleEntry
from resonanz.core.kernel.logs import CodeWord
from resonanz.storage.trouble import Trouble, trouble

# Of work that has an hour of the day; other work is tried again when it would be due anyway.
AGAIN_AFTER_FAILURE = timedelta(hours=1)
# Busy storage is free again soon, above all at a start, when all pieces begin at once.
AGAIN_AFTER_BUSY = timedelta(minutes=1)
log = logging.getLogger(__name__)


def all_periodic() -> list[Periodic]:
    """What the installed rooms declare; each name once."""
    return [periodic for room in rooms() for periodic in room.periodic]


def due_now(periodics: Iterable[Periodic], now: datetime) -> list[Periodic]:
    """What is due by the table, was never run, or would be late because the machine's clock went back."""
    planned = dict(ScheduleEntry.objects.values_list("name", "next_due"))
    return [each for each in periodics if not now < planned.get(each.name, now) <= next_due(each, now)]


def begin(periodics: Iterable[Periodic], now: datetime) -> None:
    """At a start everything but what has its hour is due: nobody knows for how long nothing ran."""
    often = [each.name for each in periodics if each.at is None]
    ScheduleEntry.objects.filter(name__in=often).update(next_due=now)
    ScheduleEntry.objects.exclude(name__in=[each.name for each in periodics]).delete()


def run(periodic: Periodic) -> None:
    """Run it and note how it went; raises nothing, since whoever runs the next piece must go on."""
    started, failure = timezone.now(), ""
    try:
        if import_string(periodic.run)() is False:
            failure = Trouble.BUSY.value
    except Exception as error:
        failure = trouble(error).value
        log.exception("%s failed", CodeWord(periodic.name))
    try:
        note(periodic, started, failure)
    except DatabaseError as error:
        log.warning("How %s went could not be noted: the storage is %s.", CodeWord(periodic.name), trouble(error))


def run_and_close(periodic: Periodic) -> None:
    """``run`` for a thread of its own: its connections end with it."""
    try:
        run(periodic)
    finally:
        connections.close_all()


def note(periodic: Periodic, started: datetime, failure: str) -> None:
    """Write down the outcome and when it is due again."""
    outcome: dict[str, object] = {"next_due": next_due(periodic, started, failure), "failure": failure}
    if not failure:
        outcome["succeeded_on"] = timezone.localdate(started)
    ScheduleEntry.objects.update_or_create(name=periodic.name, defaults=outcome)


def next_due(periodic: Periodic, started: datetime, failure: str = "") -> datetime:
    """After ``every``, or at its hour of the next day in the organisation's time zone; never later after a failure."""
    regular = started + periodic.every if periodic.at is None else _next_at(periodic.at, started)
    if failure == Trouble.BUSY:
        return min(regular, started + AGAIN_AFTER_BUSY)
    return min(regular, started + AGAIN_AFTER_FAILURE) if failure and periodic.at is not None else regular


def _next_at(hour: time, after: datetime) -> datetime:
    # Days have 23 to 25 hours where summer time begins and ends.
    day = timezone.localdate(after)
    moments = (timezone.make_aware(datetime.combine(day + timedelta(days=ahead), hour)) for ahead in (0, 1))
    return next(moment for moment in moments if moment > after)
