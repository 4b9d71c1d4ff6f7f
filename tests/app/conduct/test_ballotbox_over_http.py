"""The stand-in keeps the port's contract; the HTTP adapter says and hears what the ballot box expects."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resonanz.app.conduct.ballotbox_http import HttpBallotBox
from resonanz.app.conduct.port import BoxState
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import new_wave_id
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import wait_until
from tests.contracts.ballotbox_port import CHECKS, HOUR, Check
from tests.contracts.sample_wave import sample_wave

HOST = "urne.example.org"


class SharedClock:
    """The clock both programs read."""

    def now(self) -> datetime:
        return clock.now()

    def advance(self, by: timedelta) -> None:
        wait_until(clock.now() + by)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_stand_in_keeps_the_contract(check: Check) -> None:
    check(FakeBallotBox(), SharedClock())


class Listener:
    """An HTTP server that notes what it is asked and answers what the test says."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.answer = (200, b"open")
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.asked.append((self.command, self.path, dict(self.headers), body))
                status, content = outer.answer
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_PUT = do_POST = answer  # noqa: N815 (names of the standard library)

            def log_message(self, *_arguments: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def test_every_request_is_signed_as_the_ballot_box_reads_it(listener: Listener, key: Ed25519PrivateKey) -> None:
    box = HttpBallotBox(listener.url, HOST, key)
    wave = new_wave_id()
    assert box.state(wave) is BoxState.OPEN
    ((method, path, headers, body),) = listener.asked
    assert (method, path, headers["Host"], body) == ("GET", f"/port/waves/{wave.hex()}", HOST, b"")
    signed = f"{method}\n{path}\n{sha256(body).hexdigest()}\n{headers['X-Resonanz-Date']}".encode()
    key.public_key().verify(base64.b64decode(headers["X-Resonanz-Signature"]), signed)


def test_opening_puts_length_manifest_and_questionnaire(listener: Listener, key: Ed25519PrivateKey) -> None:
    wave = sample_wave(b"\x04" + bytes(64), clock.now() + HOUR)
    listener.answer = (204, b"")
    HttpBallotBox(listener.url, HOST, key).open(wave.manifest_bytes, wave.questionnaire_bytes)
    ((method, path, _, body),) = listener.asked
    assert (method, path) == ("PUT", f"/port/waves/{wave.wave.hex()}")
    assert int.from_bytes(body[:4], "big") == len(wave.manifest_bytes)
    assert body[4:] == wave.manifest_bytes + wave.questionnaire_bytes


def test_the_other_calls(listener: Listener, key: Ed25519PrivateKey) -> None:
    box, wave = HttpBallotBox(listener.url, HOST, key), new_wave_id()
    listener.answer = (200, b"closed")
    assert box.close(wave, (7, 0)) is BoxState.CLOSED
    box.cancel(wave)
    assert (box.release(wave), box.receipt_key()) == (b"closed", b"closed")
    assert [(method, path.replace(wave.hex(), "W")) for method, path, _, _ in listener.asked] == [
        ("POST", "/port/waves/W/close"),
        ("POST", "/port/waves/W/cancel"),
        ("GET", "/port/waves/W/release"),
        ("GET", "/port/receipt-key"),
    ]


@pytest.mark.parametrize(("status", "content"), [(409, b"wave-differs"), (200, b"something else")])
def test_a_refusal_keeps_the_ballot_boxs_own_word(
    listener: Listener, key: Ed25519PrivateKey, status: int, content: bytes
) -> None:
    listener.answer = (status, content)
    with pytest.raises(ResonanzError, match="ballotbox-refused") as caught:
        HttpBallotBox(listener.url, HOST, key).state(new_wave_id())
    assert caught.value.params["word"] == content.decode()


def test_nobody_there(key: Ed25519PrivateKey) -> None:
    with pytest.raises(ResonanzError, match="ballotbox-unreachable"):
        HttpBallotBox("http://127.0.0.1:9", HOST, key).receipt_key()
