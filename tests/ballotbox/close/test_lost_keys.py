"""A wave whose key is gone takes no ballot, and everybody is told before anything is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from resonanz.ballotbox.close import holding
from resonanz.ballotbox.messages import notices
from resonanz.ballotbox.storage import keys, queries
from resonanz.ballotbox.storage.models import InboxRow, WaveRow
from resonanz.core.wire.errors import HeldCode
from tests.ballotbox.own_home import HOME
from tests.contracts.sample_wave import SampleWave, ballot


def inbox_key(wave: SampleWave, _patched: pytest.MonkeyPatch) -> str:
    """Its file."""
    keys.inbox_key_file(HOME, wave.wave.hex()).unlink()
    return "inbox-key-lost"


def receipt_key(_wave: SampleWave, patched: pytest.MonkeyPatch) -> str:
    """Lost, and made anew at a start."""
    patched.setattr(keys, "receipt_public_key", lambda _home: bytes(65))
    return "receipt-key-lost"


@pytest.mark.parametrize("lose", [inbox_key, receipt_key])
def test_a_lost_key_is_said_and_no_ballot_is_taken(
    open_wave: SampleWave, monkeypatch: pytest.MonkeyPatch, lose: Callable[[SampleWave, pytest.MonkeyPatch], str]
) -> None:
    client, name = Client(headers={"host": settings.ALLOWED_HOSTS[0]}), open_wave.wave.hex()
    address = f"/w/{name}/?lang=en"
    assert "<form" in client.get(address).content.decode()
    word = lose(open_wave, monkeypatch)
    page = client.get(address)
    assert (page.status_code, "<form" in page.content.decode()) == (503, False)
    assert "This wave cannot take ballots." in page.content.decode()
    body = ballot(open_wave, 0, (1, 1, 1))
    answer = client.post(f"/w/{name}/ballots", body, content_type="application/octet-stream")
    assert (answer.status_code, answer.content.decode()) == (500, word)
    assert (holding.reason(name), queries.state(name).value, InboxRow.objects.count()) == (word, "open", 0)


@pytest.mark.parametrize("code", list(HeldCode))
def test_why_a_wave_is_held_stands_on_its_page(open_wave: SampleWave, code: HeldCode) -> None:
    name = open_wave.wave.hex()
    WaveRow.objects.filter(wave=name).update(state="held", reason=code)
    page = Client(headers={"host": settings.ALLOWED_HOSTS[0]}).get(f"/w/{name}/?lang=de-formal")
    assert str(notices.WHY[code]) in page.content.decode()
