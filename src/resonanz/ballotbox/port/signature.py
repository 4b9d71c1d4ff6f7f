"""Only the app may open and close waves: every request of the port is signed with its Ed25519 key."""

import base64
import binascii
import time
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.http import HttpRequest

from resonanz.ballotbox.storage.keys import port_public_key
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.errors import PortCode

LATEST_SECONDS = 300
DATE_DIGITS = 12


def signed_text(method: str, path: str, body: bytes, date: str) -> bytes:
    """What is signed: method, path, SHA-256 of the body in hexadecimal, seconds since 1970, a line each."""
    return f"{method}\n{path}\n{sha256(body).hexdigest()}\n{date}".encode("ascii", "replace")


def check_signature(request: HttpRequest, body: bytes) -> None:
    """``port-unsigned`` unless the app signed this within five minutes. Repeats do no harm: all is idempotent."""
    date = request.headers.get("X-Resonanz-Date", "")
    given = request.headers.get("X-Resonanz-Signature", "")
    if (
        not (date.isascii() and date.isdigit() and len(date) <= DATE_DIGITS)
        or abs(time.time() - int(date)) > LATEST_SECONDS
    ):
        raise ResonanzError(PortCode.PORT_UNSIGNED)
    try:
        signature = base64.b64decode(given, validate=True)
        text = signed_text(request.method or "", request.path, body, date)
        port_public_key(settings.HOME).verify(signature, text)
    except (binascii.Error, InvalidSignature, ValueError):
        raise ResonanzError(PortCode.PORT_UNSIGNED) from None


class Newest:
    """Refuses what was signed before something that has come already: an old exchange, repeated, would end a wave."""

    def __init__(self) -> None:
        self._seconds = 0

    def require(self, request: HttpRequest) -> None:
        """``port-unsigned``; after ``check_signature``. A clock that was put back begins anew."""
        date = int(request.headers["X-Resonanz-Date"])
        if date < self._seconds <= time.time():
            raise ResonanzError(PortCode.PORT_UNSIGNED)
        self._seconds = date
