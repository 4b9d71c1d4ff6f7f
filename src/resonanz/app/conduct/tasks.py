"""Long work for the worker."""

from django_tasks import task

from resonanz.app.conduct.usecases.preparing import make_keys
from resonanz.app.waves.queries import wave_of


@task()
def make_keys_of(number: int) -> None:
    """Make the keys of the wave with this number."""
    make_keys(wave_of(number))
