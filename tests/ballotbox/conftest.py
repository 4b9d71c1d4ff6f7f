"""One real database file for every test process, migrated once, in a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import django
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from resonanz.ballotbox.storage.keys import receipt_public_key
from resonanz.core.kernel import clock as kernel_clock
from tests.ballotbox.own_home import DATABASE, HOME, HomeClock
from tests.contracts.sample_wave import SampleWave, sample_wave

# The settings may have been read already, for another home: each test process works in its own.
settings.HOME = HOME
settings.DATABASES["ballots"]["NAME"] = DATABASE
django.setup()


@pytest.fixture(scope="session")
def _migrated(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        connections["ballots"].settings_dict["NAME"] = str(DATABASE)
        call_command("migrate", database="ballots", verbosity=0)


@pytest.fixture(autouse=True)
def _database(_migrated: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The real file, without a surrounding transaction: threads, commits and fsync are what is tested here."""
    with django_db_blocker.unblock():
        yield
        with connections["ballots"].cursor() as cursor:
            cursor.execute("DELETE FROM inbox")
            cursor.execute("DELETE FROM wave")
            cursor.execute("DELETE FROM epoch")


@pytest.fixture
def clock() -> Iterator[HomeClock]:
    """A clock that goes back to the real time after the test."""
    yield HomeClock()
    kernel_clock.unshift(HOME)


@pytest.fixture
def open_wave(clock: HomeClock) -> SampleWave:
    """A sample wave, open for an hour."""
    from resonanz.ballotbox.port import opening

    wave = sample_wave(receipt_public_key(HOME), clock.now() + timedelta(hours=1))
    opening.open_wave(wave.wave, wave.manifest_bytes, wave.questionnaire_bytes)
    return wave
