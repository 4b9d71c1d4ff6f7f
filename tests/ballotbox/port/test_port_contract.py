"""The real ballot box keeps the contract of the port, through its addresses and signatures."""

from __future__ import annotations

import base64
import struct
import time
from collections.abc import Sequence
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import decode_manifest
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.waves import NO_EPOCH, EpochReply, decode_epoch_reply, encode_drawn
from tests.ballotbox.own_home import PORT_KEY, HomeClock
from tests.contracts.ballotbox_port import CHECKS, Check, Clock
from tests.contracts.sample_wave import sample_wave


class SignedPort:
    """The port as the app speaks it, against Django's test client."""

    def __init__(self, key: Ed25519PrivateKey = PORT_KEY) -> None:
        self.key = key
        self.client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})

    def receipt_key(self) -> bytes:
        return self.call("GET", "/port/receipt-key")

    def head(self) -> tuple[int, bytes]:
        body = self.call("GET", "/port/head")
        return int.from_bytes(body[:4], "big"), body[4:]

    def open(self, manifest: bytes, questionnaire: bytes) -> None:
        name = decode_manifest(manifest).header.wave.hex()
        self.call("PUT", f"/port/waves/{name}", struct.pack(">I", len(manifest)) + manifest + questionnaire)

    def state(self, wave: WaveId) -> str:
        return self.call("GET", f"/port/waves/{wave.hex()}").decode()

    def close(self, wave: WaveId, drawn: Sequence[int]) -> str:
        return self.call("POST", f"/port/waves/{wave.hex()}/close", encode_drawn(drawn)).decode()

    def reason(self, wave: WaveId) -> str:
        return self.call("GET", f"/port/waves/{wave.hex()}/reason").decode()

    def epoch(self, held: bytes) -> EpochReply:
        return decode_epoch_reply(self.call("POST", "/port/epoch", held))

    def cancel(self, wave: WaveId) -> str:
        return self.call("POST", f"/port/waves/{wave.hex()}/cancel").decode()

    def release(self, wave: WaveId) -> bytes:
        return self.call("GET", f"/port/waves/{wave.hex()}/release")

    def call(self, method: str, path: str, body: bytes = b"") -> bytes:
        response = self.send(method, path, body, str(int(time.time())), body)
        if response.status_code >= 400:
            raise ResonanzError(WireCode.BALLOTBOX_UNREACHABLE, word=response.content.decode())
        return response.content

    def send(self, method: str, path: str, body: bytes, date: str, signed_body: bytes) -> HttpResponse:
        text = f"{method}\n{path}\n{sha256(signed_body).hexdigest()}\n{date}".encode()
        headers = {
            "X-Resonanz-Date": date,
            "X-Resonanz-Signature": base64.b64encode(self.key.sign(text)).decode(),
        }
        kind = "application/octet-stream"
        response = self.client.generic(method, path, body, content_type=kind, headers=headers)
        assert isinstance(response, HttpResponse)
        return response


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_contract(check: Check, clock: HomeClock) -> None:
    seen: Clock = clock
    check(SignedPort(), seen)


def test_another_key_is_refused() -> None:
    with pytest.raises(ResonanzError, match="port-unsigned"):
        SignedPort(Ed25519PrivateKey.generate()).receipt_key()


@pytest.mark.parametrize("age", [-400, 400])
def test_an_old_or_early_date_is_refused(age: int) -> None:
    date = str(int(time.time()) + age)
    response = SignedPort().send("GET", "/port/receipt-key", b"", date, b"")
    assert (response.status_code, response.content) == (401, b"port-unsigned")


@pytest.mark.parametrize("date", ["", "soon", "-5", "²"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    headers = {"X-Resonanz-Date": date.encode("utf-8").decode("latin-1"), "X-Resonanz-Signature": "AAAA"}
    response = SignedPort().client.get("/port/receipt-key", headers=headers)
    assert response.status_code == 401


def test_a_signature_holds_for_its_body_alone() -> None:
    now = str(int(time.time()))
    response = SignedPort().send("PUT", f"/port/waves/{'0' * 32}", b"another", now, b"this")
    assert (response.status_code, response.content) == (401, b"port-unsigned")


def test_a_signature_holds_for_its_method_and_path_alone(clock: HomeClock) -> None:
    port = SignedPort()
    wave = sample_wave(port.receipt_key(), clock.now())
    date = str(int(time.time()))
    text = f"GET\n/port/waves/{wave.wave.hex()}\n{sha256(b'').hexdigest()}\n{date}".encode()
    headers = {"X-Resonanz-Date": date, "X-Resonanz-Signature": base64.b64encode(PORT_KEY.sign(text)).decode()}
    assert port.client.get(f"/port/waves/{wave.wave.hex()}", headers=headers).content == b"absent"
    assert port.client.post(f"/port/waves/{wave.wave.hex()}/cancel", headers=headers).status_code == 401


def test_an_exchange_that_is_repeated_later_is_refused() -> None:
    port = SignedPort()
    now = int(time.time())
    assert port.send("POST", "/port/epoch", NO_EPOCH, str(now), NO_EPOCH).status_code == 200
    old = port.send("POST", "/port/epoch", NO_EPOCH, str(now - 1), NO_EPOCH)
    assert (old.status_code, old.content) == (401, b"port-unsigned")


@pytest.mark.parametrize("digits", [13, 400, 5_000])
def test_a_date_of_many_digits_is_unsigned(digits: int) -> None:
    answer = SignedPort().send("GET", "/port/head", b"", "9" * digits, b"")
    assert (answer.status_code, answer.content) == (401, b"port-unsigned")
