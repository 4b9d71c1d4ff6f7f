"""The port over HTTP: on loopback or a private network, every request signed with the app's Ed25519 key."""

import base64
import struct
import time
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.port import BallotBoxPort, BoxState
from resonanz.core.http import HttpClient, NoReplyError, Reply
from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError, code_named
from resonanz.core.kernel.ids import WaveId
from resonanz.core.kernel.messages import Message, gettext_noop
from resonanz.core.wire import decode_manifest
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.waves import ChainHead, EpochReply, decode_chain_head, decode_epoch_reply, encode_drawn

SECONDS: Final = 60.0
UNKNOWN_REFUSAL: Final = gettext_noop("Nothing is lost. Look at its log, then try again.")


class HttpBallotBox:
    """Speaks to the ballot box at ``url``; ``host`` is the name it answers to."""

    def __init__(self, url: str, host: str, key: Ed25519PrivateKey) -> None:
        self._url = url.rstrip("/")
        self._host = host
        self._key = key
        self._http = HttpClient(SECONDS)

    def receipt_key(self) -> bytes:
        return self._call("GET", "/port/receipt-key").body

    def head(self) -> ChainHead:
        return decode_chain_head(self._call("GET", "/port/head").body)

    def open(self, manifest: bytes, questionnaire: bytes) -> None:
        wave = decode_manifest(manifest).header.wave
        self._call("PUT", _path(wave), struct.pack(">I", len(manifest)) + manifest + questionnaire)

    def state(self, wave: WaveId) -> BoxState:
        return _state(self._call("GET", _path(wave)))

    def reason(self, wave: WaveId) -> str:
        return self._call("GET", f"{_path(wave)}/reason").word

    def epoch(self, held: bytes) -> EpochReply:
        return decode_epoch_reply(self._call("POST", "/port/epoch", held).body)

    def close(self, wave: WaveId, drawn: Sequence[int]) -> BoxState:
        return _state(self._call("POST", f"{_path(wave)}/close", encode_drawn(drawn)))

    def cancel(self, wave: WaveId) -> None:
        self._call("POST", f"{_path(wave)}/cancel")

    def release(self, wave: WaveId) -> bytes:
        return self._call("GET", f"{_path(wave)}/release").body

    def _call(self, method: str, path: str, body: bytes = b"") -> Reply:
        try:
            reply = self._http.ask(method, f"{self._url}{path}", body, self._headers(method, path, body))
        except NoReplyError as error:
            raise ResonanzError(WireCode.BALLOTBOX_UNREACHABLE, reason=str(error)) from error
        if not 200 <= reply.status < 300:
            raise refused(reply.word)
        return reply

    def _headers(self, method: str, path: str, body: bytes) -> dict[str, str]:
        date = str(int(time.time()))  # the real time: the signature's age is no matter of waves
        signed = f"{method}\n{path}\n{sha256(body).hexdigest()}\n{date}".encode("ascii")
        return {
            "Host": self._host,
            "Content-Type": "application/octet-stream",
            "X-Resonanz-Date": date,
            "X-Resonanz-Signature": base64.b64encode(self._key.sign(signed)).decode("ascii"),
        }


def ballot_box() -> BallotBoxPort:
    """The ballot box that the settings name."""
    host = urlsplit(settings.BALLOTBOX_INTERNAL_URL).netloc
    return HttpBallotBox(settings.BALLOTBOX_INTERNAL_URL, host, _port_key(settings.HOME.app / "port_key"))


@cache
def _port_key(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        raise ResonanzError(EnvironmentCode.HOME_NOT_MIGRATED, path=str(path.parent.parent)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ResonanzError(ConductCode.PORT_KEY_INVALID, path=str(path))
    return key


def _path(wave: WaveId) -> str:
    return f"/port/waves/{wave.hex()}"


def refused(word: str) -> ResonanzError:
    """What the ballot box answered with, said in full as far as the app knows its words."""
    known = code_named(word)
    reason = Message(known.sentence, {"check": word}) if known else Message(UNKNOWN_REFUSAL)
    return ResonanzError(ConductCode.BALLOTBOX_REFUSED, word=word, reason=reason)


def _state(reply: Reply) -> BoxState:
    try:
        return BoxState(reply.word)
    except ValueError:
        raise refused(reply.word) from None
