"""The gaps of a wave are computed when its release arrives; a failure there does not undo the release."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from resonanz.app.insight import queries
from resonanz.app.insight.models import GapFamily
from resonanz.app.waves.acceptances import RELEASE_STORED
from resonanz.app.waves.models import StoredRelease, Wave
from resonanz.app.waves.usecases import notify_listeners, store_release
from tests.app.insight.conftest import TWO_AREAS, by_hand
from tests.app.insight.released_waves import staffed, stored_season, stored_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    staff = staffed(TWO_AREAS)
    return stored_wave(staff, stored_season(staff), by_hand)


@pytest.fixture
def broken_listener(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that is asked first and cannot make anything of a wave."""
    monkeypatch.setattr(apps.get_app_config("meetings"), "offers", {RELEASE_STORED.name: "operator.index"})


def test_gaps_are_stored_as_soon_as_the_release_is(wave: Wave) -> None:
    assert not GapFamily.objects.exists()
    notify_listeners(wave)
    stored = GapFamily.objects.get(wave=wave)
    assert len(stored.rows) == len(queries.gaps(wave)) > 0


@pytest.mark.usefixtures("broken_listener")
def test_a_listener_that_fails_is_logged_and_stops_nobody(wave: Wave, caplog: pytest.LogCaptureFixture) -> None:
    notify_listeners(wave)
    assert GapFamily.objects.filter(wave=wave).exists()
    assert "failed on the release of wave" in caplog.text


def test_storing_a_release_tells_after_the_transaction(
    wave: Wave, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    content = bytes(StoredRelease.objects.get(wave=wave).content)
    with connection.cursor() as cursor:  # no model deletes a release
        cursor.execute("DELETE FROM waves_storedrelease")
    with django_capture_on_commit_callbacks(execute=True):
        store_release(wave, content)
        assert not GapFamily.objects.exists()
    assert GapFamily.objects.filter(wave=wave).exists()
