"""A home of its own for every test process, made before Django connects; one real database file, migrated once."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from resonanz.core.kernel.home import HomeKind, create_home

_FOLDER = Path(tempfile.mkdtemp(prefix="resonanz-ballotbox-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
HOME = create_home(_FOLDER / "home", HomeKind.TEST)
os.environ["RESONANZ_HOME"] = str(HOME.path)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.ballotbox.settings")

import django
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

# The settings may have been read already, for another home: each test process works in its own.
settings.HOME = HOME
settings.DATABASES["ballots"]["NAME"] = HOME.ballotbox / "ballots.sqlite3"
django.setup()

PORT_KEY = Ed25519PrivateKey.generate()
(HOME.ballotbox / "port_key.pub").write_bytes(
    PORT_KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
)

from tests.contracts.sample_wave import SampleWave, sample_wave

from resonanz.ballotbox.port import opening
from resonanz.ballotbox.storage.keys import receipt_public_key
from resonanz.core.kernel import clock as kernel_clock


class HomeClock:
    """The clock of this process's home."""

    def now(self) -> datetime:
        """The time that the ballot box sees."""
        return kernel_clock.now(HOME)

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        kernel_clock.shift_to(HOME, self.now() + by)


@pytest.fixture(scope="session")
def _migrated(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        connections["ballots"].settings_dict["NAME"] = str(HOME.ballotbox / "ballots.sqlite3")
        call_command("migrate", database="ballots", verbosity=0)


@pytest.fixture(autouse=True)
def _database(_migrated: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The real file, without a surrounding transaction: threads, commits and fsync are what is tested here."""
    with django_db_blocker.unblock():
        yield
        with connections["ballots"].cursor() as cursor:
            cursor.execute("DELETE FROM inbox")
            cursor.execute("DELETE FROM wave")


@pytest.fixture
def clock() -> Iterator[HomeClock]:
    """A clock that goes back to the real time after the test."""
    yield HomeClock()
    kernel_clock.unshift(HOME)


@pytest.fixture
def open_wave(clock: HomeClock) -> SampleWave:
    """A sample wave, open for an hour."""
    wave = sample_wave(receipt_public_key(HOME), clock.now() + timedelta(hours=1))
    opening.open_wave(wave.wave, wave.manifest_bytes, wave.questionnaire_bytes)
    return wave
