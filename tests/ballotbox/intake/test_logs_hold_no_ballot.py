"""An error inside submit leaves a place in the code behind, and nothing that came from outside."""

from __future__ import annotations

import io
import logging

import pytest
from django.conf import settings
from django.test import Client

from resonanz.ballotbox.intake import receive
from resonanz.core.kernel.logs import PlaceOnly
from tests.contracts.sample_wave import SampleWave, ballot

SECRET = "answer 4 of somebody at 10.1.2.3"


def logged(formatter: logging.Formatter, wave: SampleWave, monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything that is logged while a submit fails with the ballot's content in its message."""
    sink = io.StringIO()
    handler = logging.StreamHandler(sink)
    handler.setFormatter(formatter)

    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(receive, "submit", fail)
    client = Client(raise_request_exception=False, headers={"host": settings.ALLOWED_HOSTS[0]})
    django = logging.getLogger("django")
    django.addHandler(handler)
    try:
        body = ballot(wave, 0, (4, 4, 4))
        address = f"/w/{wave.wave.hex()}/ballots"
        response = client.post(address, body, content_type="application/octet-stream", REMOTE_ADDR="10.1.2.3")
    finally:
        django.removeHandler(handler)
    assert response.status_code == 500
    assert SECRET.encode() not in response.content
    return sink.getvalue()


def test_only_the_place_is_logged(open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch) -> None:
    text = logged(PlaceOnly(), open_wave, monkeypatch)
    assert "RuntimeError" in text
    assert "receive.py" in text
    assert SECRET not in text
    assert open_wave.wave.hex() not in text
    assert "10.1.2.3" not in text


def test_control_a_usual_formatter_would_leak(open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SECRET in logged(logging.Formatter(), open_wave, monkeypatch)
