"""What the test of the schedule does inside the app: each function is asked for through ``app_process``."""

from __future__ import annotations

from datetime import timedelta


def prepare() -> dict[str, int]:
    """An open wave and a meeting whose transcript is in; the task waits in the queue."""
    from tests.e2e import inside_meetings, inside_waves
    from tests.e2e.ten_minute_task import compute_for_ten_minutes

    inside_waves.plan()
    inside_waves.open_wave()
    inside_meetings.draft()
    compute_for_ten_minutes.enqueue()
    return {"utterances": utterances()}


def state() -> dict[str, object]:
    """How the task, the wave and the transcript stand, and what failed; a reader at the start makes an erasing wait."""
    from django_tasks_db.models import DBTaskResult

    from resonanz.app.upkeep.models import ScheduleEntry
    from resonanz.app.waves.queries import all_waves

    return {
        "task": DBTaskResult.objects.get().status,
        "wave": all_waves()[0].state,
        "utterances": utterances(),
        "failed": list(ScheduleEntry.objects.exclude(failure__in=["", "busy"]).values_list("name", flat=True)),
        "waiting": ScheduleEntry.objects.filter(next_due__isnull=False).count(),
    }


def utterances() -> int:
    """How many there are."""
    from resonanz.app.meetings.models import StoredUtterance

    return StoredUtterance.objects.count()


def pass_a_minute() -> dict[str, object]:
    """Everything is due by the table, as it would be after a minute."""
    from django.utils import timezone

    from resonanz.app.upkeep.models import ScheduleEntry

    ScheduleEntry.objects.filter(next_due__lt=timezone.now() + timedelta(minutes=2)).update(next_due=timezone.now())
    return state()
