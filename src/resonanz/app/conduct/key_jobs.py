"""Keys are made by the worker; when that failed, it is tried again, as long as it takes."""

from django_tasks_db.models import DBTaskResult

from resonanz.app.conduct.queries import jobs_of
from resonanz.app.conduct.tasks import make_keys_of
from resonanz.app.waves.queries import all_waves
from resonanz.app.waves.states import WaveState


def start(number: int) -> None:
    """Have the keys of the wave made, unless that waits or runs already; what is made stays. Forget failed attempts."""
    jobs = jobs_of(number)
    if not any(job.status in ("READY", "RUNNING") for job in jobs):
        DBTaskResult.objects.filter(pk__in=[job.pk for job in jobs]).delete()
        make_keys_of.enqueue(number)


def retry() -> None:
    """Start again what failed, for every frozen wave."""
    for wave in all_waves():
        if wave.state == WaveState.FROZEN and any(job.status == "FAILED" for job in jobs_of(wave.number)):
            start(wave.number)
